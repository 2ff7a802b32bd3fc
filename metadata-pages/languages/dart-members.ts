import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, dataMemberText } from './attributes'
import { isAddedStatus } from './client-types'
import { type Conversion, conversion, memberName } from './dart-types'
import { distinctMembers, inheritedProperties } from './distinct-members'
import type { LanguageOptions } from './language-options'
import { isRequired, memberType, startsEmpty, wireName } from './members'
import type { Program } from './program'
import { type Spelling, spell } from './spelling'
import { camel, nestingComment } from './text'
import { shapeOf, typeName } from './type-name'

/** Everything that the writing of a class needs. */
export interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
  readonly spelling: Spelling
}

export const description = (text: string | undefined, options: LanguageOptions): string[] =>
  text && options.AddDescriptionAsComments ? ['/**', `* ${nestingComment(text)}`, '*/'] : []

export const attributeLines = ({ attributes = [] }: MetadataType | MetadataPropertyType): string[] =>
  attributes.map((attribute) => `// @${attributeText(attribute, 'lastPart').replace(/^\w+(?=\(\)$)/, camel)}`)

export interface DartMember {
  readonly lines: readonly string[]
  readonly isAnnotated: boolean
  readonly name: string
  readonly key: string
  /** In the constructor's list. */
  readonly parameter: string
  readonly from: string
  readonly to: string
}

/** Blank lines part annotated members from the next (M-4.11). */
export const declarations = (members: readonly DartMember[]): string[] =>
  members.flatMap(({ lines }, at) => [...(members[at - 1]?.isAnnotated ? [''] : []), ...lines])

const typeText = ({ type, genericArgs = [], isRequired: always }: MetadataPropertyType): string =>
  JSON.stringify([type, genericArgs, always])

export const membersOf = (type: MetadataType, writing: Writing): DartMember[] => {
  const { program, options } = writing
  const version = options.AddImplicitVersion !== undefined && program.operation(type)
  // A member of a base cannot have another type here.
  const kept = new Map(inheritedProperties(type, program).map((property) => [wireName(property), property]))
  const changed = (type.properties ?? []).filter((property) => {
    const inherited = kept.get(wireName(property))
    return inherited !== undefined && typeText(inherited) !== typeText(property)
  })
  const named = distinctMembers(
    type.properties ?? [],
    (property) => memberName(wireName(property), program),
    version ? ['version'] : [],
    [...changed.map(wireName), ...(version ? ['version'] : [])],
  )
  return [
    ...(version ? [versionMember(options.AddImplicitVersion ?? 0)] : []),
    ...named.map(({ property, name }) => memberOf(property, name, type, writing)),
  ]
}

const versionMember = (version: number): DartMember => ({
  lines: ['int version;'],
  isAnnotated: false,
  name: 'version',
  key: 'version',
  parameter: `this.version=${version}`,
  from: "json['version'] ?? 0",
  to: 'version',
})

/** What a member that must be there starts with, and what it is read as when it is absent (M-20.4). */
const starts: Readonly<Record<string, string>> = { String: '""', int: '0', double: '0' }
export const absent: Readonly<Record<string, string>> = { ...starts, DateTime: 'DateTime(0)', Uint8List: 'Uint8List(0)' }

const memberOf = (property: MetadataPropertyType, name: string, owner: MetadataType, writing: Writing): DartMember => {
  const { program, options, spelling } = writing
  const type = memberType(property, program, options)
  const spelled = spell(type, spelling, program, type.name === property.type ? property.namespace : undefined).replace(/\?$/, '')
  const isFilled = startsEmpty(property, owner, { ...options, InitializeCollections: false })
  const isAlways = isRequired(property) && !isAddedStatus(property, owner, program)
  const isList = shapeOf(type).kind === 'list'
  const empty = spelled.startsWith('Uint8List') || spelled === 'dynamic' ? undefined : isList ? '[]' : '{}'
  const start = isFilled ? empty : isAlways ? starts[spelled] : undefined
  const missing = start ?? (isAlways ? absent[spelled] : undefined)
  const position = (owner.properties ?? []).indexOf(property) + 1
  const dataMember = dataMemberText(property.dataMember, position, options)
  const annotations = [...(dataMember ? [`// @${dataMember}`] : []), ...attributeLines(property)]
  const converted: Conversion = conversion(typeName(property.type, property.genericArgs), spelled, property, owner, program)
  const key = wireName(property)
  return {
    lines: [
      ...description(property.description, options),
      ...annotations,
      start === undefined ? `${spelled}? ${name};` : `${spelled} ${name} = ${start};`,
    ],
    isAnnotated: annotations.length > 0,
    name,
    key,
    parameter: `this.${name}${start === undefined ? '' : `=${isFilled ? `const ${start}` : start}`}`,
    from: `${converted.from(`json['${key}']`)}${missing === undefined ? '' : ` ?? ${missing}`}`,
    to: converted.to(name),
  }
}
