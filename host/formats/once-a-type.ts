import type { MessageType } from '../../dtos/contract/message-type'

/** Compiles the writer of each type once. Types may refer to themselves: who comes meanwhile is given a reference to what the writer will be. */
export function onceAType<R>(
  compile: (type: MessageType) => (value: any, depth: number) => R,
): (type: MessageType) => (value: any, depth: number) => R {
  const known = new Map<MessageType, (value: any, depth: number) => R>()
  return (type) => {
    const before = known.get(type)
    if (before) return before
    if (typeof type.target.prototype?.toJSON === 'function')
      throw new Error(`${type.name} has a toJSON method: a reply is written by its declared members. Rename the method.`)
    known.set(type, (value, depth) => write(value, depth))
    const write = compile(type)
    known.set(type, write)
    return write
  }
}
