import type { MetadataPropertyType, MetadataType, MetadataTypeName } from '../type-metadata/model'
import { distinctMembers, type NamedMember } from './distinct-members'
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
import { dotNetType, typeOf } from './dotnet-types'
import type { HeaderStyle } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { memberType } from './members'
import { productTypesByName } from './product-types'
import type { Program } from './program'
import { indented } from './text'
import { plainName } from './type-name'
import { vbAttributes, vbIdentifier, vbSpelling } from './vbnet-words'

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const text = dotNetText(program, options, isPage)
  const { all, own } = importedNamespaces(text)
  const lines = [
    ...all.map((namespace) => `Imports ${spelledNamespace(namespace)}`),
    ...(options.AddGeneratedCodeAttributes ? ['Imports System.CodeDom.Compiler'] : []),
    '',
    ...contractNamespaces(own, options),
    'Namespace Global',
  ]
  let open: string | undefined
  for (const type of sortedTypes(text)) {
    const namespace = namespaceOf(type, options)
    if (namespace !== open) {
      if (open !== undefined) lines.push('    End Namespace')
      lines.push('', `    Namespace ${spelledNamespace(namespace)}`)
      open = namespace
    }
    lines.push('', indented(typeLines(type, [], text), '        ').join('\n'))
  }
  if (open !== undefined) lines.push('    End Namespace')
  return [...lines, ...leftOutLines(text, "'"), 'End Namespace', '', ''].join('\n')
}

const spelledNamespace = (namespace: string): string => namespace.split('.').map(vbIdentifier).join('.')

const contractNamespaces = (own: readonly string[], options: LanguageOptions): string[] => {
  if (!options.AddDataContractAttributes || own.length === 0) return []
  const xml = vbAttributes.quoted(options.AddDefaultXmlNamespace)
  return [...own.map((namespace) => `<Assembly: ContractNamespace(${xml}, ClrNamespace:="${namespace}")>`), '']
}

const typeLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { program, options } = text
  return [
    ...summary(type.description, options, "'''", 'Summary'),
    ...describedLines(type.description, options),
    ...(program.operation(type)?.routes ?? []).map((route) => routeLine(route, vbAttributes)),
    ...(type.attributes ?? []).map((attribute) => attributeLine(attribute, vbAttributes, options)),
    ...dataContractLine(type, vbAttributes, options),
    ...generatedCodeLine(vbAttributes, options),
    ...(type.isEnum ? enumLines(type) : classLines(type, [...owners, type], text)),
  ]
}

const describedLines = (description: string | undefined, options: LanguageOptions): string[] =>
  description && !options.AddDescriptionAsComments ? [descriptionLine(description, vbAttributes)] : []

const enumLines = (type: MetadataType): string[] => {
  const { enumNames = [], enumMemberValues } = type
  const members = enumNames.flatMap((name, at) => {
    const value = enumValue(type, at)
    return [
      ...(enumMemberValues ? [enumMemberLine(enumMemberValues[at] ?? name, vbAttributes)] : []),
      `${vbIdentifier(name)}${value === undefined ? '' : ` = ${value}`}`,
    ]
  })
  const base = isLongEnum(type) ? ' As Long' : ''
  return [`Public Enum ${vbIdentifier(plainName(type.name))}${base}`, ...indented(members), 'End Enum']
}

const classLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const parameters = type.genericArgs?.length ? `(Of ${type.genericArgs.join(', ')})` : ''
  const kind = type.isInterface ? 'Interface' : 'Class'
  const partial = text.options.MakePartial && !type.isInterface ? ' Partial' : ''
  const inner = innerTypes(type, text).flatMap((each) => ['', ...typeLines(each, owners, text)])
  return [
    `Public${partial} ${kind} ${vbIdentifier(plainName(type.name))}${parameters}`,
    ...indented([...baseLines(type, owners, text), ...versionLines(type, text), ...memberLines(type, owners, text), ...inner]),
    `End ${kind}`,
  ]
}

/** The base, the return marker, interfaces (M-11.3); a base of an interface is inherited, since VB refuses Implements there (chapter 27). */
const baseLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { program, options } = text
  const scope = scopeOf(text, owners)
  const spelled = (each: MetadataTypeName): string => dotNetType(typeOf(each), vbSpelling, scope, each.namespace)
  const answer = returned(program.operation(type), options)
  const implemented = [
    ...(answer ? [answer === 'void' ? 'IReturnVoid' : `IReturn(Of ${spelled(answer)})`] : []),
    ...(type.implements ?? []).map(spelled),
    ...(isExtensible(type, options) ? ['IExtensibleDataObject'] : []),
  ]
  return [
    ...(type.inherits ? [`Inherits ${spelled(type.inherits)}`] : []),
    ...implemented.map((each) => `${type.isInterface ? 'Inherits' : 'Implements'} ${each}`),
  ]
}

const modifier = ({ MakeVirtual }: LanguageOptions): string => (MakeVirtual ? 'Overridable ' : '')

const versionLines = (type: MetadataType, text: DotNetText): string[] => {
  const version = implicitVersion(type, text)
  if (version === undefined) return []
  return [
    `Public ${modifier(text.options)}Property Version As Integer`,
    '',
    'Public Sub New()',
    `    Version = ${version}`,
    'End Sub',
    '',
  ]
}

const memberLines = (type: MetadataType, owners: readonly MetadataType[], text: DotNetText): string[] => {
  const { options } = text
  const lines: string[] = []
  let wasAnnotated = false
  for (const { property, name } of distinct(type)) {
    const annotations = [
      ...describedLines(property.description, options),
      ...dataMemberLine(property.dataMember, (type.properties ?? []).indexOf(property) + 1, vbAttributes, options),
      ...(property.attributes ?? []).map((attribute) => attributeLine(attribute, vbAttributes, options)),
    ]
    if (wasAnnotated) lines.push('')
    lines.push(...summary(property.description, options, "'''", 'Summary'), ...annotations)
    lines.push(memberText(property, name, type, owners, text))
    wasAnnotated = annotations.length > 0
  }
  if (isExtensible(type, options) && !type.isInterface) {
    if (wasAnnotated) lines.push('')
    lines.push(
      `Public ${modifier(options)}Property ExtensionData As ExtensionDataObject Implements IExtensibleDataObject.ExtensionData`,
    )
  }
  return lines
}

/** VB reads names in any case: of members that are one to it each has another name (M-11.5, chapter 27). */
const distinct = ({ properties = [] }: MetadataType): NamedMember[] =>
  distinctMembers(properties, ({ name }) => name.toLowerCase()).map(({ property, name }) => ({
    property,
    name: property.name + '_'.repeat(name.length - property.name.length),
  }))

/** `Public Overridable Property Name As String Implements IHasName.Name` (M-11.4). */
const memberText = (
  property: MetadataPropertyType,
  name: string,
  owner: MetadataType,
  owners: readonly MetadataType[],
  text: DotNetText,
): string => {
  const { program, options } = text
  const scope = scopeOf(text, owners)
  const type = memberType(property, program, options)
  const spelled = dotNetType(type, vbSpelling, scope, type.name === 'String' ? undefined : property.namespace)
  const declared = `Property ${vbIdentifier(name)} As ${spelled}`
  if (owner.isInterface) return declared
  const meant = interfacesOf(owner, program)
    .filter((each) => each.properties?.some((member) => member.name === property.name))
    .map((each) => dotNetType(typeOf({ name: each.name }), vbSpelling, scope, each.namespace))
  const implemented = meant.length > 0 ? ` Implements ${meant.map((each) => `${each}.${property.name}`).join(', ')}` : ''
  const start = emptyStart(property, owner, options)
  const initial = start === undefined ? '' : ` = New ${spelled}${start === 'array' ? '{}' : ''}`
  return `Public ${modifier(options)}${declared}${initial}${implemented}`
}

/** The interfaces of a class and their bases: VB wants each member said (M-11.4, chapter 27). */
const interfacesOf = (type: MetadataType, program: Program): MetadataType[] => {
  const found = new Set<MetadataType>()
  const visit = ({ implements: bases = [] }: MetadataType): void => {
    for (const { name } of bases) {
      const known = program.find(name) ?? productTypesByName.get(name)
      if (!known?.isInterface || found.has(known)) continue
      found.add(known)
      visit(known)
    }
  }
  visit(type)
  return [...found]
}

const header: HeaderStyle = { open: "'", close: '', prefix: "''", line: "'", separator: ', ' }

/** VB.NET classes for ServiceStack.Client (chapter 11). */
export const vbnet: Language = {
  name: 'vbnet',
  label: 'VbNet',
  tab: 'VB.NET',
  fileName: 'dtos.vb',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'vbnet',
  header,
  library: 'printed',
  defaults: { AddServiceStackTypes: false },
  optionNames: [
    'GlobalNamespace',
    'MakePartial',
    'MakeVirtual',
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
