import type { MetadataOperationType, MetadataType, MetadataTypes } from './model'

/** Another host's answer, or a file: type metadata, and what its host said of itself. */
export interface ReadMetadata {
  readonly metadata: MetadataTypes
  readonly baseUrl?: string
  readonly version?: string
}

/** The type metadata in the JSON of `/types/metadata` or of `/metadata/app.json` (M-5.1). Throws where it is neither, or has types that are no types. */
export const readMetadata = (json: unknown): ReadMetadata => {
  const root = objectOf(withoutNulls(json))
  const metadata = objectOf(root.api ?? root)
  if (!Array.isArray(metadata.operations) || !Array.isArray(metadata.types))
    throw new Error('This is no type metadata: there are no lists operations and types.')
  const { operations, types, namespaces = [] } = metadata as unknown as MetadataTypes
  const all: unknown[] = [...types, ...operations.flatMap((operation) => partsOf(operation))]
  for (const each of all) checkType(each)
  const app = objectOf(root.app)
  const baseUrl = textOf(app.baseUrl) ?? textOf(objectOf(metadata.config).baseUrl)
  const version = textOf(app.serviceStackVersion)
  return {
    metadata: {
      namespaces,
      types,
      operations: operations.map((operation) => ({
        ...operation,
        actions: operation.actions ?? [],
        method: methodOf(operation),
      })),
    },
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(version === undefined ? {} : { version }),
  }
}

/** Hosts that write what is absent as null mean the same (M-5.2); only a description of an enum's member keeps its place. */
const withoutNulls = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value))
    return (key === 'enumDescriptions' ? value : value.filter((each) => each !== null)).map((each) => withoutNulls(each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNulls(each, name)]])),
  )
}

/** Older hosts do not say it: the verb of a marker, of a query, or of the first action that has one (M-5.11). */
const methodOf = ({ method, request, actions = [] }: MetadataOperationType): string => {
  if (method) return method
  const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']
  const marked = verbs.find((verb) => request.implements?.some(({ name }) => name.toUpperCase() === `I${verb}`))
  const queried = /^Query(Db|Data)`\d$/.test(request.inherits?.name ?? '') ? 'GET' : undefined
  return marked ?? queried ?? actions.find((action) => action !== 'ANY') ?? 'POST'
}

const partsOf = (operation: unknown): unknown[] => {
  const { request, response } = objectOf(operation)
  return [request, ...(response === undefined || response === null ? [] : [response])]
}

/** What type names are made of (M-4.7): nothing that could end a line, a text or a comment of a program. */
const typeName = /^[\p{L}\p{N}_$.+`<>,?[\]() ]*$/u

const checkType = (value: unknown): void => {
  const { name, properties, genericArgs, inherits } = objectOf(value) as unknown as Partial<MetadataType>
  if (typeof name !== 'string' || name === '') throw new Error('This is no type metadata: a type in it has no name.')
  if (properties !== undefined && properties !== null && !Array.isArray(properties))
    throw new Error(`This is no type metadata: the properties of ${JSON.stringify(name)} are no list.`)
  const words = [
    ...(genericArgs ?? []),
    ...(inherits ? [inherits.name, ...(inherits.genericArgs ?? [])] : []),
    ...(properties ?? []).flatMap((property) => [property.type, ...(property.genericArgs ?? [])]),
  ]
  const wrong = words.find((word) => typeof word !== 'string' || !typeName.test(word))
  if (wrong !== undefined) throw new Error(`${JSON.stringify(name)} names a type that is none: ${JSON.stringify(wrong)}.`)
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
