import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, dataContractText, dataMemberText, routeText } from './attributes'
import { answersItself, isLibrarys, leftOutLines } from './client-types'
import { distinctMembers } from './distinct-members'
import type { HeaderStyle } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName, isRequired, memberType, wireName } from './members'
import { productTypesByName } from './product-types'
import type { Program } from './program'
import { recursiveMembers } from './recursion'
import { type Spelling, spell } from './spelling'
import { enumNumber, oneLine, quotedInBraces } from './text'
import { shapeOf, type TypeName, typeName } from './type-name'
import { collectionBase, returnedType } from './typescript-types'
import { anything, identifier, substituted, typeIdentifier, zigSpelling } from './zig-types'

interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  readonly spelling: Spelling
  readonly isRecursive: (owner: MetadataType, type: TypeName) => boolean
}

const defaultImports = ['const std = @import("std");']

const write = (program: Program, options: LanguageOptions): string => {
  const interfaces = new Set(program.types.filter(({ isInterface }) => isInterface).map(({ name }) => name))
  const writing: Writing = {
    program,
    options,
    spelling: zigSpelling(program, interfaces),
    isRecursive: recursiveMembers(program, () => true),
  }
  const body = [
    ...program.types
      .filter(({ name, isInterface }) => !isInterface && !isLibrarys(name, program))
      .flatMap((type) => ['', ...typeLines(type, writing)]),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
  ]
  const isReferenced = body.some((line) => line.includes('ss.') && !/^\s*\/\//.test(line) && /(^|[^\w."])ss\.[A-Z]/.test(line))
  return [
    ...(options.DefaultImports ?? defaultImports),
    ...(isReferenced ? ['const ss = @import("servicestack");'] : []),
    ...body,
    '',
  ].join('\n')
}

const docLine = (description: string | undefined, options: LanguageOptions): string[] =>
  description && options.AddDescriptionAsComments ? [`/// ${oneLine(description)}`] : []

const typeLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const dataContract = dataContractText(type, options)
  return [
    ...docLine(type.description, options),
    ...(program.operation(type)?.routes ?? []).map((route) => `// @${routeText(route)}`),
    ...(type.attributes ?? []).map((attribute) => `// @${attributeText(attribute, 'lastPart')}`),
    ...(dataContract ? [`// @${dataContract}`] : []),
    ...(type.isEnum ? enumLines(type, program) : structLines(type, writing)),
  ]
}

/** Flags have their numbers; a text on the wire is the name itself (M-25.5). Zig refuses a name or a number twice. */
const enumLines = (type: MetadataType, program: Program): string[] => {
  const { enumNames = [], enumValues, enumMemberValues, isEnumInt } = type
  const numbers = enumNames.map((_, at) => enumNumber(enumValues?.[at], at))
  const isWide = numbers.some((value) => Math.abs(Number(value)) > 2_147_483_647)
  const members: string[] = []
  const aliases: string[] = []
  const seen = new Map<string, string>()
  enumNames.forEach((name, at) => {
    const spelled = identifier(isEnumInt ? name : (enumMemberValues?.[at] ?? name))
    const key = isEnumInt ? (numbers[at] ?? '') : spelled
    const first = seen.get(key)
    if (first === undefined) members.push(isEnumInt ? `    ${spelled} = ${numbers[at]},` : `    ${spelled},`)
    else if (isEnumInt) aliases.push(`    pub const ${spelled}: @This() = .${first};`)
    if (first === undefined) seen.set(key, spelled)
  })
  const tag = isEnumInt ? `enum(${isWide ? 'i64' : 'i32'})` : 'enum'
  return [
    `pub const ${typeIdentifier(declaredName(type, program))} = ${tag} {`,
    ...members,
    ...(aliases.length > 0 ? ['', ...aliases] : []),
    '};',
  ]
}

/** A generic type is a function that makes one (M-25.2). */
const structLines = (type: MetadataType, writing: Writing): string[] => {
  const name = typeIdentifier(declaredName(type, writing.program))
  const body = bodyLines(type, writing)
  const parameters = type.genericArgs ?? []
  const open = body.length > 0 ? 'struct {' : 'struct {};'
  const close = body.length > 0 ? ['};'] : []
  const indent = (line: string): string => (line === '' ? '' : `    ${line}`)
  if (parameters.length === 0) return [`pub const ${name} = ${open}`, ...body.map(indent), ...close]
  const words = new Set(body.filter((line) => !line.startsWith('//')).flatMap((line) => line.match(/[A-Za-z_]\w*/g) ?? []))
  return [
    `pub fn ${name}(${parameters.map((each) => `comptime ${each}: type`).join(', ')}) type {`,
    ...[
      // A parameter must be used.
      ...parameters.filter((each) => !words.has(each)).map((each) => `_ = ${each};`),
      `return ${open}`,
      ...body.map(indent),
      ...close,
    ].map(indent),
    '}',
  ]
}

const bodyLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, spelling } = writing
  const collection = collectionBase(type)
  const fields =
    collection?.kind === 'list'
      ? [`items: []${spell(collection.item, spelling, program, undefined, true)} = &.{},`]
      : collection
        ? []
        : fieldLines(type, writing)
  const declarations = [
    ...requestLines(type, writing),
    ...(collection?.kind === 'list' ? ['pub const ss_collection = "items";'] : []),
  ]
  return [...declarations, ...(declarations.length > 0 && fields.length > 0 ? [''] : []), ...fields]
}

/** How a client sends the message and what it reads (M-25.4). */
const requestLines = (type: MetadataType, { program, spelling }: Writing): string[] => {
  const operation = program.operation(type)
  if (!operation) return []
  const returned = answersItself(operation) ? undefined : returnedType(operation)
  return [
    `pub const ss_name = ${quotedInBraces(type.name)};`,
    `pub const ss_verb = ${quotedInBraces(operation.method)};`,
    ...(returned
      ? [`pub const Response = ${spell(typeName(returned.name, returned.genericArgs), spelling, program, returned.namespace)};`]
      : []),
  ]
}

interface Level {
  readonly owner: MetadataType
  readonly parameters: ReadonlyMap<string, TypeName>
}

/** There are no bases: their members stand first, with the arguments for the parameters (M-25.2). */
const levels = (
  type: MetadataType,
  { program, options }: Writing,
  parameters: ReadonlyMap<string, TypeName> = new Map(),
  seen: readonly string[] = [],
): Level[] => {
  const { inherits } = type
  const product = inherits && options.AddServiceStackTypes ? productTypesByName.get(inherits.name) : undefined
  const base = inherits && !seen.includes(inherits.name) ? (program.find(inherits.name) ?? product) : undefined
  const given = typeName(inherits?.name ?? '', inherits?.genericArgs).args.map((each) => substituted(each, parameters))
  const ofBase = new Map((base?.genericArgs ?? []).flatMap((name, at) => (given[at] ? [[name, given[at]] as const] : [])))
  return [
    ...(base ? levels(base, { program, options } as Writing, ofBase, [...seen, type.name]) : []),
    { owner: type, parameters },
  ]
}

const fieldLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const version = options.AddImplicitVersion !== undefined && program.operation(type)
  const all = levels(type, writing)
  const names = distinctMembers(
    all.flatMap(({ owner }) => owner.properties ?? []),
    wireName,
    version ? ['version'] : [],
    version ? ['version'] : [],
  )
  const nameOf = new Map(names.map(({ property, name }) => [property, name]))
  return [
    ...(version ? [`version: i32, //${options.AddImplicitVersion}`] : []),
    ...all.flatMap((level) => levelLines(level, nameOf, type, writing)),
  ]
}

const levelLines = (
  { owner, parameters }: Level,
  nameOf: ReadonlyMap<MetadataPropertyType, string>,
  type: MetadataType,
  writing: Writing,
): string[] => {
  const { options } = writing
  const lines: string[] = []
  let wasAnnotated = false
  owner.properties?.forEach((property, at) => {
    const name = nameOf.get(property)
    if (name === undefined) return
    const dataMember = dataMemberText(property.dataMember, at + 1, options)
    const annotations = [
      ...(dataMember ? [`// @${dataMember}`] : []),
      ...(property.attributes ?? []).map((attribute) => `// @${attributeText(attribute, 'lastPart')}`),
    ]
    if (wasAnnotated) lines.push('')
    lines.push(
      ...docLine(property.description, options),
      ...annotations,
      `${identifier(name)}: ${fieldType(property, parameters, type, writing)},`,
    )
    wasAnnotated = annotations.length > 0
  })
  return lines
}

/** What a member that must be there starts with; all others may be null (M-25.3). */
const fieldType = (
  property: MetadataPropertyType,
  parameters: ReadonlyMap<string, TypeName>,
  owner: MetadataType,
  { program, options, spelling, isRecursive }: Writing,
): string => {
  const declared = memberType(property, program, options)
  const type = substituted(declared, parameters)
  const spelled = spell(type, spelling, program, type.name === property.type ? property.namespace : undefined)
  const start = isRequired(property) ? startOf(spelled) : undefined
  if (start !== undefined) return `${spelled} = ${start}`
  const bare = spelled.replace(/^\?/, '')
  // A struct that holds itself has no size: it points at the other (chapter 27).
  const isHeld = shapeOf(type).kind === 'named' && bare !== anything && isRecursive(owner, type)
  return `?${isHeld ? '*const ' : ''}${bare} = null`
}

const startOf = (spelled: string): string | undefined => {
  if (spelled === 'bool') return 'false'
  if (/^([iuf]\d+|isize)$/.test(spelled)) return '0'
  return spelled.startsWith('[]') && spelled !== '[]const u8' ? '&.{}' : undefined
}

/** Every line is a comment for the declaration below (M-6.9); a given option has a slash less. */
const header: HeaderStyle = {
  open: '///',
  close: '///',
  prefix: '',
  tipPrefix: '/',
  line: '/// ',
  givenLine: '// ',
  isTight: true,
  trimsValues: true,
}

/** Zig structs for the `servicestack` package (chapter 25). */
export const zig: Language = {
  name: 'zig',
  label: 'Zig',
  tab: 'Zig',
  fileName: 'dtos.zig',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'zig',
  header,
  library: 'printed',
  defaults: { ExportAsTypes: true, DefaultImports: defaultImports },
  optionNames: [
    'GlobalNamespace',
    'MakePropertiesOptional',
    'AddServiceStackTypes',
    'AddResponseStatus',
    'AddImplicitVersion',
    'AddDescriptionAsComments',
    'IncludeTypes',
    'ExcludeTypes',
    'DefaultImports',
  ],
  write,
}
