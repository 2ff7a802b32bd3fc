import type { MetadataOperationType, MetadataType, MetadataTypeName, MetadataTypes } from '../type-metadata/model'
import { productTypes } from './product-types'
import { plainName } from './type-name'

/** What is looked up in type metadata by name: made once for each metadata, since every page and every language asks for it. */
export interface MetadataIndex {
  /** Plain types, of two with one name the first. */
  readonly plain: ReadonlyMap<string, MetadataType>
  /** The plain types of each name, in their order. */
  readonly named: ReadonlyMap<string, readonly MetadataType[]>
  /** The response of the first operation that answers a type of this name. */
  readonly responses: ReadonlyMap<string, MetadataType>
  /** Full names of all responses. */
  readonly answers: ReadonlySet<string>
  readonly operations: ReadonlyMap<string, MetadataOperationType>
  readonly byRequest: ReadonlyMap<MetadataType, MetadataOperationType>
  /** Plain names of all that the metadata defines, arguments and .NET's own apart. */
  readonly defined: ReadonlySet<string>
  /** Names of all type parameters. */
  readonly parameters: ReadonlySet<string>
  /** The type that an inner type stands in, by the inner one's name and by its full name. */
  readonly owners: ReadonlyMap<string, MetadataType>
}

const firstByName = (types: readonly MetadataType[]): Map<string, MetadataType> =>
  new Map([...types].reverse().map((type) => [type.name, type]))

export const fullName = ({ name, namespace = '' }: MetadataTypeName): string => `${namespace}.${name}`

export const isSystem = (namespace: string | undefined): boolean =>
  namespace === 'System' || (namespace?.startsWith('System.') ?? false)

/** Metadata is never changed, so what is made from it is good for as long as it is there, for each language and each page. */
export const oncePer = <T>(make: (metadata: MetadataTypes) => T): ((metadata: MetadataTypes) => T) => {
  const made = new WeakMap<MetadataTypes, { readonly value: T }>()
  return (metadata) => {
    const known = made.get(metadata)
    if (known) return known.value
    const value = make(metadata)
    made.set(metadata, { value })
    return value
  }
}

export const metadataIndex = oncePer(({ types, operations }): MetadataIndex => {
  const responses = operations.flatMap(({ response }) => response ?? [])
  const all = [...types, ...operations.flatMap(({ request, response }) => [request, ...(response ? [response] : [])])]
  const named = new Map<string, MetadataType[]>()
  for (const type of types) {
    const same = named.get(type.name)
    if (same) same.push(type)
    else named.set(type.name, [type])
  }
  return {
    plain: firstByName(types),
    named,
    responses: firstByName(responses),
    answers: new Set(responses.map(fullName)),
    operations: new Map([...operations].reverse().map((operation) => [operation.request.name, operation])),
    byRequest: new Map(operations.map((operation) => [operation.request, operation])),
    defined: new Set(all.filter((type) => !isSystem(type.namespace)).map((type) => plainName(type.name))),
    parameters: new Set([...all, ...productTypes].flatMap(({ genericArgs = [] }) => genericArgs)),
    owners: new Map(
      all.flatMap((type) =>
        (type.innerTypes ?? []).flatMap((inner) => [inner.name, fullName(inner)].map((name) => [name, type])),
      ),
    ),
  }
})
