import type { MetadataAttribute, MetadataOperationType, MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { dataContractText, dataMemberText, routeText } from './attributes'
import { leftOutLines } from './client-types'
import type { HeaderStyle } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { wireName } from './members'
import type { Program } from './program'
import { answerType, commentType, declared, isPrinted, readType } from './ruby-types'
import { oneLine, snake } from './text'
import { typeName } from './type-name'
import { collectionBase, returnedType, singleQuoted } from './typescript-types'

interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
}

/** Ruby reads its settings from the first lines: the header stands after them (M-23.1). */
const preamble = (): string => '# frozen_string_literal: true\n# encoding: utf-8\n\n'

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const writing: Writing = { program, options, isPage }
  const types = program.types.filter((type) => isPrinted(type, program))
  const enumsFirst = [...types.filter(({ isEnum }) => isEnum), ...types.filter(({ isEnum }) => !isEnum)]
  return [
    ...(isPage ? [''] : []),
    "require 'json'",
    "require 'servicestack'",
    '',
    ...enumsFirst.flatMap((type) => ['', ...typeLines(type, writing)]),
    ...leftOutLines(program, '#').flatMap((line) => ['', line]),
    '',
  ].join('\n')
}

const typeLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const dataContract = type.isInterface ? undefined : dataContractText(type, options)
  const [route] = program.operation(type)?.routes ?? []
  return [
    ...(type.description && options.AddDescriptionAsComments ? ['#', `# ${oneLine(type.description)}`, '#'] : []),
    ...(route ? [`# @${routeText(route)}`] : []),
    ...attributeLines(type.attributes),
    ...(dataContract ? [`# @${dataContract}`] : []),
    ...(type.isEnum ? enumLines(type, program) : type.isInterface ? moduleLines(type, writing) : classLines(type, writing)),
  ]
}

/** Each attribute is told once, however often it stands there; numbers alone have no quotes (M-23.2). */
const attributeLines = (attributes: readonly MetadataAttribute[] = []): string[] =>
  attributes.filter(({ name }, at) => attributes.findIndex((each) => each.name === name) === at).map(attributeLine)

const attributeLine = ({ name, constructorArgs = [], args = [] }: MetadataAttribute): string => {
  const positional = constructorArgs.length > 0 && constructorArgs.length > args.length
  const words = positional ? constructorArgs.map(valueText) : args.map((each) => `${each.name}: ${valueText(each)}`)
  return `# @${name}${words.length > 0 ? `(${words.join(', ')})` : ''}`
}

const valueText = ({ type, value = '' }: MetadataPropertyType): string => {
  if (type === 'Type') return `'${value.replace(/^typeof\((?:[^)]*[.+])?([^).]+)\)$/, '$1').replace(/[^\w.`<>,[\]]/g, '')}'`
  return type !== 'String' && /^-?\d+(\.\d+)?$/.test(value) ? value : `"${oneLine(value).replace(/"/g, '\\"')}"`
}

/** Flags have their numbers, any other its texts (M-23.6). */
const enumLines = (type: MetadataType, program: Program): string[] => {
  const { enumNames = [], enumValues, enumMemberValues, isEnumInt } = type
  const members = enumNames.map((name, at) => {
    const number = /^-?\d+$/.test(enumValues?.[at] ?? '') ? enumValues?.[at] : at
    return `    ${constant(name)} = ${isEnumInt ? number : singleQuoted(enumMemberValues?.[at] ?? name)}`
  })
  return [`module ${declared(type, program)}`, ...members, 'end']
}

const constant = (name: string): string => {
  const upper = (/\p{Ll}/u.test(name) && !name.includes('_') ? snake(name) : name).toUpperCase()
  return /^\p{Lu}/u.test(upper) ? upper : `N${upper}`
}

/** What an interface promises; `IReturn` and `IReturnVoid` what a client asks of a message (M-6.16). */
const moduleLines = (type: MetadataType, writing: Writing): string[] => {
  const answers: Readonly<Record<string, string>> = { 'IReturn`1': 'T', IReturnVoid: 'nil' }
  const answer = answers[type.name]
  const name = declared(type, writing.program)
  return [
    `module ${name}`,
    ...(answer ? [`    def response_type() = ${answer}`, `    def get_type_name() = '${name}'`] : memberLines(type, writing)),
    'end',
  ]
}

const classLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const collection = collectionBase(type)
  const { inherits } = type
  const base = collection
    ? collection.kind === 'list'
      ? 'Array'
      : 'Hash'
    : inherits && answerType(typeName(inherits.name, []), program, inherits.namespace)
  const version = options.AddImplicitVersion !== undefined && program.operation(type)
  const members = memberLines(type, writing)
  return [
    `class ${declared(type, program)}${base ? ` < ${base}` : ''}`,
    ...(base ? [] : ['    include ServiceStack::DTO', '']),
    ...(version ? ['      attr_accessor :version', ''] : []),
    ...(collection ? fromHashLines(collection.kind, readType(collection.item, program)) : []),
    ...(members.length > 0 ? [...members, '', ...propertyLines(type, program), ''] : []),
    ...requestLines(type, writing),
    'end',
  ]
}

const fromHashLines = (kind: 'list' | 'map', item: string | undefined): string[] =>
  item
    ? [
        `    def self.from_hash(json) = new.replace(ServiceStack::DTO::Serializer.from_json_value(${kind === 'list' ? `[${item}]` : `{ String => ${item} }`}, json))`,
        '',
      ]
    : []

const memberLines = (type: MetadataType, { program, options }: Writing): string[] => {
  const lines: string[] = []
  let wasAnnotated = false
  type.properties?.forEach((property, at) => {
    const dataMember = dataMemberText(property.dataMember, at + 1, options)
    const annotations = [
      ...(dataMember && /\(.+\)$/.test(dataMember) ? [`# @${dataMember}`] : []),
      ...attributeLines(property.attributes),
    ]
    if (wasAnnotated) lines.push('')
    lines.push(
      ...annotations.map((line) => `    ${line}`),
      `    # @return [${commentType(property, program)}]`,
      `    attr_accessor :${snake(property.name)}`,
    )
    wasAnnotated = annotations.length > 0
  })
  return lines
}

/** Names in JSON, and what a member is read as where that is not plain JSON (M-23.4). */
const propertyLines = (type: MetadataType, program: Program): string[] => [
  '    def self.properties',
  '        {',
  ...(type.properties ?? []).map((property) => {
    const read = readType(typeName(property.type, property.genericArgs), program, property.namespace)
    return `            ${snake(property.name)}: { name: '${wireName(property)}'${read ? `, type: ${read}` : ''} },`
  }),
  '        }',
  '    end',
]

/** How a client sends the message and what it reads; on a page there is no verb (M-23.5). */
const requestLines = (type: MetadataType, { program, isPage }: Writing): string[] => {
  const operation = isPage ? declaring(type, program) : program.operation(type)
  const answer = operation && responseType(operation, program)
  if (!operation || !answer) return []
  return [
    `    def response_type() = ${answer}`,
    `    def get_type_name() = '${type.name}'`,
    ...(isPage ? [] : [`    def get_method() = ${singleQuoted(operation.method)}`]),
  ]
}

/** On a page only what the class itself says counts. */
const declaring = (type: MetadataType, program: Program): MetadataOperationType | undefined => {
  const operation = program.answering(type)
  const isQuery = /^Query(Db|Data)`/.test(type.inherits?.name ?? '')
  return !isQuery && (operation?.returnType || operation?.returnsVoid) ? operation : undefined
}

const responseType = (operation: MetadataOperationType, program: Program): string | undefined => {
  const returned = returnedType(operation)
  if (!returned) return operation.returnsVoid ? 'nil' : undefined
  return answerType(typeName(returned.name, returned.genericArgs), program, returned.namespace)
}

const header: HeaderStyle = { open: '#', begin: '=begin', close: '=end', prefix: '#', tipPrefix: '//' }

/** Ruby classes for the `servicestack` gem (chapter 23). */
export const ruby: Language = {
  name: 'ruby',
  label: 'Ruby',
  tab: 'Ruby',
  fileName: 'dtos.rb',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'ruby',
  header,
  library: 'printed',
  preamble,
  defaults: { ExportAsTypes: true },
  optionNames: [
    'MakePartial',
    'MakeVirtual',
    'MakeInternal',
    'MakeDataContractsExtensible',
    'AddReturnMarker',
    'AddDescriptionAsComments',
    'AddDataContractAttributes',
    'AddIndexesToDataMembers',
    'AddGeneratedCodeAttributes',
    'AddResponseStatus',
    'AddImplicitVersion',
    'InitializeCollections',
    'ExportValueTypes',
    'IncludeTypes',
    'ExcludeTypes',
    'AddNamespaces',
    'AddDefaultXmlNamespace',
  ],
  write,
}
