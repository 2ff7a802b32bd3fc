import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { wireName } from './members'
import type { Program } from './program'

export interface NamedMember {
  readonly property: MetadataPropertyType
  readonly name: string
}

/**
 * The members with the names that a language gives them. Of two with one name in JSON the first is printed: they are one value on the wire; another
 * that a language would give a taken name gets `_` after it (M-4.1, chapter 27: the reference prints both, which does not compile).
 */
export const distinctMembers = (
  properties: readonly MetadataPropertyType[],
  nameOf: (property: MetadataPropertyType) => string,
  taken: readonly string[] = [],
  wireTaken: readonly string[] = [],
): NamedMember[] => {
  const wire = new Set(wireTaken)
  const names = new Set(taken)
  const members: NamedMember[] = []
  for (const property of properties) {
    const onWire = wireName(property)
    if (wire.has(onWire)) continue
    wire.add(onWire)
    let name = nameOf(property)
    while (names.has(name)) name += '_'
    names.add(name)
    members.push({ property, name })
  }
  return members
}

/** Members that the type has from its bases, as far as they are known. */
export const inheritedProperties = (
  type: MetadataType,
  program: Program,
  seen: readonly MetadataType[] = [],
): MetadataPropertyType[] => {
  const base = type.inherits && program.find(type.inherits.name)
  if (!base || seen.includes(base)) return []
  return [...inheritedProperties(base, program, [...seen, base]), ...(base.properties ?? [])]
}
