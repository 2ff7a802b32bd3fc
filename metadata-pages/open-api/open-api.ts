import type { Catalog, MessageType, Operation } from '../../dtos/contract'
import { rightsTitle } from '../gate'
import { type SignInWays, securityOfWays } from '../sign-in-ways'
import type { MetadataOperationType, MetadataTypes } from '../type-metadata/model'
import { errorAnswers, errorSchemas } from './errors'
import type { ApiOperation, ApiResponse, OpenApiDocument, OpenApiVersion, Reference } from './model'
import { callWords } from './parameters'
import { Paths, type Place, placesOf } from './routes'
import { Schemas } from './schemas'

export interface OpenApiFacts {
  readonly version: OpenApiVersion
  readonly baseUrl: string
  /** How callers say who they are; keys, passwords and the scopes of messages unless told. */
  readonly signIn?: SignInWays
}

const editions: Readonly<Record<OpenApiVersion, string>> = { '3.1': '3.1.0', '3.0': '3.0.3' }

/** The catalog as OpenAPI: every message on its routes and on `/api/{Name}`. `metadata`: what the caller may see of it. */
export const openApi = (
  catalog: Catalog,
  metadata: MetadataTypes,
  { version, baseUrl, signIn }: OpenApiFacts,
): OpenApiDocument => {
  const schemas = new Schemas(version, errorSchemas)
  const paths = new Paths<ApiOperation>()
  const responses: Record<string, ApiResponse> = {}
  const ids = new Set<string>()
  const told = new Map(metadata.operations.map((operation) => [operation.request.name, operation]))
  const shown = catalog.operations.filter(({ message }) => told.has(message.name))
  const scopes = [...new Set(shown.flatMap(({ message }) => message.access.requiredScopes))].sort()
  const schemes = securitySchemes(catalog, metadata, scopes, baseUrl, signIn)
  for (const operation of shown) {
    const { message } = operation
    const rights = told.get(message.name)!
    const errors = errorAnswers(message.contract, rights.requiresAuth ?? false)
    for (const { name, response } of errors) responses[name] ??= response
    const answers = {
      ...successOf(message, catalog, schemas),
      ...Object.fromEntries(
        errors.map(({ status, name }): [string, Reference] => [String(status), { $ref: `#/components/responses/${name}` }]),
      ),
    }
    for (const place of placesOf(operation))
      paths.add(place, (variables) => ({
        operationId: freeId(ids, place, message),
        ...words(place, operation, rights),
        ...callWords(message, place.verb, place.variables, variables, schemas),
        responses: answers,
        security: securityOf(message, rights, Object.keys(schemes)),
      }))
  }
  const tags = [...new Set(shown.flatMap(({ message }) => tagsOf(message)))]
  return {
    openapi: editions[version],
    info: {
      title: catalog.serviceName,
      version: catalog.version,
      ...(catalog.description ? { description: catalog.description } : {}),
    },
    servers: [{ url: baseUrl }],
    tags: tags.map((name) => ({ name })),
    paths: paths.all,
    components: { schemas: schemas.all, responses, securitySchemes: schemes },
  }
}

const tagsOf = ({ tags, contract }: MessageType): readonly string[] => (tags.length > 0 ? tags : contract ? [contract.name] : [])

const words = (place: Place, { message }: Operation, rights: MetadataOperationType) => {
  const summary = place.summary ?? firstLine(message.description ?? message.api?.description) ?? message.name
  const description = [
    place.summary || summary !== message.description ? message.description : undefined,
    place.notes ?? message.notes,
    rightsTitle(rights),
  ]
    .filter(Boolean)
    .join('\n\n')
  const tags = tagsOf(message)
  return { summary, ...(description ? { description } : {}), ...(tags.length > 0 ? { tags } : {}) }
}
const firstLine = (text: string | undefined): string | undefined => text?.split('\n')[0]?.trim().slice(0, 120) || undefined

/** `FindLoans`, then `FindLoansPost`, `FindLoansPost2`; on `/api/` `ApiFindLoans`. */
const freeId = (ids: Set<string>, { verb, isOwn }: Place, { name }: MessageType): string => {
  const base = isOwn ? name : `Api${name}`
  const withVerb = `${base}${verb.charAt(0)}${verb.slice(1).toLowerCase()}`
  let id = ids.has(base) ? withVerb : base
  for (let count = 2; ids.has(id); count++) id = `${withVerb}${count}`
  ids.add(id)
  return id
}

/** A contract answers in its own format whatever `Accept` says; else every format can be asked for. */
const successOf = (
  { response, contract }: MessageType,
  { formats }: Catalog,
  schemas: Schemas,
): Readonly<Record<string, ApiResponse>> => {
  if (response?.kind !== 'value') return { 204: { description: 'Done' } }
  const { type, nullable } = response
  const nothing: Readonly<Record<string, ApiResponse>> = nullable ? { 204: { description: 'Nothing' } } : {}
  const isRaw = type.kind === 'stream' || (type.kind === 'scalar' && type.scalar === 'bytes')
  if (isRaw)
    return { 200: { description: 'The bytes', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }, ...nothing }
  const schema = schemas.of(type)
  const others = contract ? [] : formats.filter(({ name }) => name !== 'json' && name !== 'html')
  const content = {
    'application/json': { schema },
    ...Object.fromEntries(
      others.map(({ contentType }) => [contentType.replace(/\s*;.*$/, ''), { schema: { type: 'string' } }] as const),
    ),
  }
  return { 200: { description: 'The answer', content }, ...nothing }
}

/** Any of the ways to sign in will do; a scope is asked of a token or of a key. */
/** Any one of the schemes; a message of scopes takes tokens that have them, or a key, whose scopes are its own. */
const securityOf = (
  { access: { requiredScopes } }: MessageType,
  { requiresAuth }: MetadataOperationType,
  schemes: readonly string[],
): ApiOperation['security'] => {
  if (!requiresAuth) return []
  if (requiredScopes.length === 0) return schemes.map((name) => ({ [name]: [] }))
  const keys = schemes.filter((name) => name === 'ApiKey' || name === 'Bearer')
  const takes = [...(schemes.includes('OAuth2') ? [{ OAuth2: requiredScopes }] : []), ...keys.map((name) => ({ [name]: [] }))]
  return takes.length > 0 ? takes : schemes.map((name) => ({ [name]: [] }))
}

const plainWays: SignInWays = {
  ways: [
    { name: 'apikey', kind: 'apiKey' },
    { name: 'basic', kind: 'basic' },
  ],
}

const securitySchemes = (
  { operations }: Catalog,
  metadata: MetadataTypes,
  scopes: readonly string[],
  baseUrl: string,
  signIn: SignInWays | undefined,
): Readonly<Record<string, object>> => {
  const tokenMessage = operations.find(({ message }) => message.contract?.name === 'OAuth2' && message.routes.length > 0)
  const tokenUrl = baseUrl + (tokenMessage?.message.routes[0]?.path ?? '/oauth/token')
  if (!metadata.operations.some(({ requiresAuth }) => requiresAuth)) return {}
  const hasTokens = signIn ? signIn.ways.some(({ kind }) => kind === 'oauth') : scopes.length > 0
  return {
    ...securityOfWays(signIn ?? plainWays),
    ...(hasTokens
      ? {
          OAuth2: {
            type: 'oauth2',
            flows: { clientCredentials: { tokenUrl, scopes: Object.fromEntries(scopes.map((scope) => [scope, scope])) } },
          },
        }
      : {}),
  }
}
