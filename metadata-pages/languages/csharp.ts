import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { csharpAttributes, csharpIdentifier, csharpSpelling } from './csharp-words'
import {
  type DotNetText,
  dotNetText,
  emptyStart,
  enumValue,
  implicitVersion,
  importedNamespaces,
  innerTypes,
  isExtensible,
  isLongEnum,
  leftOutLines,
  namespaceOf,
  returned,
  scopeOf,
  sortedTypes,
  summary,
} from './dotnet'
import {
  attributeLine,
  dataContractLine,
  dataMemberLine,
  descriptionLine,
  enumMemberLine,
  generatedCodeLine,
  routeLine,
} from './dotnet-attributes'
import { type DotNetScope, dotNetType, typeOf } from './dotnet-types'
import { blockHeader } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { isRequired, memberType, wireName } from './members'
import type { Program } from './program'
import { indented } from './text'
import { plainName } from './type-name'

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const text = dotNetText(program, options, isPage)
  const { all, own } = importedNamespaces(text)
  const lines = [
    ...all.map((namespace) => `using ${spelledNamespace(namespace)};`),
    ...(options.AddGeneratedCodeAttributes ? ['using System.CodeDom.Compiler;'] : []),
    '',
    ...contractNamespaces(own, options),
  ]
  let open: string | undefined
  for (const type of sortedTypes(text)) {
    const namespace = namespaceOf(type, options)
    if (!options.ExcludeNamespace && namespace !== open) {
      if (open !== undefined) lines.push('}', '')
      lines.push(`namespace ${spelledNamespace(namespace)}`, '{')
      open = namespace
    }
    lines.push(indented([...typeLines(type, [], text), ''], options.ExcludeNamespace ? '' : '    ').join('\n'))
  }
  const end = open === undefined ? [''] : ['}', '']
  return [...lines, ...leftOutLines(text, '//'), ...end, ''].join('\n')
}

const spelledNamespace = (namespace: string): string => namespace.split('.').map(csharpIdentifier).join('.')

const contractNamespaces = (own: readonly string[], options: LanguageOptions): string[] => {
  if (!options.AddDataContractAttributes || own.length === 0) return []
  const xml = csharpAttributes.quoted(options.AddDefaultXmlNamespace)
  return [...own.map((namespace) => `[assembly: ContractNamespace(${xml}, ClrNamespace="${namespace}")]`), '']
}

const typeLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { program } = text
  // A member cannot have its class's name in C#; as a data member it keeps its name on the wire, for which all must be data members.
  const options = clashesWith(type) ? { ...text.options, AddDataContractAttributes: true } : text.options
  return [
    ...summary(type.description, options, '///', 'summary'),
    ...describedLines(type.description, options),
    ...(program.operation(type)?.routes ?? []).map((route) => routeLine(route, csharpAttributes)),
    ...(type.attributes ?? []).map((attribute) => attributeLine(attribute, csharpAttributes, options)),
    ...dataContractLine(type, csharpAttributes, options),
    ...generatedCodeLine(csharpAttributes, options),
    ...(type.isEnum ? enumLines(type, options) : classLines(type, [...owners, type], { ...text, options })),
  ]
}

const describedLines = (description: string | undefined, options: LanguageOptions): string[] =>
  description && !options.AddDescriptionAsComments ? [descriptionLine(description, csharpAttributes)] : []

const clashesWith = (type: MetadataType): MetadataPropertyType | undefined =>
  type.isInterface ? undefined : type.properties?.find(({ name }) => name === plainName(type.name))

const access = ({ MakeInternal }: LanguageOptions): string => (MakeInternal ? 'internal' : 'public')

const enumLines = (type: MetadataType, options: LanguageOptions): string[] => {
  const { enumNames = [], enumMemberValues } = type
  const members = enumNames.flatMap((name, at) => {
    const value = enumValue(type, at)
    return [
      ...(enumMemberValues ? [enumMemberLine(enumMemberValues[at] ?? name, csharpAttributes)] : []),
      `${csharpIdentifier(name)}${value === undefined ? '' : ` = ${value}`},`,
    ]
  })
  const base = isLongEnum(type) ? ' : long' : ''
  return [`${access(options)} enum ${csharpIdentifier(plainName(type.name))}${base}`, '{', ...indented(members), '}']
}

const classLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { options } = text
  const parameters = type.genericArgs?.length ? `<${type.genericArgs.join(', ')}>` : ''
  const partial = options.MakePartial ? ' partial' : ''
  const bases = baseList(type, owners, text)
  const body = [...versionLines(type, text), ...memberLines(type, owners, text)]
  const inner = innerTypes(type, text).flatMap((each) => [...typeLines(each, owners, text), ''])
  // The reference's inner types are not indented with their owner's members where there is no namespace.
  const innerIndent = options.ExcludeNamespace ? '' : '    '
  return [
    `${access(options)}${partial} ${type.isInterface ? 'interface' : 'class'} ${csharpIdentifier(plainName(type.name))}${parameters}`,
    ...(bases.length > 0 ? [`    : ${bases.join(', ')}`] : []),
    '{',
    ...indented(body),
    ...indented(inner, innerIndent),
    '}',
  ]
}

/** Base class, return marker, interfaces (M-9.4, M-9.5). */
const baseList = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { program, options } = text
  const scope = scopeOf(text, owners)
  const spelled = (each: { readonly name: string; readonly namespace?: string; readonly genericArgs?: readonly string[] }) =>
    dotNetType(typeOf(each), csharpSpelling, scope, each.namespace)
  const answer = returned(program.operation(type), options)
  return [
    ...(type.inherits ? [spelled(type.inherits)] : []),
    ...(answer ? [answer === 'void' ? 'IReturnVoid' : `IReturn<${spelled(answer)}>`] : []),
    ...(type.implements ?? []).map(spelled),
    ...(isExtensible(type, options) ? ['IExtensibleDataObject'] : []),
  ]
}

const versionLines = (type: MetadataType, text: DotNetText): string[] => {
  const version = implicitVersion(type, text)
  if (version === undefined) return []
  return [
    `public ${modifier(text.options)}int Version { get; set; }`,
    '',
    `public ${csharpIdentifier(plainName(type.name))}()`,
    '{',
    `    Version = ${version};`,
    '}',
    '',
  ]
}

const modifier = ({ MakeVirtual }: LanguageOptions): string => (MakeVirtual ? 'virtual ' : '')

const memberLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { options } = text
  const clash = clashesWith(type)
  const scope = scopeOf(text, owners)
  const lines: string[] = []
  let wasAnnotated = false
  type.properties?.forEach((property, at) => {
    const dataMember = property === clash ? { ...property.dataMember, name: wireName(property) } : property.dataMember
    const annotations = [
      ...describedLines(property.description, options),
      ...dataMemberLine(dataMember, at + 1, csharpAttributes, options),
      ...(property.attributes ?? []).map((attribute) => attributeLine(attribute, csharpAttributes, options)),
    ]
    if (wasAnnotated) lines.push('')
    lines.push(...summary(property.description, options, '///', 'summary'), ...annotations)
    lines.push(memberText(property, property === clash ? `${property.name}_` : property.name, type, scope, text))
    wasAnnotated = annotations.length > 0
  })
  if (isExtensible(type, options) && !type.isInterface)
    lines.push(...(wasAnnotated ? [''] : []), `public ${modifier(options)}ExtensionDataObject ExtensionData { get; set; }`)
  return lines
}

/** `public virtual string? Name { get; set; }` (M-9.7). */
const memberText = (
  property: MetadataPropertyType,
  name: string,
  owner: MetadataType,
  scope: DotNetScope,
  text: DotNetText,
): string => {
  const { program, options } = text
  const type = memberType(property, program, options)
  const spelled = dotNetType(type, csharpSpelling, scope, type.name === 'String' ? undefined : property.namespace)
  const isNullable = type.name === 'Nullable' && type.rank === 0
  const annotated = !options.AddNullableAnnotations
    ? spelled
    : isRequired(property)
      ? isNullable
        ? spelled.replace(/\?$/, '')
        : spelled
      : isNullable
        ? spelled
        : `${spelled}?`
  const start = owner.isInterface ? undefined : emptyStart(property, owner, options)
  const initial = start === undefined ? '' : start === 'other' ? ' = new();' : ' = [];'
  const prefix = owner.isInterface ? '' : `public ${modifier(options)}`
  return `${prefix}${annotated} ${csharpIdentifier(name)} { get; set; }${initial}`
}

/** C# classes for ServiceStack.Client (chapter 9). */
export const csharp: Language = {
  name: 'csharp',
  label: 'CSharp',
  tab: 'C#',
  fileName: 'dtos.cs',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'csharp',
  header: blockHeader,
  library: 'printed',
  defaults: { AddServiceStackTypes: false },
  optionNames: [
    'GlobalNamespace',
    'MakePartial',
    'MakeVirtual',
    'MakeInternal',
    'MakeDataContractsExtensible',
    'AddNullableAnnotations',
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
