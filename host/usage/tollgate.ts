#!/usr/bin/env node
import { runProgram } from '../commands/program'
import { usageCommands } from './commands'

void runProgram(usageCommands)
