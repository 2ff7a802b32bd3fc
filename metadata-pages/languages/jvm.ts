import type { MetadataAttribute, MetadataPropertyType, MetadataRoute, MetadataType } from '../type-metadata/model'
import { dataContractText, dataMemberText } from './attributes'
import { inCollectionOrder } from './collection-order'
import { distinctMembers, type NamedMember } from './distinct-members'
import type { LanguageOptions } from './language-options'
import { declaredName, startsEmpty } from './members'
import type { Program } from './program'
import { type Spelling, spell } from './spelling'
import { camel, nestingComment, pascal } from './text'
import { plainName, shapeOf, typeName } from './type-name'
import { returnedType } from './typescript-types'

/** What the client library of Java and Kotlin defines itself, beside the markers (M-6.16). */
export const jvmLibrary: ReadonlySet<string> = new Set(['ResponseStatus', 'ResponseError', 'ErrorResponse'])

/** What Java and Kotlin differ in. */
export interface Jvm {
  readonly keywords: ReadonlySet<string>
  readonly spelling: (program: Program, options: LanguageOptions) => Spelling
  /** A text between quotes. */
  readonly quoted: (text: string) => string
  /** `Owner.class`. */
  readonly typeOf: (name: string) => string
}

export interface JvmText {
  readonly jvm: Jvm
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
  readonly spelling: Spelling
  readonly types: readonly MetadataType[]
}

export const jvmText = (jvm: Jvm, program: Program, options: LanguageOptions, isPage = false): JvmText => ({
  jvm,
  program,
  options,
  isPage,
  spelling: jvm.spelling(program, options),
  types: inCollectionOrder(program, jvmLibrary),
})

const imports = ['java.math.*', 'java.util.*', 'java.io.InputStream', 'net.servicestack.client.*']
const gson = ['com.google.gson.annotations.*', 'com.google.gson.reflect.*']

/** The imports that the text needs, unless the caller says his own (M-17.1). */
export const withImports =
  (jvm: Jvm, members = membersOf) =>
  (program: Program, options: LanguageOptions): LanguageOptions => {
    if (options.DefaultImports) return options
    const text = jvmText(jvm, program, options)
    const answers = text.types.flatMap((type) => answerOf(type, text) ?? [])
    const namesGson =
      answers.some((answer) => answer.includes('<')) ||
      text.types.some((type) => program.answering(type)?.returnType?.genericArgs?.length) ||
      text.types.some((type) => enumMembers(type).some(({ serialized }) => serialized !== undefined)) ||
      text.types.some((type) => members(type, text).some(({ serialized, property }) => serialized ?? property.dataMember?.name))
    const streams = program.collected.requests.some((request) => program.operation(request)?.returnType?.name === 'Stream')
    return { ...options, DefaultImports: [...imports, ...(namesGson ? gson : []), ...(streams ? ['java.io.*'] : [])] }
  }

/** What the request answers, as it is written; `void` without a value. */
export const answerOf = (type: MetadataType, { program, options, spelling }: JvmText): string | undefined => {
  const operation = program.operation(type)
  if (!operation) return undefined
  if (operation.returnsVoid) return 'void'
  const answer = operation.returnType ?? (options.AddReturnMarker ? returnedType(operation) : undefined)
  return answer && spell(typeName(answer.name, answer.genericArgs), spelling, program, answer.namespace)
}

export interface JvmMember extends NamedMember {
  /** The name in JSON where the field has another. */
  readonly serialized?: string
}

/** Fields have the name of the wire; a keyword gets a capital and says what it was (M-17.4). */
export const membersOf = ({ properties = [] }: MetadataType, { jvm }: JvmText): JvmMember[] => {
  const plain = ({ name }: MetadataPropertyType): string => camel(name).replace(/[^\p{L}\p{N}_$]/gu, '_')
  const nameOf = (property: MetadataPropertyType): string => {
    const name = plain(property)
    if (!jvm.keywords.has(name)) return name
    return /^\p{L}/u.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : `${name}_`
  }
  return distinctMembers(properties, nameOf).map((member) => {
    const name = plain(member.property)
    return member.name === name || member.property.dataMember?.name ? member : { ...member, serialized: name }
  })
}

export interface EnumMember {
  readonly name: string
  /** What stands for it in JSON where that is not its name. */
  readonly serialized?: string
  readonly value?: string
}

/** Members in Pascal case, numbers where the wire has them (M-17.7); another text on the wire is said (the reference loses it). */
export const enumMembers = (type: MetadataType): EnumMember[] => {
  const { isEnum, isEnumInt, enumNames = [], enumValues, enumMemberValues } = type
  if (!isEnum) return []
  const taken = new Set<string>()
  return enumNames.map((declared, at) => {
    const cased = pascal(declared)
    let name = /^[\p{L}_$]/u.test(cased) ? cased : declared
    while (taken.has(name)) name += '_'
    taken.add(name)
    const value = enumValues && (/^-?\d+$/.test(enumValues[at] ?? '') ? enumValues[at] : String(at))
    const wire = isEnumInt ? value : (enumMemberValues?.[at] ?? declared)
    return {
      name,
      ...(wire !== undefined && wire !== name ? { serialized: wire } : {}),
      ...(value === undefined ? {} : { value }),
    }
  })
}

/** A description inside a block comment: what would end it, open another in it or be read as an escape is broken up (M-17.2, chapter 27). */
export const asComment = (description: string): string =>
  nestingComment(description).replace(/\\+(?=u)/g, (backslashes) => backslashes + backslashes)

export const commentLines = (description: string | undefined, { options }: JvmText): string[] =>
  description && options.AddDescriptionAsComments ? ['/**', `* ${asComment(description)}`, '*/'] : []

/** Real annotations; one of the same name again, or with more than one positional argument, is a comment (M-17.2). */
export const annotationLines = (
  routes: readonly MetadataRoute[],
  attributes: readonly MetadataAttribute[],
  { jvm }: JvmText,
): string[] => {
  const seen = new Set<string>()
  const all = [...routes.map(routeAttribute), ...attributes]
  return all.map((attribute) => {
    const isComment = seen.has(attribute.name) || (attribute.constructorArgs ?? []).length > 1
    seen.add(attribute.name)
    return `${isComment ? '// ' : ''}@${annotationText(attribute, jvm)}`
  })
}

const routeAttribute = ({ path, verbs }: MetadataRoute): MetadataAttribute => ({
  name: 'Route',
  args: [{ name: 'Path', type: 'String', value: path }, ...(verbs ? [{ name: 'Verbs', type: 'String', value: verbs }] : [])],
})

const annotationText = ({ name, constructorArgs = [], args = [] }: MetadataAttribute, jvm: Jvm): string => {
  const words = constructorArgs.length > args.length ? constructorArgs : args
  return `${name}(${words.map((each) => `${each.name.charAt(0).toUpperCase()}${each.name.slice(1)}=${valueText(each, jvm)}`).join(', ')})`
}

const valueText = ({ type, value = '', isEnum }: MetadataPropertyType, jvm: Jvm): string => {
  if (type === 'Type') {
    const whole = value.replace(/^typeof\((.*)\)$/, '$1').replace(/[^\p{L}\p{N}_.+]/gu, '')
    return jvm.typeOf(whole.slice(Math.max(whole.lastIndexOf('.'), whole.lastIndexOf('+')) + 1))
  }
  if (type === 'Boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase()
  if (type !== 'String' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return value
  return isEnum && /^[\p{L}\p{N}_.]+$/u.test(value) ? value : jvm.quoted(value)
}

/** What stands above the member: contract, name in JSON, attributes (M-4.15, M-17.2). */
export const memberAnnotations = ({ property }: JvmMember, position: number, text: JvmText): string[] => {
  const contract = dataMemberText(property.dataMember, position, text.options)
  const { name } = property.dataMember ?? {}
  return [
    ...(contract ? [`@${inQuotesOf(contract, text.jvm)}`] : []),
    ...(name ? [`@SerializedName(${text.jvm.quoted(name)})`] : []),
    ...annotationLines([], property.attributes ?? [], text),
  ]
}

/** Comment, routes, attributes, contract (M-4.14). */
export const typeAnnotations = (type: MetadataType, text: JvmText): string[] => {
  const contract = type.isInterface ? undefined : dataContractText(type, text.options)
  return [
    ...commentLines(type.description, text),
    ...annotationLines(text.program.operation(type)?.routes ?? [], type.attributes ?? [], text),
    ...(contract ? [`@${inQuotesOf(contract, text.jvm)}`] : []),
  ]
}

/** Kotlin's texts have templates, which the shared words do not know. */
const inQuotesOf = (words: string, { quoted }: Jvm): string =>
  quoted('$x') === '"$x"' ? words : words.replace(/\$(?=[\p{L}_{`])/gu, '\\$')

export const typeNameWithParameters = (type: MetadataType, program: Program): string =>
  declaredName(type, program) + (type.genericArgs?.length ? `<${type.genericArgs.join(', ')}>` : '')

/** Base and interfaces as they are written; a page keeps IMeta (M-7.8). */
export const spelledBases = (type: MetadataType, { program, spelling, isPage }: JvmText) => ({
  base:
    type.inherits && spell(typeName(type.inherits.name, type.inherits.genericArgs), spelling, program, type.inherits.namespace),
  interfaces: (type.implements ?? [])
    .filter(({ name }) => isPage || name !== 'IMeta')
    .map(({ name, genericArgs, namespace }) => spell(typeName(name, genericArgs), spelling, program, namespace)),
})

/** INIT, bytes included (M-4.10, M-17.4). */
export const startsFilled = (property: MetadataPropertyType, owner: MetadataType, options: LanguageOptions): boolean => {
  if (shapeOf(typeName(property.type, property.genericArgs)).kind !== 'bytes') return startsEmpty(property, owner, options)
  const isQuery = /^Query(Db|Data)$/.test(plainName(owner.inherits?.name ?? ''))
  return !isQuery && (property.isRequired === true || options.InitializeCollections)
}

/** A name of the library, told apart from an application's type of the same name (M-8.1, chapter 27). */
export const apart =
  (program: Program, packages: Readonly<Record<string, string>>) =>
  (name: string): string =>
    program.defines(name) && packages[name] ? `${packages[name]}.${name}` : name
