import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, dataContractText, dataMemberText, routeText } from './attributes'
import { leftOutLines } from './client-types'
import { inCollectionOrder } from './collection-order'
import { enumValue, returned } from './dotnet'
import { blockHeader } from './header'
import { asComment } from './jvm'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName } from './members'
import type { Program } from './program'
import { spell } from './spelling'
import { codingKeys, codingLines } from './swift-coding'
import { membersOf, type SwiftMember, type SwiftText } from './swift-members'
import { swiftIdentifier, swiftLibrary, swiftSpelling } from './swift-types'
import { indented, quotedInBraces } from './text'
import { plainName, shapeOf, typeName } from './type-name'

const write = (program: Program, asked: LanguageOptions, isPage: boolean): string => {
  // The option that makes members optional is one of the endpoint, not of the pages (M-7.7).
  const options = isPage ? { ...asked, MakePropertiesOptional: false } : asked
  const text: SwiftText = { program, options, isPage, spelling: swiftSpelling(program, options) }
  return [
    ...(options.DefaultImports ?? []).map((name) => `import ${name.replace(/[^\p{L}\p{N}_.]/gu, '')}`),
    ...inCollectionOrder(program, swiftLibrary).map((type) => typeLines(type, text).join('\n')),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
    ...(options.AddModelExtensions ? ['', ''] : []),
    '',
  ].join('\n')
}

const typeLines = (type: MetadataType, text: SwiftText): string[] => {
  const { program, options } = text
  if (options.ExcludeGenericBaseTypes && type.inherits?.genericArgs?.length)
    return [`//Excluded ${plainName(type.name)} : ${plainName(type.inherits.name)}<${type.inherits.genericArgs.join(',')}>`]
  const contract = type.isInterface ? undefined : dataContractText(type, options)
  return [
    '',
    ...commentLines(type.description, options),
    ...(program.operation(type)?.routes ?? []).map((route) => `// @${routeText(route)}`),
    ...(type.attributes ?? []).map((attribute) => `// @${attributeText(attribute, 'lastPart')}`),
    ...(contract ? [`// @${contract}`] : []),
    ...(type.isEnum ? enumLines(type, text) : type.isInterface ? protocolLines(type, text) : classLines(type, text)),
  ]
}

const commentLines = (description: string | undefined, { AddDescriptionAsComments }: LanguageOptions): string[] =>
  description && AddDescriptionAsComments ? ['/**', `* ${asComment(description)}`, '*/'] : []

/** Numbers where the wire has them (M-19.9); another text on the wire is said (the reference loses it). */
const enumLines = (type: MetadataType, { program }: SwiftText): string[] => {
  const { enumNames = [], enumMemberValues, enumValues } = type
  const cases = enumNames.map((name, at) => {
    const number = enumValue(type, at)
    const wire = enumMemberValues?.[at] ?? name
    const value = enumValues ? ` = ${number ?? at}` : wire === name ? '' : ` = ${quotedInBraces(wire)}`
    return `case ${swiftIdentifier(name)}${value}`
  })
  return [
    `public enum ${swiftIdentifier(declaredName(type, program))} : ${enumValues ? 'Int' : 'String'}, Codable`,
    '{',
    ...indented(cases),
    '}',
  ]
}

const spelledInterfaces = ({ implements: interfaces = [] }: MetadataType, { program, spelling, isPage }: SwiftText): string[] =>
  interfaces
    .filter(({ name }) => isPage || name !== 'IMeta')
    .map(({ name, genericArgs, namespace }) => spell(typeName(name, genericArgs), spelling, program, namespace))

const protocolLines = (type: MetadataType, text: SwiftText): string[] => {
  const bases = spelledInterfaces(type, text)
  return [
    `public protocol ${swiftIdentifier(declaredName(type, text.program))}${bases.length > 0 ? ` : ${bases.join(', ')}` : ''}`,
    '{',
    ...indented([
      ...(type.genericArgs ?? []).map((name) => `associatedtype ${name}`),
      ...membersOf(type, text).flatMap((member, at, all) => memberLines(member, at, all, true, text)),
      '',
    ]),
    '}',
  ]
}

const classLines = (type: MetadataType, text: SwiftText): string[] => {
  const { program, options, spelling } = text
  const parameters = type.genericArgs?.length ? `<${type.genericArgs.map((name) => `${name} : Codable`).join(', ')}>` : ''
  const name = swiftIdentifier(declaredName(type, program))
  const { inherits } = type
  const shape = inherits && shapeOf(typeName(inherits.name, inherits.genericArgs))
  // A dictionary cannot be a base (chapter 27).
  if (inherits && (shape?.kind === 'map' || shape?.kind === 'untypedMap'))
    return [`public typealias ${name}${parameters} = ${spell(typeName(inherits.name, inherits.genericArgs), spelling, program)}`]
  const answer = returned(program.operation(type), options)
  const bases = [
    ...(inherits ? [baseText(inherits, text)] : options.BaseClass ? [options.BaseClass.replace(/[^\p{L}\p{N}_.]/gu, '')] : []),
    ...(answer ? [answer === 'void' ? 'IReturnVoid' : 'IReturn'] : []),
    ...spelledInterfaces(type, text),
    ...(inherits ? [] : ['Codable']),
  ]
  const alias =
    answer && answer !== 'void'
      ? [`public typealias Return = ${spell(typeName(answer.name, answer.genericArgs), spelling, program, answer.namespace)}`, '']
      : []
  const members = membersOf(type, text)
  const body = [...versionLines(type, text), ...members.flatMap((member, at) => memberLines(member, at, members, false, text))]
  return [
    `public class ${name}${parameters} : ${bases.join(', ')}`,
    '{',
    ...indented([
      ...alias,
      ...body,
      ...(body.length > 0 ? [''] : []),
      inherits ? 'required public init(){ super.init() }' : 'required public init(){}',
      ...(inherits ? codingLines(members) : codingKeys(members, false)),
    ]),
    '}',
  ]
}

/** A list as a base is the library's class. */
const baseText = (inherits: NonNullable<MetadataType['inherits']>, { program, spelling }: SwiftText): string => {
  const type = typeName(inherits.name, inherits.genericArgs)
  const shape = shapeOf(type)
  return shape.kind === 'list'
    ? `List<${spell(shape.item, spelling, program, undefined, true)}>`
    : spell(type, spelling, program, inherits.namespace)
}

const versionLines = (type: MetadataType, { program, options }: SwiftText): string[] =>
  options.AddImplicitVersion !== undefined && program.operation(type) && !type.properties?.some(({ name }) => name === 'Version')
    ? [`public var version:Int = ${options.AddImplicitVersion}`]
    : []

const annotations = (property: MetadataPropertyType, position: number, options: LanguageOptions): string[] => [
  ...[dataMemberText(property.dataMember, position, options) ?? []].flat(),
  ...(property.attributes ?? []).map((attribute) => attributeText(attribute, 'lastPart')),
]

const memberLines = (
  member: SwiftMember,
  at: number,
  members: readonly SwiftMember[],
  isProtocol: boolean,
  { options }: SwiftText,
): string[] => {
  const { property, name, type, start } = member
  const before = members[at - 1]
  const above = annotations(property, at + 1, options).map((each) => `// @${each}`)
  const declared = isProtocol
    ? `var ${name}:${type} { get set }`
    : `${member.isTimeSpan ? '@TimeSpan ' : ''}public var ${name}:${type}${start ? ` = ${start}` : ''}`
  return [
    ...(before && annotations(before.property, at, options).length > 0 ? [''] : []),
    ...commentLines(property.description, options),
    ...above,
    member.ignored ?? declared,
  ]
}

/** Swift classes for ServiceStack's Swift client (chapter 19). */
export const swift: Language = {
  name: 'swift',
  label: 'Swift',
  tab: 'Swift',
  fileName: 'dtos.swift',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'swift',
  header: { ...blockHeader, beforeVersion: 'SwiftVersion: 6.0', nests: true },
  library: swiftLibrary,
  defaults: { MakePropertiesOptional: true, DefaultImports: ['Foundation', 'ServiceStack'] },
  optionNames: [
    'BaseClass',
    'AddModelExtensions',
    'AddServiceStackTypes',
    'MakePropertiesOptional',
    'IncludeTypes',
    'ExcludeTypes',
    'ExcludeGenericBaseTypes',
    'AddResponseStatus',
    'AddImplicitVersion',
    'AddDescriptionAsComments',
    'InitializeCollections',
    'TreatTypesAsStrings',
    'DefaultImports',
  ],
  write,
}
