import type { MetadataType } from '../type-metadata/model'
import { inheritedProperties } from './distinct-members'
import { type JvmMember, type JvmText, membersOf } from './jvm'
import { wireName } from './members'

/**
 * The members of a class, those apart whose accessors would be one on the JVM: `isOpen` and `open` of one type are both set by `setOpen` (M-18.3,
 * chapter 27: the reference prints both, which does not compile). The later one takes `_` after it, and says its name in JSON.
 */
export const membersApart = (type: MetadataType, text: JvmText): JvmMember[] => {
  const members = membersOf(type, text)
  const above = inheritedProperties(type, text.program)
  if (![...above, ...(type.properties ?? [])].some(({ name }) => /^[Ii]s[^a-z]/.test(name))) return members
  const taken = new Map<string, string>()
  for (const { name, property } of membersOf({ ...type, properties: above }, text)) taken.set(key(name, property.type), name)
  return members.map((member) => {
    const { property, serialized } = member
    let { name } = member
    while ((taken.get(key(name, property.type)) ?? name) !== name) name += '_'
    taken.set(key(name, property.type), name)
    if (name === member.name || property.dataMember?.name) return { ...member, name }
    return { ...member, name, serialized: serialized ?? wireName(property) }
  })
}

/** Kotlin's own rule of what is a flag. */
const flag = /^is[^a-z]/

/** The setter of a property, with the type that it takes. */
const key = (name: string, type: string): string => {
  const set = flag.test(name) ? name.slice(2) : name.charAt(0).toUpperCase() + name.slice(1)
  return `${set}:${type}`
}
