import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, dataContractText, dataMemberText, routeText } from './attributes'
import { answersItself, isAddedStatus, isLibrarys, leftOutLines, polymorphicNames, usedNames } from './client-types'
import { distinctMembers } from './distinct-members'
import { alignedFields, alignedFunctions, columns } from './go-format'
import { goSpelling } from './go-types'
import { blockHeader } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName, isRequired, memberType, wireName } from './members'
import { isMarker } from './product-types'
import type { Program } from './program'
import { recursiveMembers } from './recursion'
import { type Spelling, spell } from './spelling'
import { blockComment, enumNumber, pascal, quoted } from './text'
import { shapeOf, type TypeName, typeName } from './type-name'
import { collectionBase, returnedType } from './typescript-types'

interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  /** Spells what members and answers are. */
  readonly spelling: Spelling
  /** Spells bases: an abstract one keeps its name. */
  readonly bases: Spelling
  readonly isRecursive: (owner: MetadataType, type: TypeName) => boolean
  /** Names of the package: a constant of an enum must not meet one of them. */
  readonly taken: Set<string>
}

const library = 'github.com/ServiceStack/servicestack-go'

const write = (program: Program, options: LanguageOptions): string => {
  const used = usedNames(program)
  const printed = program.types.filter(
    ({ name, isInterface }) => !isLibrarys(name, program) && !(isInterface && (isMarker(name) || !used.has(name))),
  )
  const writing: Writing = {
    program,
    options,
    spelling: goSpelling(program, polymorphicNames(program)),
    bases: goSpelling(program, new Set()),
    isRecursive: recursiveMembers(program, isRequired),
    taken: new Set(printed.map((type) => declaredName(type, program))),
  }
  const body = [
    ...printed.flatMap((type) => ['', ...typeLines(type, writing)]),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
  ]
  return [`package ${options.GlobalNamespace ?? 'dtos'}`, ...importLines(body, options), ...body, ''].join('\n')
}

/** Only what is used: Go refuses any other (M-22.1). */
const importLines = (body: readonly string[], options: LanguageOptions): string[] => {
  // In code: a comment or a tag may say the word.
  const uses = (name: string): boolean => {
    const called = new RegExp(`(^|[^\\w.])${name}\\.[A-Z]`, 'u')
    return body.some(
      (line) => line.includes(`${name}.`) && !/^\s*(\/\/|\/\*)/.test(line) && called.test(line.replace(/`.*$/, '')),
    )
  }
  const imports = [
    ...(uses('ss') ? [[library, 'ss ']] : []),
    ...(uses('time') ? [['time', '']] : []),
    ...(options.DefaultImports ?? []).map((path) => [path, '']),
  ].sort(([one = ''], [other = '']) => (one < other ? -1 : 1))
  return imports.length === 0 ? [] : ['', 'import (', ...imports.map(([path = '', alias]) => `\t${alias}${quoted(path)}`), ')']
}

const typeLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const dataContract = type.isInterface ? undefined : dataContractText(type, options)
  return [
    ...(type.description && options.AddDescriptionAsComments ? [`/** @description ${blockComment(type.description)} */`] : []),
    ...(program.operation(type)?.routes ?? []).map((route) => `// @${routeText(route)}`),
    ...(type.attributes ?? []).map((attribute) => `// @${attributeText(attribute, 'quoted')}`),
    ...(dataContract ? [`// @${dataContract}`] : []),
    ...(type.isEnum ? enumLines(type, writing) : structLines(type, writing)),
  ]
}

/** A string type with constants; flags are numbers (M-22.6). */
const enumLines = (type: MetadataType, { program, taken }: Writing): string[] => {
  const name = declaredName(type, program)
  const { enumNames = [], enumValues, enumMemberValues, isEnumInt } = type
  const rows = enumNames.map((member, at) => {
    let constant = name + member
    while (taken.has(constant)) constant += '_'
    taken.add(constant)
    const value = isEnumInt ? enumNumber(enumValues?.[at], at) : quoted(enumMemberValues?.[at] ?? member)
    return [constant, isEnumInt || at === 0 ? name : '', `= ${value}`]
  })
  const constants = rows.length > 0 ? ['', 'const (', ...columns(rows).map((line) => `\t${line}`), ')'] : []
  return [`type ${name} ${isEnumInt ? 'int' : 'string'}`, ...constants]
}

const structLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, spelling } = writing
  const name = declaredName(type, program)
  const parameters = type.genericArgs?.length ? `[${type.genericArgs.map((each) => `${each} any`).join(', ')}]` : ''
  if (collectionBase(type)) {
    const base = spell(typeName(type.inherits?.name ?? '', type.inherits?.genericArgs), spelling, program)
    return [`type ${name}${parameters} ${base}`, ...requestLines(type, writing, new Set())]
  }
  const { lines, names } = fieldLines(type, writing)
  return [`type ${name}${parameters} struct {`, ...lines.map((line) => `\t${line}`), '}', ...requestLines(type, writing, names)]
}

const fieldLines = (type: MetadataType, writing: Writing): { readonly lines: string[]; readonly names: ReadonlySet<string> } => {
  const { program, options, bases } = writing
  const { inherits } = type
  const base = inherits && spell(typeName(inherits.name, inherits.genericArgs), bases, program, inherits.namespace)
  const embedded = base?.replace(/^ss\./, '').replace(/\[.*$/, '')
  const version = options.AddImplicitVersion !== undefined && program.operation(type)
  const members = distinctMembers(
    type.properties ?? [],
    (property) => fieldName(property),
    [...(embedded ? [embedded] : []), ...(version ? ['Version'] : [])],
    version ? ['version'] : [],
  )
  const lines: (string | readonly string[])[] = [
    ...(base ? [base] : []),
    ...(version ? [['Version', 'int', '`json:"version"`', `//${options.AddImplicitVersion}`]] : []),
  ]
  members.forEach(({ property, name }) => {
    const position = (type.properties ?? []).indexOf(property) + 1
    const dataMember = dataMemberText(property.dataMember, position, options)
    lines.push(
      ...(property.description && options.AddDescriptionAsComments
        ? [`/** @description ${blockComment(property.description)} */`]
        : []),
      ...(dataMember ? [`// @${dataMember}`] : []),
      ...(property.attributes ?? []).map((attribute) => `// @${attributeText(attribute, 'quoted')}`),
      [name, fieldType(property, type, writing), fieldTag(property, type, writing)],
    )
  })
  return { lines: alignedFields(lines), names: new Set(members.map(({ name }) => name)) }
}

/** Pascal case without `_` (M-22.4); a field that others may read starts with a capital. */
const fieldName = (property: MetadataPropertyType): string => {
  const name = pascal(property.dataMember?.name ? wireName(property) : property.name).replace(/_/g, '')
  return /^\p{Lu}/u.test(name) ? name : `X${name}`
}

const fieldTag = (property: MetadataPropertyType, owner: MetadataType, { program }: Writing): string => {
  const isAlways = property.isRequired && !isAddedStatus(property, owner, program)
  return `\`json:"${wireName(property)}${isAlways ? '' : ',omitempty'}"\``
}

/** A member that may be absent is a pointer, but for what can be nil itself (M-22.4); so is one that would hold its own type. */
const fieldType = (property: MetadataPropertyType, owner: MetadataType, writing: Writing): string => {
  const { program, options, spelling, isRecursive } = writing
  const type = memberType(property, program, options)
  const spelled = spell(type, spelling, program, type.name === property.type ? property.namespace : undefined)
  if (/^(\[\]|map\[|\*)/.test(spelled)) return spelled
  const mustPoint = shapeOf(type).kind === 'named' && spelled !== 'interface{}' && isRecursive(owner, type)
  return isRequired(property) && !mustPoint && !isAddedStatus(property, owner, program) ? spelled : `*${spelled}`
}

/** How a client sends the message and reads the answer (M-22.5); a member of that name takes its place. */
const requestLines = (type: MetadataType, { program, spelling }: Writing, fields: ReadonlySet<string>): string[] => {
  const operation = program.operation(type)
  if (!operation) return []
  const receiver = `func (${declaredName(type, program)})`
  const returned = returnedType(operation)
  const answer = returned && spell(typeName(returned.name, returned.genericArgs), spelling, program, returned.namespace)
  const create = answer
    ? { name: 'CreateResponse', header: `${receiver} CreateResponse() (r ${answer})`, body: 'return' }
    : { name: 'CreateResponseVoid', header: `${receiver} CreateResponseVoid()`, body: '' }
  const method = { name: 'HttpMethod', header: `${receiver} HttpMethod() string`, body: `return ${quoted(operation.method)}` }
  const functions = [...(answersItself(operation) ? [] : [create]), method].filter(({ name }) => !fields.has(name))
  return functions.length > 0 ? ['', ...alignedFunctions(functions)] : []
}

/** Go structs for the `servicestack-go` module (chapter 22). */
export const go: Language = {
  name: 'go',
  label: 'Go',
  tab: 'Go',
  fileName: 'dtos.go',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'go',
  header: { ...blockHeader, trimsValues: true },
  library: 'printed',
  defaults: { ExportAsTypes: true },
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
