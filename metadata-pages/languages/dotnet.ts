import type { MetadataOperationType, MetadataPropertyType, MetadataType, MetadataTypeName } from '../type-metadata/model'
import { type DotNetScope, neededNamespaces, typeOf } from './dotnet-types'
import type { LanguageOptions } from './language-options'
import { fullName } from './metadata-index'
import { isMarker } from './product-types'
import type { Program } from './program'
import { oneLine } from './text'
import { plainName, shapeOf } from './type-name'
import { returnedType } from './typescript-types'

/** Imported by every text (M-6.6). */
export const defaultNamespaces = [
  'System',
  'System.IO',
  'System.Collections',
  'System.Collections.Generic',
  'System.Runtime.Serialization',
  'ServiceStack',
  'ServiceStack.DataAnnotations',
]

/** The namespace of the wire's own types: the client library has them. */
const productNamespace = 'ServiceStack'
const isProduct = ({ namespace }: MetadataType): boolean => namespace === productNamespace

/** What a text of .NET is written from. */
export interface DotNetText {
  readonly program: Program
  readonly options: LanguageOptions
  /** Every type and message, in the order in which they were collected; of two with one full name the first (M-6.19). */
  readonly collected: readonly MetadataType[]
  readonly byFullName: ReadonlyMap<string, MetadataType>
  readonly ambiguous: ReadonlySet<string>
  /** Where there is one namespace for all: what has the name of another type. */
  readonly leftOut: readonly MetadataType[]
}

/** Markers are the client library's always, its other types unless they are asked for or stand on a page (M-6.16). */
export const dotNetText = (program: Program, options: LanguageOptions, isPage: boolean): DotNetText => {
  const { plain, responses, requests } = program.collected
  const known = new Set<string>()
  const everything = [...plain, ...responses, ...requests]
  const collected = everything.filter((type) => {
    if (isMarker(type.name) && isProduct(type)) return false
    if (isProduct(type) && !isPage && !options.AddServiceStackTypes) return false
    if (type.namespace?.startsWith('System')) return false
    const key = `${isSingleNamespace(options) ? '' : type.namespace}.${type.name}`
    if (!known.has(key)) return known.add(key)
    return false
  })
  const namespaces = new Map<string, Set<string>>()
  for (const { name, namespace = '' } of collected) namespaces.set(name, (namespaces.get(name) ?? new Set()).add(namespace))
  // Another of its name stands there, it itself does not.
  const leftOut = everything.filter(({ name, namespace = '' }) => namespaces.get(name)?.has(namespace) === false)
  const ambiguous = [...namespaces].filter(([, { size }]) => size > 1).map(([name]) => name)
  return {
    program,
    options,
    collected,
    byFullName: new Map(collected.map((type) => [fullName(type), type])),
    leftOut,
    ambiguous: new Set(isSingleNamespace(options) ? [] : ambiguous),
  }
}

const isSingleNamespace = ({ GlobalNamespace, ExcludeNamespace }: LanguageOptions): boolean =>
  GlobalNamespace !== undefined || ExcludeNamespace

/** Says what the text does not have (M-6.19). */
export const leftOutLines = ({ leftOut }: DotNetText, mark: string): string[] =>
  leftOut.map(({ name, namespace = '' }) => `${mark} ${name} of ${namespace} is left out: another ${name} stands above.`)

/** A namespace that a caller asked for is nothing but names and dots. */
export const namespaceName = (text: string): string => text.replace(/[^\p{L}\p{N}_.]/gu, '')

/** The namespace that a type is printed in. */
export const namespaceOf = ({ namespace = '' }: MetadataType, { GlobalNamespace }: LanguageOptions): string =>
  GlobalNamespace ? namespaceName(GlobalNamespace) : namespace

/** What stands above everything (M-9.1): the defaults, those asked for, those of members' types, then the text's own in order of sight. */
export const importedNamespaces = ({ collected, options }: DotNetText): { readonly all: string[]; readonly own: string[] } => {
  const first = [...defaultNamespaces, ...(options.AddNamespaces ?? []).map(namespaceName)]
  const seen = [...new Set(collected.filter((type) => !isProduct(type)).map((type) => namespaceOf(type, options)))]
  const own = options.ExcludeNamespace ? [] : seen.filter(Boolean)
  const needed = neededNamespaces(collected, first)
  return { all: [...new Set([...first, ...needed, ...own])], own }
}

// Names are sorted as people read them, lower case first (M-6.17).
const byName = new Intl.Collator('und')

/** The types of the outermost level, by namespace and name; inner types stand inside their owners (M-9.11). */
export const sortedTypes = ({ collected, options }: DotNetText): MetadataType[] =>
  collected
    .filter((type) => !type.isNested)
    .sort(
      (one, other) =>
        byName.compare(namespaceOf(one, options), namespaceOf(other, options)) || byName.compare(one.name, other.name),
    )

/** Inner types that are part of the text, in the owner's order. */
export const innerTypes = (owner: MetadataType, { byFullName }: DotNetText): MetadataType[] =>
  (owner.innerTypes ?? []).flatMap((inner) => byFullName.get(fullName(inner)) ?? [])

const noParameters: ReadonlySet<string> = new Set()

export const scopeOf = (text: DotNetText, owners: readonly MetadataType[]): DotNetScope => {
  const namespace = owners[0] && namespaceOf(owners[0], text.options)
  return {
    program: text.program,
    owners,
    namespace,
    parameters: owners.some(({ genericArgs = [] }) => genericArgs.length > 0)
      ? new Set(owners.flatMap(({ genericArgs = [] }) => genericArgs))
      : noParameters,
    ambiguous: text.ambiguous,
    isSingle: isSingleNamespace(text.options),
    keepsStructs: text.options.ExportValueTypes,
  }
}

/** A description as comment (M-9.3); `element` is the tag's spelling. */
export const summary = (description: string | undefined, options: LanguageOptions, mark: string, element: string): string[] =>
  description && options.AddDescriptionAsComments
    ? [`${mark}<${element}>`, `${mark}${oneLine(description)}`, `${mark}</${element}>`]
    : []

/** What a message answers: what it says itself, else the response type that its service is known by (M-9.5). */
export const returned = (
  operation: MetadataOperationType | undefined,
  options: LanguageOptions,
): MetadataTypeName | 'void' | undefined => {
  if (!operation) return undefined
  if (operation.returnsVoid) return 'void'
  return operation.returnType ?? (options.AddReturnMarker ? returnedType(operation) : undefined)
}

/** Collections that .NET starts as empty ones; interfaces and rarer collections stay null (M-4.8, M-4.10). */
const emptied: ReadonlySet<string> = new Set([
  'List',
  'HashSet',
  'Queue',
  'Stack',
  'Dictionary',
  'OrderedDictionary',
  'StringDictionary',
])

export type EmptyStart = 'array' | 'list' | 'other'

/** INIT (M-4.10): what an empty start is made of. */
export const emptyStart = (
  property: MetadataPropertyType,
  owner: MetadataType,
  options: LanguageOptions,
): EmptyStart | undefined => {
  if (property.isRequired !== true && !options.InitializeCollections) return undefined
  if (/^Query(Db|Data)$/.test(plainName(owner.inherits?.name ?? ''))) return undefined
  const type = typeOf({ name: property.type, ...(property.genericArgs ? { genericArgs: property.genericArgs } : {}) })
  if (type.rank > 0) return 'array'
  if (!emptied.has(type.name)) return undefined
  return shapeOf(type).kind === 'list' && !/^(Queue|Stack)$/.test(type.name) ? 'list' : 'other'
}

/** A type without a base takes members of later versions into a bag of its own (M-6.6). */
export const isExtensible = (type: MetadataType, options: LanguageOptions): boolean =>
  options.MakeDataContractsExtensible && !type.inherits && !type.isEnum

/** A request that is to have a version but has a member of that name keeps its own (M-4.17). */
export const implicitVersion = (type: MetadataType, { program, options }: DotNetText): number | undefined =>
  program.operation(type) && !type.properties?.some(({ name }) => name === 'Version') ? options.AddImplicitVersion : undefined

/** Whether an enum's values need 64 bits (M-4.7, chapter 27). */
export const isLongEnum = ({ enumValues = [] }: MetadataType): boolean =>
  enumValues.some((value) => /^-?\d+$/.test(value) && (BigInt(value) > 2147483647n || BigInt(value) < -2147483648n))

/** The number of an enum's member; the text of another host is no number and is left out. */
export const enumValue = ({ enumValues }: MetadataType, at: number): string | undefined => {
  const value = enumValues?.[at]
  return value !== undefined && /^-?\d+$/.test(value) ? value : undefined
}
