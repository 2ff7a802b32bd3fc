import { parentPort, workerData } from 'node:worker_threads'
import { type Commands, createCommands, type WriterOptions } from './commands'
import { openReader } from './connection'
import { addFunctions } from './record-id'
import { verify } from './verify'
import { toWire, type WireError } from './wire-error'

/** A call of a command, and its answer. */
export interface Call {
  readonly id: number
  readonly name: keyof Commands | 'verify'
  readonly args: readonly unknown[]
}
export type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: WireError }

const port = parentPort!
const options = workerData.options as WriterOptions
const commands = createCommands(options)

/** Only reads, on a connection of its own; asked of a thread that does nothing else. */
const verifyBook = () => {
  const connection = openReader(options.location)
  try {
    addFunctions(connection)
    return verify(connection)
  } finally {
    connection.close()
  }
}

port.on('message', async ({ id, name, args }: Call) => {
  try {
    const value =
      name === 'verify' ? verifyBook() : await (commands[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args)
    port.postMessage({ id, value } satisfies Answer)
  } catch (error) {
    port.postMessage({ id, error: toWire(error) } satisfies Answer)
  }
  if (name === 'close') port.close()
})
