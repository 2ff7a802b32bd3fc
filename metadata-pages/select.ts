import { productTypesByName } from './languages/product-types'
import { namesIn } from './languages/program'
import { arityOf, typeName } from './languages/type-name'
import type { MetadataOperationType, MetadataType, MetadataTypes } from './type-metadata/model'

/** What a page leaves out: clients know them (M-7.3). */
const hidden: ReadonlySet<string> = new Set(['ResponseStatus', 'ResponseError'])

/** The types that the page of an operation shows, in order: request, what it refers to, response, what that refers to; each once (M-7.1). */
export const select = (metadata: MetadataTypes, operation: MetadataOperationType): MetadataType[] => {
  const resolve = resolver(metadata, operation)
  const selected: MetadataType[] = []
  const visit = (type: MetadataType | undefined): void => {
    if (!type || selected.includes(type) || hidden.has(type.name)) return
    selected.push(type)
    for (const [name, namespace] of references(type)) visit(resolve(name, namespace))
  }
  // What is named only inside an argument (`Wrapper<List<Animal>>`) the reference does not find; with us it stands last.
  const visitInner = (): void => {
    for (const type of selected) for (const name of innerNames(type)) visit(resolve(name))
  }
  visit(operation.request)
  const { response } = operation
  if (response && !isSystem(response.namespace) && !response.name.endsWith('[]'))
    visit(selected.find((type) => type.name === response.name) ?? response)
  visitInner()
  return selected
}

/** Requests, then responses, then plain types (M-7.2); the operation's own closed response comes first (M-7.4, chapter 27). */
const resolver = (
  metadata: MetadataTypes,
  own: MetadataOperationType,
): ((name: string, namespace?: string) => MetadataType | undefined) => {
  const known = new Map<string, MetadataType>()
  const responses = metadata.operations.flatMap(({ response }) => (response ? [response] : []))
  const add = (type: MetadataType): unknown => isSystem(type.namespace) || known.has(type.name) || known.set(type.name, type)
  for (const { request } of metadata.operations) add(request)
  if (own.response) add(own.response)
  for (const response of responses)
    if (arityOf(response.name) === 0 || !metadata.types.some((type) => type.name === response.name)) add(response)
  for (const type of productTypesByName.values()) if (!type.isInterface) add(type)
  return (name, namespace) => {
    const found = known.get(name)
    if (found) return found
    const plain = metadata.types.filter((type) => type.name === name && !isSystem(type.namespace))
    return plain.find((type) => type.namespace === namespace) ?? plain[0]
  }
}

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

const isSystem = (namespace: string | undefined): boolean => namespace !== undefined && /^System(\.|$)/.test(namespace)
