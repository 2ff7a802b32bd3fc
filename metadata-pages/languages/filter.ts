import type { MetadataOperationType, MetadataType, MetadataTypes } from '../type-metadata/model'
import type { LanguageOptions } from './language-options'
import { metadataIndex } from './metadata-index'
import { isMarker, productTypesByName } from './product-types'
import { plainName, type TypeName, typeName } from './type-name'

/** Whether a type is printed, by IncludeTypes and ExcludeTypes (M-6.11 to M-6.13). */
export const filterTypes = (metadata: MetadataTypes, options: LanguageOptions): ((type: MetadataType) => boolean) => {
  const included = options.IncludeTypes?.length ? include(metadata, options.IncludeTypes) : undefined
  const excluded = new Set(options.ExcludeTypes ?? [])
  return (type) => (included?.has(type.name) ?? true) && !excluded.has(type.name) && !excluded.has(plainName(type.name))
}

const include = (metadata: MetadataTypes, items: readonly string[]): Set<string> => {
  const names = new Set<string>()
  const index = indexOf(metadata)
  for (const item of items) for (const name of expand(item, metadata, index)) names.add(name)
  return names
}

interface Index {
  readonly types: ReadonlyMap<string, MetadataType>
  /** Full names of a name without its arity. */
  readonly arities: ReadonlyMap<string, readonly string[]>
  readonly operations: ReadonlyMap<string, MetadataOperationType>
  /** Names whose references were followed already. */
  readonly followed: Set<string>
}

const indexOf = (metadata: MetadataTypes): Index => {
  const types = new Map(
    [
      ...metadata.operations.flatMap(({ response }) => (response ? [response] : [])),
      ...productTypesByName.values(),
      ...metadata.types,
      ...metadata.operations.map(({ request }) => request),
    ].map((type) => [type.name, type]),
  )
  const arities = new Map<string, string[]>()
  for (const name of types.keys()) {
    const same = arities.get(plainName(name))
    if (same) same.push(name)
    else arities.set(plainName(name), [name])
  }
  return { types, arities, operations: metadataIndex(metadata).operations, followed: new Set() }
}

/** One item of IncludeTypes (M-6.11). */
function* expand(item: string, metadata: MetadataTypes, index: Index): Generator<string> {
  const tags = /^\{(.*)\}$/
    .exec(item)?.[1]
    ?.split(',')
    .map((tag) => tag.trim())
  if (tags) {
    for (const operation of metadata.operations)
      if (operation.tags?.some((tag) => tags.includes(tag))) yield* closure(operation.request.name, index)
  } else if (item.endsWith('/*')) {
    const namespace = item.slice(0, -2)
    for (const type of index.types.values()) if (type.namespace?.startsWith(namespace)) yield type.name
  } else if (item.startsWith('*.')) {
    const name = item.slice(2)
    yield* withArity(name, index)
    for (const operation of metadata.operations) if (refersTo(operation, name)) yield* closure(operation.request.name, index)
  } else if (item.endsWith('.*')) {
    for (const name of withArity(item.slice(0, -2), index)) yield* closure(name, index)
  } else {
    yield* withArity(item, index)
    const returned = index.operations.get(item)?.returnType
    if (returned) yield* names(typeName(returned.name, returned.genericArgs))
  }
}

/** `QueryDb` names both arities of it. */
const withArity = (name: string, { arities }: Index): readonly string[] => arities.get(name) ?? [name]

const names = (type: TypeName): string[] => [
  type.args.length > 0 ? `${type.name}\`${type.args.length}` : type.name,
  ...type.args.flatMap(names),
]

const refersTo = ({ request, response, returnType }: MetadataOperationType, name: string): boolean =>
  [request.inherits, response, returnType, ...(request.implements ?? [])].some(
    (type) =>
      type !== undefined &&
      names(typeName(type.name, 'isGenericTypeDef' in type ? [] : type.genericArgs)).some((each) => plainName(each) === name),
  )

/** The type and everything that it refers to, however far; of a message also its response and its markers. */
const closure = (start: string, { types, operations, followed }: Index): Set<string> => {
  const seen = new Set<string>()
  const visit = (name: string): void => {
    const type = types.get(name)
    if (!type || followed.has(name)) return
    followed.add(name)
    seen.add(name)
    for (const reference of references(type)) visit(reference)
  }
  visit(start)
  const operation = operations.get(start)
  if (!operation) return seen
  seen.add(operation.returnsVoid ? 'IReturnVoid' : 'IReturn`1')
  for (const { name } of operation.request.implements ?? []) if (isMarker(name)) seen.add(name)
  if (operation.returnType)
    for (const name of names(typeName(operation.returnType.name, operation.returnType.genericArgs))) visit(name)
  else if (operation.response) visit(operation.response.name)
  return seen
}

function* references(type: MetadataType): Generator<string> {
  if (type.inherits) yield* names(typeName(type.inherits.name, type.inherits.genericArgs))
  for (const { name, genericArgs } of type.implements ?? []) {
    if (!isMarker(name)) yield name
    // The table of `ICreateDb<Booking>`.
    yield* names(typeName('', genericArgs)).slice(1)
  }
  for (const property of type.properties ?? []) yield* names(typeName(property.type, property.genericArgs))
  for (const { attributes = [] } of [type, ...(type.properties ?? [])])
    for (const { constructorArgs = [], args = [] } of attributes)
      for (const { type: kind, value = '' } of [...constructorArgs, ...args])
        if (kind === 'Type') yield plainName(value.replace(/^typeof\((.*)\)$/, '$1'))
}
