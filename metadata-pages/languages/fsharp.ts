import type { MetadataPropertyType, MetadataType, MetadataTypeName } from '../type-metadata/model'
import {
  type DotNetText,
  defaultNamespaces,
  dotNetText,
  emptyStart,
  enumValue,
  implicitVersion,
  isExtensible,
  isLongEnum,
  namespaceName,
  returned,
  scopeOf,
  summary,
} from './dotnet'
import {
  attributeLine,
  dataContractLine,
  dataMemberLine,
  descriptionLine,
  generatedCodeLine,
  routeLine,
} from './dotnet-attributes'
import { dotNetType, neededNamespaces, typeOf } from './dotnet-types'
import { fsharpAttributes, fsharpIdentifier, fsharpSpelling } from './fsharp-words'
import type { HeaderStyle } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { memberType } from './members'
import { inDependencyOrder, namesIn, type Program } from './program'
import { indented, oneLine } from './text'
import { plainName } from './type-name'

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  // All types stand in one namespace, so of two with one name the first is printed (M-6.19).
  const text = dotNetText(program, { ...options, ExcludeNamespace: true }, isPage)
  const types = inOrder(text.collected, program)
  const named = [...defaultNamespaces, ...(options.AddNamespaces ?? []).map(namespaceName)]
  const opened = [...named, ...neededNamespaces(types, named)]
  const indent = options.ExcludeNamespace ? '' : '    '
  return [
    ...namespaceLines(types, program, options),
    ...opened.map((namespace) => `open ${spelledNamespace(namespace)}`),
    ...(options.AddGeneratedCodeAttributes ? ['open System.CodeDom.Compiler'] : []),
    ...types.flatMap((type) => ['', indented(typeLines(type, text), indent).join('\n')]),
    ...text.leftOut.flatMap(({ name, namespace = '' }) => [
      '',
      `${indent}// ${name} of ${oneLine(namespace)} is left out: another ${name} stands above.`,
    ]),
    '',
    '',
  ].join('\n')
}

/** As in other languages, but that a generic response stands below what its first use fills in (M-6.17). */
const inOrder = (types: readonly MetadataType[], program: Program): MetadataType[] =>
  inDependencyOrder(
    types,
    new Map(types.map((type) => [type.name, type])),
    program.answering,
    (type) => program.closedResponse(type.name) ?? type,
  )

const spelledNamespace = (namespace: string): string => namespace.split('.').map(fsharpIdentifier).join('.')

/** One namespace for all: the first of the application's own, those that end in ServiceModel before others (M-7.8; not the product's, chapter 27). */
const namespaceLines = (types: readonly MetadataType[], program: Program, options: LanguageOptions): string[] => {
  const rec = refersForward(types, program) ? 'rec ' : ''
  if (options.ExcludeNamespace) return rec ? ['namespace rec global', ''] : []
  const own = types.map(({ namespace = '' }) => namespace).filter((namespace) => namespace && namespace !== 'ServiceStack')
  const sorted = [...new Set(own)].sort()
  const first = sorted.find((namespace) => namespace.endsWith('ServiceModel')) ?? sorted[0] ?? 'ServiceModel'
  const name = options.GlobalNamespace ? namespaceName(options.GlobalNamespace) : first
  return [`namespace ${rec}${spelledNamespace(name)}`, '']
}

/** F# reads from top to bottom: where a type needs one below it, the namespace has to say so (chapter 27: the reference's does not compile). */
const refersForward = (types: readonly MetadataType[], program: Program): boolean => {
  const place = new Map(types.map((type, at) => [type.name, at]))
  return types.some((type, at) => {
    const answer = program.operation(type)?.returnType
    const named = [
      ...(answer ? [answer] : []),
      ...(type.inherits ? [type.inherits] : []),
      ...(type.properties ?? []).map(typeNameOf),
    ]
    return named.flatMap((each) => namesIn(typeOf(each))).some((name) => (place.get(name) ?? -1) > at)
  })
}

const typeNameOf = ({ type, genericArgs }: MetadataPropertyType): MetadataTypeName => ({
  name: type,
  ...(genericArgs ? { genericArgs } : {}),
})

const typeLines = (type: MetadataType, text: DotNetText): string[] => {
  const { program, options } = text
  return [
    ...summary(type.description, options, '///', 'summary'),
    ...describedLines(type.description, options),
    ...(program.operation(type)?.routes ?? []).map((route) => routeLine(route, fsharpAttributes)),
    ...(type.attributes ?? []).map((attribute) => attributeLine(attribute, fsharpAttributes, options)),
    ...dataContractLine(type, fsharpAttributes, options),
    ...generatedCodeLine(fsharpAttributes, options),
    ...(type.isEnum ? enumLines(type) : classLines(type, text)),
  ]
}

const describedLines = (description: string | undefined, options: LanguageOptions): string[] =>
  description && !options.AddDescriptionAsComments ? [descriptionLine(description, fsharpAttributes)] : []

/** All values of an enum have one type (M-10.6; 64 bits where one needs them, chapter 27). */
const enumLines = (type: MetadataType): string[] => {
  const suffix = isLongEnum(type) ? 'L' : ''
  const members = (type.enumNames ?? []).map(
    (name, at) => `    | ${fsharpIdentifier(name)} = ${enumValue(type, at) ?? at}${suffix}`,
  )
  return [`type ${fsharpIdentifier(plainName(type.name))} =`, ...members]
}

const classLines = (type: MetadataType, text: DotNetText): string[] => {
  const parameters = type.genericArgs?.length ? `<${type.genericArgs.map((name) => `'${name}`).join(', ')}>` : ''
  const body = [...baseLines(type, text), ...memberLines(type, text)]
  const empty = type.isInterface ? 'interface end' : 'class end'
  return [
    '[<AllowNullLiteral>]',
    `type ${fsharpIdentifier(plainName(type.name))}${parameters}${type.isInterface ? '' : '()'} = `,
    ...indented(body.length > 0 ? body : [empty]),
  ]
}

/** Interfaces without members; others would have to be implemented member by member (M-10.3). */
const emptyMarkers: ReadonlySet<string> = new Set(['IGet', 'IPost', 'IPut', 'IDelete', 'IPatch', 'IOptions', 'IStream'])

const baseLines = (type: MetadataType, text: DotNetText): string[] => {
  if (type.isInterface) return []
  const { program, options } = text
  const scope = scopeOf(text, [type])
  const spelled = (each: MetadataTypeName): string => dotNetType(typeOf(each), fsharpSpelling, scope, each.namespace)
  const answer = returned(program.operation(type), options)
  const version = implicitVersion(type, text)
  return [
    ...(type.inherits ? [`inherit ${spelled(type.inherits)}()`] : []),
    ...(answer ? [`interface ${answer === 'void' ? 'IReturnVoid' : `IReturn<${spelled(answer)}>`}`] : []),
    ...(isExtensible(type, options) ? extensible : []),
    ...(version === undefined ? [] : [`member val Version:int = ${version} with get, set`]),
    ...(type.implements ?? []).filter(({ name }) => emptyMarkers.has(name)).map(({ name }) => `interface ${name}`),
  ]
}

/** The interface hands on to the member of the class: an automatic property inside of it does not compile (chapter 27). */
const extensible = [
  'interface IExtensibleDataObject with',
  '    member this.ExtensionData with get() = this.ExtensionData and set value = this.ExtensionData <- value',
]

const memberLines = (type: MetadataType, text: DotNetText): string[] => {
  const { options } = text
  const lines: string[] = []
  let wasAnnotated = false
  type.properties?.forEach((property, at) => {
    const annotations = [
      ...summary(property.description, options, '///', 'summary'),
      ...describedLines(property.description, options),
      ...dataMemberLine(property.dataMember, at + 1, fsharpAttributes, options),
      ...(property.attributes ?? []).map((attribute) => attributeLine(attribute, fsharpAttributes, options)),
    ]
    if (wasAnnotated) lines.push('')
    lines.push(...annotations, memberText(property, type, text))
    wasAnnotated = annotations.length > 0
  })
  if (isExtensible(type, options) && !type.isInterface)
    lines.push(...(wasAnnotated ? [''] : []), 'member val ExtensionData:ExtensionDataObject = null with get,set')
  return lines
}

/** `member val Name:String = null with get,set` (M-10.4). */
const memberText = (property: MetadataPropertyType, owner: MetadataType, text: DotNetText): string => {
  const { program, options } = text
  const type = memberType(property, program, options)
  const namespace = type.name === 'String' ? undefined : property.namespace
  const spelled = dotNetType(type, fsharpSpelling, scopeOf(text, [owner]), namespace)
  const declared = `${fsharpIdentifier(property.name)}:${spelled}`
  if (owner.isInterface) return `abstract ${declared} with get,set`
  const start = options.InitializeCollections ? emptyStart(property, owner, options) : undefined
  const isParameter = type.rank === 0 && type.args.length === 0 && owner.genericArgs?.includes(type.name)
  const isValue = property.isValueType === true && type.name !== 'String' && type.rank === 0
  const initial =
    start === 'array'
      ? '[||]'
      : start !== undefined || isValue
        ? `new ${spelled}()`
        : isParameter || (type.name === 'Tuple' && type.rank === 0)
          ? `Unchecked.defaultof<${spelled}>`
          : 'null'
  return `member val ${declared} = ${initial} with get,set`
}

const header: HeaderStyle = { open: '(*', close: '*)', prefix: '//', nests: true }

/** F# classes for ServiceStack.Client (chapter 10). */
export const fsharp: Language = {
  name: 'fsharp',
  label: 'FSharp',
  tab: 'F#',
  fileName: 'dtos.fs',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'fsharp',
  header,
  library: 'printed',
  defaults: { AddServiceStackTypes: false },
  optionNames: [
    'GlobalNamespace',
    'MakeDataContractsExtensible',
    'AddReturnMarker',
    'AddDescriptionAsComments',
    'AddDataContractAttributes',
    'AddIndexesToDataMembers',
    'AddGeneratedCodeAttributes',
    'AddResponseStatus',
    'AddImplicitVersion',
    'ExportValueTypes',
    'IncludeTypes',
    'ExcludeTypes',
    'InitializeCollections',
    'AddNamespaces',
  ],
  write,
}
