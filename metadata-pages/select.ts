import { isSystem, metadataIndex, oncePer } from './languages/metadata-index'
import { productTypesByName } from './languages/product-types'
import { namesIn } from './languages/program'
import { arityOf, typeName } from './languages/type-name'
import type { MetadataOperationType, MetadataType, MetadataTypes } from './type-metadata/model'

/** What a page leaves out: clients know them (M-7.3). */
const hidden: ReadonlySet<string> = new Set(['ResponseStatus', 'ResponseError'])

/** The types that the page of an operation shows, in order: request, what it refers to, response, what that refers to; each once (M-7.1). */
export const select = (metadata: MetadataTypes, operation: MetadataOperationType): MetadataType[] =>
  walk(metadata, operation, false)

/** What is named only inside an argument (`Wrapper<List<Animal>>`), and all that this leads to: the walk by names does not find it (M-7.2). */
export const namedInside = (metadata: MetadataTypes, operation: MetadataOperationType): MetadataType[] => {
  const found = new Set(select(metadata, operation))
  return walk(metadata, operation, true).filter((type) => !found.has(type))
}

const walk = (metadata: MetadataTypes, operation: MetadataOperationType, isInside: boolean): MetadataType[] => {
  const resolve = resolver(metadata, operation)
  const selected: MetadataType[] = []
  const visit = (type: MetadataType | undefined): void => {
    if (!type || selected.includes(type) || hidden.has(type.name)) return
    selected.push(type)
    for (const [name, namespace] of references(type)) visit(resolve(name, namespace))
  }
  const visitInner = (): void => {
    for (const type of selected) for (const name of innerNames(type)) visit(resolve(name))
  }
  visit(operation.request)
  const { response } = operation
  if (response && !isSystem(response.namespace) && !response.name.endsWith('[]'))
    visit(selected.find((type) => type.name === response.name) ?? response)
  if (isInside) visitInner()
  return selected
}

/** Requests, then responses, then plain types (M-7.2); the operation's own closed response comes first (M-7.4, chapter 27). */
const resolver = (
  metadata: MetadataTypes,
  own: MetadataOperationType,
): ((name: string, namespace?: string) => MetadataType | undefined) => {
  const { requests, answers } = namedTypes(metadata)
  const { named } = metadataIndex(metadata)
  const answer = own.response && !isSystem(own.response.namespace) ? own.response : undefined
  return (name, namespace) => {
    const found = requests.get(name) ?? (answer?.name === name ? answer : answers.get(name))
    if (found) return found
    const plain = named.get(name)?.filter((type) => !isSystem(type.namespace)) ?? []
    return plain.find((type) => type.namespace === namespace) ?? plain[0]
  }
}

/** Requests; then responses that no definition stands for, and the product's types: of one name the first. */
const namedTypes = oncePer(({ operations, types }) => {
  const definitions = new Set(types.map(({ name }) => name))
  const responses = operations.flatMap(({ response }) => (response ? [response] : []))
  const first = (found: readonly MetadataType[]): ReadonlyMap<string, MetadataType> =>
    new Map([...found].reverse().flatMap((type) => (isSystem(type.namespace) ? [] : [[type.name, type] as const])))
  return {
    requests: first(operations.map(({ request }) => request)),
    answers: first([
      ...responses.filter(({ name }) => arityOf(name) === 0 || !definitions.has(name)),
      ...[...productTypesByName.values()].filter(({ isInterface }) => !isInterface),
    ]),
  }
})

function* references(type: MetadataType): Generator<readonly [name: string, namespace?: string]> {
  if (type.inherits) {
    yield [type.inherits.name, type.inherits.namespace]
    yield* argumentsOf(type.inherits.genericArgs)
  }
  for (const property of type.properties ?? []) {
    if (!isSystem(property.namespace)) yield [property.type.replace(/(\[\])+$/, ''), property.namespace]
    yield* argumentsOf(property.genericArgs)
  }
}

function* argumentsOf(args: readonly string[] = []): Generator<readonly [name: string]> {
  for (const arg of args) yield [arg.replace(/(\[\])+$/, '')]
}

/** Names inside the arguments of a type's base and members. */
const innerNames = ({ inherits, properties = [] }: MetadataType): string[] =>
  [...(inherits?.genericArgs ?? []), ...properties.flatMap(({ genericArgs = [] }) => genericArgs)]
    .filter((arg) => arg.includes('<'))
    .flatMap((arg) => namesIn(typeName(arg)))
