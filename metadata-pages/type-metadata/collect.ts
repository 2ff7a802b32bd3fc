import type { EnumType, Member, MessageType, Operation, TypeRef } from '../../dtos/contract'
import { propertyType } from './clr-names'
import { enumType, messageType, parameterNames } from './described-types'
import type { MetadataType } from './model'

/** Everything that is neither request nor response, breadth first from the messages (M-5.20). */
export const collect = (operations: readonly Operation[]): { readonly types: MetadataType[]; readonly namespaces: string[] } => {
  const responses = operations.flatMap(({ message }) => (message.response?.kind === 'value' ? [message.response.type] : []))
  const known = new Set<MessageType | EnumType>([
    ...operations.map(({ message }) => message),
    ...responses.flatMap((type) => (type.kind === 'object' ? [type.type] : [])),
  ])
  const queue: TypeRef[] = [...operations.map(({ message }) => ({ kind: 'object', type: message }) as const), ...responses]
  const seen = new Set<MessageType | EnumType>()
  const definitions = new Set<string>()
  const types: MetadataType[] = []
  const namespaces = new Set<string>()
  const add = (type: MessageType): void => {
    if (type.excludeMetadata || (known.has(type) && !type.generic)) return
    const definition = type.generic && `${type.namespace}.${type.generic.name}`
    if (definition && definitions.has(definition)) return
    if (definition) definitions.add(definition)
    types.push(definition ? openType(type) : messageType(type, false))
  }
  for (const ref of queue) {
    namespaces.add(propertyType(ref, false).namespace ?? '')
    if (ref.kind === 'list') queue.push(ref.item)
    else if (ref.kind === 'dictionary') queue.push(ref.key, ref.value)
    else if ((ref.kind === 'object' || ref.kind === 'enum') && !seen.has(ref.type)) {
      seen.add(ref.type)
      if (ref.kind === 'enum') types.push(enumType(ref.type))
      else {
        add(ref.type)
        for (const member of ref.type.ownMembers) if (!member.excludeMetadata) queue.push(member.type, ...subTypes(member))
        if (ref.type.items) queue.push(ref.type.items)
        if (ref.type.base) queue.push({ kind: 'object', type: ref.type.base })
        queue.push(...(ref.type.generic?.args ?? []))
      }
    }
  }
  namespaces.delete('')
  return { types, namespaces: [...namespaces] }
}

const subTypes = ({ discriminator }: Member): TypeRef[] =>
  [...(discriminator?.subTypes.values() ?? [])].map((type) => ({ kind: 'object', type }))

/**
 * The definition that a factory's class was closed from: its arguments become parameters again wherever an object or enum of them stands.
 * A scalar argument stays: which of the members it came to cannot be told.
 */
const openType = (type: MessageType): MetadataType => {
  const args = type.generic?.args ?? []
  const names = parameterNames(args.length)
  const open = (ref: TypeRef): TypeRef => {
    const at = args.findIndex((arg) => (arg.kind === 'object' || arg.kind === 'enum') && 'type' in ref && ref.type === arg.type)
    const { generic: _, ...plain } = type
    if (at !== -1) return { kind: 'object', type: { ...plain, name: names[at] ?? 'T' } }
    if (ref.kind === 'list') return { ...ref, item: open(ref.item) }
    return ref.kind === 'dictionary' ? { ...ref, value: open(ref.value) } : ref
  }
  const opened = (member: Member): Member => ({ ...member, type: open(member.type) })
  return {
    ...messageType({ ...type, members: type.members.map(opened), ownMembers: type.ownMembers.map(opened) }, false),
    isGenericTypeDef: true,
  }
}
