import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { distinctMembers } from './distinct-members'
import { startsFilled } from './jvm'
import type { LanguageOptions } from './language-options'
import { memberType } from './members'
import type { Program } from './program'
import { type Spelling, spell } from './spelling'
import { swiftIdentifier, swiftMemberName } from './swift-types'
import { camel, oneLine } from './text'
import { shapeOf } from './type-name'

export interface SwiftText {
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
  readonly spelling: Spelling
}

export interface SwiftMember {
  readonly property: MetadataPropertyType
  /** As it is written, between back-ticks where it has to be. */
  readonly name: string
  readonly key: string
  /** The name in JSON. */
  readonly wire: string
  /** With its question mark. */
  readonly type: string
  readonly bare: string
  readonly start?: '[]' | '[:]'
  readonly empty?: '[]' | '[:]'
  readonly isTimeSpan: boolean
  /** The comment that stands for a member that Swift cannot have (M-19.5). */
  readonly ignored?: string
}

/** The members of a type that its bases do not have (M-19.4). */
export const membersOf = (type: MetadataType, text: SwiftText): SwiftMember[] => {
  const inherited = inheritedNames(type, text.program)
  const own = (type.properties ?? []).filter(({ name }) => !inherited.has(name))
  return distinctMembers(own, swiftMemberName).map(({ property, name }) => member(property, name, type, text))
}

const inheritedNames = (type: MetadataType, program: Program): ReadonlySet<string> => {
  const names = new Set<string>()
  const seen = new Set<MetadataType>()
  for (let base = type.inherits && program.find(type.inherits.name); base && !seen.has(base); ) {
    seen.add(base)
    for (const { name } of base.properties ?? []) names.add(name)
    base = base.inherits && program.find(base.inherits.name)
  }
  return names
}

const member = (property: MetadataPropertyType, key: string, owner: MetadataType, text: SwiftText): SwiftMember => {
  const { program, options, spelling } = text
  const type = memberType(property, program, options)
  const isText = type.name === 'String' && property.type !== 'String'
  const spelled = spell(type, spelling, program, isText ? undefined : property.namespace)
  const bare = spelled.replace(/\?$/, '')
  const { kind } = shapeOf(type)
  const empty = kind === 'list' || kind === 'bytes' ? '[]' : kind === 'map' || kind === 'untypedMap' ? '[:]' : undefined
  const start = empty && !owner.isInterface && startsFilled(property, owner, options) ? empty : undefined
  const isSaidRequired = property.attributes?.some((attribute) => attribute.name === 'Required')
  const isOptional = spelled.endsWith('?') || ((options.MakePropertiesOptional || isSaidRequired) && !start)
  const isProtocol = program.find(property.type)?.isInterface === true
  return {
    property,
    key,
    name: swiftIdentifier(key),
    wire: property.dataMember?.name ?? camel(property.name),
    type: isOptional ? `${bare}?` : spelled,
    bare,
    ...(start ? { start } : {}),
    ...(empty ? { empty } : {}),
    isTimeSpan: /(^|\.)TimeInterval$/.test(bare),
    ...(isProtocol ? { ignored: `//${key}:${oneLine(bare)} ignored. Swift doesn't support interface properties` } : {}),
  }
}
