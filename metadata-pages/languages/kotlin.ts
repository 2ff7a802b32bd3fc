import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { isAddedStatus, leftOutLines } from './client-types'
import { isLongEnum, namespaceName } from './dotnet'
import { blockHeader } from './header'
import {
  answerOf,
  commentLines,
  enumMembers,
  type JvmMember,
  type JvmText,
  jvmLibrary,
  jvmText,
  memberAnnotations,
  spelledBases,
  startsFilled,
  typeAnnotations,
  typeNameWithParameters,
  withImports,
} from './jvm'
import { membersApart } from './kotlin-accessors'
import { kotlinForm } from './kotlin-types'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName, memberType } from './members'
import type { Program } from './program'
import { spell } from './spelling'
import { indented } from './text'

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const text = jvmText(kotlinForm, program, options, isPage)
  return [
    ...(options.Package ? [`package ${namespaceName(options.Package)}`, ''] : []),
    ...(options.DefaultImports ?? []).map((name) => `import ${name.replace(/[^\p{L}\p{N}_.*]/gu, '')}`),
    '',
    ...text.types.flatMap((type) => ['', typeLines(type, text).join('\n')]),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
    '',
  ].join('\n')
}

const typeLines = (type: MetadataType, text: JvmText): string[] => [
  ...typeAnnotations(type, text),
  ...(type.isEnum ? enumLines(type, text) : classLines(type, text)),
]

const enumLines = (type: MetadataType, { program }: JvmText): string[] => {
  const isLong = isLongEnum(type)
  const members = enumMembers(type).map(({ name, value, serialized }) => {
    const prefix = serialized === undefined ? '' : `@SerializedName(${kotlinForm.quoted(serialized)}) `
    return `${prefix}${name}${value === undefined ? '' : `(${value}${isLong ? 'L' : ''})`},`
  })
  const value = type.enumValues ? `(val value:${isLong ? 'Long' : 'Int'})` : ''
  return [`enum class ${declaredName(type, program)}${value}`, '{', ...indented(members), '}']
}

const classLines = (type: MetadataType, text: JvmText): string[] => {
  const { program } = text
  const { base, interfaces } = spelledBases(type, text)
  const answer = answerOf(type, text)
  const bases = [
    ...(base ? [type.isInterface ? base : `${base}()`] : []),
    ...(answer ? [answer === 'void' ? 'IReturnVoid' : `IReturn<${answer}>`] : []),
    ...interfaces,
  ]
  const inherited = inheritedNames(type, program)
  const members = membersApart(type, text)
  return [
    `${type.isInterface ? '' : 'open '}${type.isInterface ? 'interface' : 'class'} ${typeNameWithParameters(type, program)}${bases.length > 0 ? ` : ${bases.join(', ')}` : ''}`,
    '{',
    ...indented([
      ...versionLines(type, inherited, text),
      ...members.flatMap((member, at) => memberLines(member, at, members, inherited, type, text)),
      ...(answer && answer !== 'void' ? responseLines(type, answer, text) : []),
    ]),
    '}',
  ]
}

const versionLines = (type: MetadataType, inherited: ReadonlySet<string>, { program, options }: JvmText): string[] => {
  const version = options.AddImplicitVersion
  if (version === undefined || !program.operation(type) || type.properties?.some(({ name }) => name === 'Version')) return []
  return [inherited.has('Version') ? `override var version:Int? = ${version}` : `val version:Int = ${version}`]
}

/** Members of the classes and of the application's interfaces above a type: they are overridden (M-18.3; interfaces of interfaces too, chapter 27). */
const inheritedNames = (type: MetadataType, program: Program): ReadonlySet<string> => {
  const names = new Set<string>()
  const seen = new Set<MetadataType>([type])
  const visit = ({ inherits, implements: interfaces = [] }: MetadataType): void => {
    for (const { name } of [...(inherits ? [inherits] : []), ...interfaces]) {
      const known = program.find(name)
      if (!known || seen.has(known)) continue
      seen.add(known)
      for (const property of known.properties ?? []) names.add(property.name)
      visit(known)
    }
  }
  visit(type)
  return names
}

const memberLines = (
  member: JvmMember,
  at: number,
  members: readonly JvmMember[],
  inherited: ReadonlySet<string>,
  owner: MetadataType,
  text: JvmText,
): string[] => {
  const before = members[at - 1]
  const serialized = member.serialized === undefined ? '' : `@SerializedName(${kotlinForm.quoted(member.serialized)}) `
  return [
    ...(before !== undefined && memberAnnotations(before, at, text).length > 0 ? [''] : []),
    ...commentLines(member.property.description, text),
    ...memberAnnotations(member, at + 1, text),
    `${serialized}${modifier(member.property, inherited, owner, text.program)}var ${member.name}:${typeAndStart(member, owner, text)}`,
  ]
}

const modifier = (
  property: MetadataPropertyType,
  inherited: ReadonlySet<string>,
  owner: MetadataType,
  program: Program,
): string => {
  if (inherited.has(property.name)) return 'override '
  return owner.isInterface || isAddedStatus(property, owner, program) ? '' : 'open '
}

/** `String? = null`; a filled start is never absent (M-18.3). */
const typeAndStart = ({ property }: JvmMember, owner: MetadataType, { program, options, spelling }: JvmText): string => {
  const type = memberType(property, program, options)
  const isText = type.name === 'String' && property.type !== 'String'
  const spelled = spell(type, spelling, program, isText ? undefined : property.namespace)
  if (owner.isInterface) return `${spelled}?`
  if (!startsFilled(property, owner, options)) return `${spelled}? = null`
  return `${spelled} = ${spelled}(${/(^|\.)ByteArray$/.test(spelled) ? '0' : ''})`
}

/** What the client makes of the answer (M-18.5). */
const responseLines = (type: MetadataType, answer: string, { program }: JvmText): string[] => {
  const value = answer.includes('<') ? `object : TypeToken<${answer}>(){}.type` : `${answer}::class.java`
  return [
    `companion object { private val responseType = ${value} }`,
    `override fun getResponseType(): ${program.defines('Any') ? 'kotlin.Any' : 'Any'}? = ${declaredName(type, program)}.responseType`,
  ]
}

/** Kotlin classes for ServiceStack's Java client (chapter 18). */
export const kotlin: Language = {
  name: 'kotlin',
  label: 'Kotlin',
  tab: 'Kotlin',
  fileName: 'dtos.kt',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'kotlin',
  header: { ...blockHeader, nests: true },
  library: jvmLibrary,
  settle: withImports(kotlinForm, membersApart),
  optionNames: [
    'Package',
    'AddServiceStackTypes',
    'AddResponseStatus',
    'AddImplicitVersion',
    'AddDescriptionAsComments',
    'IncludeTypes',
    'ExcludeTypes',
    'InitializeCollections',
    'TreatTypesAsStrings',
    'DefaultImports',
  ],
  write,
}
