import type { MessageType, Scalar, TypeRef } from '../../dtos/contract'

/** Kinds that would notice if a number were read as a double: text also, since a number for a string is its text. */
const exactScalars: ReadonlySet<Scalar> = new Set<Scalar>(['int64', 'uint64', 'decimal', 'any', 'string'])

/** Whether a JSON body of the type must be read with all digits. */
export function needsExactJson(type: MessageType, seen: Set<MessageType> = new Set()): boolean {
  if (seen.has(type)) return false
  seen.add(type)
  return type.members.some((member) => !member.ignoreIn && (reads(member.type, seen) || subTypesRead(member, seen)))
}

const subTypesRead = ({ discriminator }: MessageType['members'][number], seen: Set<MessageType>): boolean =>
  discriminator !== undefined && [...discriminator.subTypes.values()].some((subType) => needsExactJson(subType, seen))

function reads(type: TypeRef, seen: Set<MessageType>): boolean {
  switch (type.kind) {
    case 'scalar':
      return exactScalars.has(type.scalar)
    case 'list':
      return reads(type.item, seen)
    case 'dictionary':
      return reads(type.key, seen) || reads(type.value, seen)
    case 'object':
      return needsExactJson(type.type, seen)
    default:
      return false
  }
}
