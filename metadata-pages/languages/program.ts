import type {
  MetadataOperationType,
  MetadataPropertyType,
  MetadataType,
  MetadataTypeName,
  MetadataTypes,
} from '../type-metadata/model'
import { filterTypes } from './filter'
import type { LanguageOptions } from './language-options'
import { fullName, isSystem, metadataIndex } from './metadata-index'
import { isMarker, productTypes, productTypesByName } from './product-types'
import { arityOf, plainName } from './type-name'
import { withProductTypes } from './with-product-types'

export { namesIn } from './type-name'

/** What a language writes: chosen types in the order of printing, and how they are called. */
export interface Program {
  readonly types: readonly MetadataType[]
  /** The same in the order in which they were collected, with those of another namespace that share a name (M-6.17). */
  readonly collected: Collected
  /** The operation whose request the type is; undefined for all others, and always in the source of a page (M-4.19). */
  readonly operation: (type: MetadataType) => MetadataOperationType | undefined
  /** The same also in the source of a page, where a response is still needed above what answers it (M-7.6). */
  readonly answering: (type: MetadataType) => MetadataOperationType | undefined
  /** Finds by name with arity. */
  readonly find: (name: string) => MetadataType | undefined
  /** The name as printed: with its arity where two printed types differ only by that, or where it begins with the name of such (M-4.18). */
  readonly nameOf: (name: string, arity: number, separator?: string) => string
  /** Whether the type itself is one of those that are printed. */
  readonly prints: (type: MetadataType) => boolean
  /** An application's own type of this plain name is never taken for a scalar (M-8.1, chapter 27). */
  readonly defines: (name: string) => boolean
  /** False for a name that nothing in the metadata explains: a struct of another program, which is then a text (M-4.9, chapter 27). */
  readonly explains: (name: string) => boolean
  /** Printed types of another namespace that share the name of an earlier one and are left out (M-6.19). */
  readonly leftOut: readonly MetadataType[]
  /** The type that a type is declared inside of (M-9.11); by name alone where no namespace is known. */
  readonly ownerOf: (type: MetadataTypeName) => MetadataType | undefined
  /** A generic type as an operation answers it first: with its arguments filled in. */
  readonly closedResponse: (name: string) => MetadataType | undefined
}

/** In the source of a page everything is plain (M-4.19). */
export interface Collected {
  /** What is plain or a response, before bases were put above what derives from them. */
  readonly met: readonly MetadataType[]
  readonly requests: readonly MetadataType[]
  readonly responses: readonly MetadataType[]
  readonly plain: readonly MetadataType[]
}

/** Whether product types are printed or left to the language's client library (M-6.16). */
export type Library = 'printed' | ReadonlySet<string>

/** All messages and types of the metadata (`/types/{language}`), by the options' filters, in dependency order (M-6.11 to M-6.18). */
export const wholeProgram = (metadata: MetadataTypes, options: LanguageOptions, library: Library): Program => {
  const known = library === 'printed' ? undefined : library
  const kept = filterTypes(metadata, options)
  const operations = metadata.operations.filter(({ request }) => !known?.has(request.name) && !isExcluded(request, options))
  const all = withProductTypes(metadata)
  const responses = responseTypes(operations, all, isDropped(options, 'types'))
  const keeps = (type: MetadataType): boolean => !known?.has(type.name) && kept(type)
  const answers = new Set(responses)
  const belongs = ofOperations(metadata.operations)
  const isPlain = (type: MetadataType): boolean => !answers.has(type) && !belongs(type)
  const plain = basesFirst(all).filter(isPlain)
  const collected: Collected = {
    met: isDropped(options, 'types')
      ? []
      : all.filter((type) => !belongs(type) && !isDroppedProduct(type, options) && keeps(type)),
    plain: [
      ...(known || !options.AddServiceStackTypes || isDropped(options, 'types') ? [] : returnMarkers(metadata)),
      ...(isDropped(options, 'types') ? [] : plain.filter((type) => !isDroppedProduct(type, options))),
    ].filter(keeps),
    responses: responses.filter((type) => !isDroppedProduct(type, options)).filter(keeps),
    requests: operations.map((operation) => operation.request).filter(keeps),
  }
  const byRequest = new Map(operations.map((operation) => [operation.request, operation]))
  const whole = program(collected, (type) => byRequest.get(type), metadata, true)
  if (!options.AddResponseStatus) return whole
  const answered = new Set(operations.flatMap(({ response }) => (response ? [fullName(response)] : [])))
  const withStatus = (types: readonly MetadataType[]): MetadataType[] =>
    types.map((type) => (byRequest.has(type) ? type : withResponseStatus(type, answered)))
  return {
    ...whole,
    types: withStatus(whole.types),
    collected: {
      ...collected,
      met: withStatus(collected.met),
      plain: withStatus(collected.plain),
      responses: withStatus(collected.responses),
    },
  }
}

/** The types of one page as plain types: no markers of return, routes or request helpers (M-7.5, M-7.6). */
export const pageProgram = (selected: readonly MetadataType[], metadata: MetadataTypes): Program => {
  const returns = metadataIndex(metadata).byRequest
  const collected = { met: selected, plain: basesFirst(selected), responses: [], requests: [] }
  const page = program(
    collected,
    () => undefined,
    metadata,
    false,
    (type) => returns.get(type),
  )
  return { ...page, collected: { ...collected, plain: selected } }
}

/** A request, or a product type that is only a response: gone with its operation. */
const ofOperations = (operations: readonly MetadataOperationType[]): ((type: MetadataType) => boolean) => {
  const requests = new Set(operations.map(({ request }) => request.name))
  const responses = new Set(operations.flatMap(({ response }) => response?.name ?? []))
  return (type) => requests.has(type.name) || (isProduct(type) && arityOf(type.name) === 0 && responses.has(type.name))
}
const isExcluded = (type: MetadataType, options: LanguageOptions): boolean =>
  isDropped(options, 'services') ||
  (options.ExcludeTypes?.some((name) => name === type.name || name === plainName(type.name)) ?? false)
const isDropped = (options: LanguageOptions, word: 'services' | 'types'): boolean => options.ExcludeTypes?.includes(word) ?? false
const isProduct = (type: MetadataType): boolean => productTypesByName.get(type.name)?.namespace === type.namespace
const isDroppedProduct = (type: MetadataType, options: LanguageOptions): boolean =>
  !options.AddServiceStackTypes && isProduct(type)

/** `IReturn<T>`, `IReturnVoid`, then each marker in the order in which types and messages have it. */
const returnMarkers = (metadata: MetadataTypes): MetadataType[] => {
  const names = ['IReturn`1', 'IReturnVoid']
  for (const type of [...metadata.types, ...metadata.operations.map((operation) => operation.request)])
    for (const { name } of type.implements ?? [])
      if (isMarker(name) && name !== 'IMeta' && !names.includes(name)) names.push(name)
  return names.flatMap((name) => productTypesByName.get(name) ?? [])
}

/** Responses that are types of their own: a list, a scalar, a closed generic type whose definition is known is none (M-7.4). */
const responseTypes = (
  operations: readonly MetadataOperationType[],
  plain: readonly MetadataType[],
  withDefinitions: boolean,
): MetadataType[] => {
  const known = new Map<string, MetadataType>()
  for (const type of [...operations.map((operation) => operation.request), ...plain])
    if (!known.has(fullName(type))) known.set(fullName(type), type)
  const result = new Map<string, MetadataType>()
  for (const { response } of operations) {
    if (!response || isSystem(response.namespace) || response.name.endsWith('[]') || result.has(fullName(response))) continue
    const definition = known.get(fullName(response))
    if (definition && arityOf(response.name) > 0 && !withDefinitions) continue
    result.set(fullName(response), definition ?? response)
  }
  return [...result.values()]
}

/** AddResponseStatus: a response without the member gets it (M-4.17). */
const withResponseStatus = (type: MetadataType, answered: ReadonlySet<string>): MetadataType => {
  const status: MetadataPropertyType = {
    name: 'ResponseStatus',
    type: 'ResponseStatus',
    namespace: 'ServiceStack',
    isRequired: true,
  }
  if (!answered.has(fullName(type)) || type.isEnum || type.properties?.some((property) => property.name === status.name))
    return type
  return { ...type, properties: [...(type.properties ?? []), status] }
}

const program = (
  collected: Collected,
  operation: Program['operation'],
  metadata: MetadataTypes,
  isWhole: boolean,
  returns: Program['operation'] = operation,
): Program => {
  const start = [...collected.plain, ...collected.responses, ...collected.requests]
  const first = firstOfEachName(start)
  const byName = new Map(first.map((type) => [type.name, type]))
  const arities = new Map<string, number>()
  const ofSeveralArities = new Set<string>()
  for (const type of first) {
    const name = plainName(type.name)
    const arity = arityOf(type.name)
    if ((arities.get(name) ?? arity) !== arity) ofSeveralArities.add(name)
    arities.set(name, arity)
  }
  const { plain, responses, defined, parameters, owners } = metadataIndex(metadata)
  const types = inDependencyOrder(first, byName, returns)
  const members = new Set(types)
  return {
    types,
    collected,
    operation,
    answering: returns,
    find: (name) => byName.get(name) ?? (isWhole ? undefined : plain.get(name)),
    prints: (type) => members.has(type),
    nameOf: (name, arity, separator = '_') => {
      const isLibrarys = separator === '' && arity === 2 && /^Query(Db|Data)$/.test(name)
      return isLibrarys || (arity > 0 && beginsWithAny(name, ofSeveralArities)) ? `${name}${separator}${arity}` : name
    },
    defines: (name) => defined.has(name),
    explains: (name) => defined.has(name) || parameters.has(name) || productNames.has(name),
    leftOut: leftOut(start, first),
    closedResponse: (name) => responses.get(name),
    ownerOf: (type) => owners.get(type.namespace === undefined ? type.name : fullName(type)),
  }
}

const beginsWithAny = (name: string, starts: ReadonlySet<string>): boolean => {
  for (const start of starts) if (name.startsWith(start)) return true
  return false
}

const leftOut = (start: readonly MetadataType[], first: readonly MetadataType[]): MetadataType[] => {
  if (start.length === first.length) return []
  const printed = new Set(first.map(fullName))
  return start.filter((type) => !printed.has(fullName(type)))
}

/** Every base before what derives from it, else as they come (M-6.17). */
const basesFirst = (types: readonly MetadataType[]): MetadataType[] => {
  const byName = new Map(types.map((type) => [type.name, type]))
  const result = new Set<MetadataType>()
  const add = (type: MetadataType, derived: readonly MetadataType[]): void => {
    const base = type.inherits && byName.get(type.inherits.name)
    if (base && !derived.includes(base)) add(base, [...derived, base])
    result.add(type)
  }
  for (const type of types) add(type, [type])
  return [...result]
}

const productNames: ReadonlySet<string> = new Set(productTypes.map(({ name }) => plainName(name)))

const firstOfEachName = (types: readonly MetadataType[]): MetadataType[] => {
  const seen = new Set<string>()
  return types.filter((type) => !seen.has(type.name) && seen.add(type.name))
}

/** Depth first: whatever a type needs stands before it; in a cycle, what is needed first is met again and printed first (M-6.18). */
export const inDependencyOrder = (
  start: readonly MetadataType[],
  byName: ReadonlyMap<string, MetadataType>,
  returns: Program['operation'],
  bodyOf: (type: MetadataType) => MetadataType = (type) => type,
): MetadataType[] => {
  const order: MetadataType[] = []
  const needed = new Set<string>()
  const printed = new Set<MetadataType>()
  const visit = (type: MetadataType): void => {
    if (printed.has(type)) return
    for (const name of dependencies(bodyOf(type), returns(type))) {
      if (needed.has(name)) continue
      const dependency = byName.get(name)
      if (!dependency) continue
      needed.add(name)
      visit(dependency)
    }
    if (printed.has(type)) return
    printed.add(type)
    order.push(type)
  }
  start.forEach(visit)
  return order
}

const dependencies = (type: MetadataType, operation: MetadataOperationType | undefined): string[] => {
  const names: string[] = []
  const returned = operation?.returnType
  if (returned?.genericArgs?.length) names.push(...returned.genericArgs)
  else if (returned) names.push(returned.name)
  if (type.inherits?.genericArgs) names.push(...type.inherits.genericArgs)
  if (type.inherits) names.push(type.inherits.name)
  for (const property of type.properties ?? []) {
    if (property.genericArgs?.length) names.push(...property.genericArgs)
    else names.push(property.type.endsWith('[]') ? property.type.replace(/(\[\])+$/, '') : property.type)
  }
  return names
}
