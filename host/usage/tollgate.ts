#!/usr/bin/env node
import { commands } from '../commands/commands'
import { runProgram } from '../commands/program'
import { usageCommands } from './commands'

void runProgram([...commands, ...usageCommands])
