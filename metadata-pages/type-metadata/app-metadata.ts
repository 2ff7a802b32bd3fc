import type { Catalog, Restriction } from '../../dtos/contract'
import type { AppMetadata, AppPlugins } from './app-model'
import { uiInfo, validationPlugin } from './app-ui'
import type { MetadataPropertyType, MetadataType, MetadataTypes } from './model'

export interface AppFacts {
  readonly baseUrl: string
  readonly version: string
  readonly date: Date
}

/** The gateway as tools and generic clients read it (M-5.3 to M-5.7). */
export const appMetadata = (catalog: Catalog, api: MetadataTypes, { baseUrl, version, date }: AppFacts): AppMetadata => ({
  date: date.toISOString(),
  app: {
    baseUrl,
    serviceStackVersion: version,
    serviceName: catalog.serviceName,
    apiVersion: catalog.version,
    ...(catalog.description ? { serviceDescription: catalog.description } : {}),
    jsTextCase: 'CamelCase',
    useSystemJson: 'Never',
  },
  ui: uiInfo,
  config: { debugMode: false },
  contentTypeFormats: Object.fromEntries(catalog.formats.map(({ name, contentType }) => [name, mediaType(name, contentType)])),
  httpHandlers: { 'ApiHandlers.Json': '/api/{Request}' },
  plugins: {
    loaded: [...catalog.formats.map(({ name }) => name).filter((name) => !own.has(name)), 'metadata', 'ssref', 'validation'],
    validation: validationPlugin,
  },
  customPlugins: {},
  api: { namespaces: api.namespaces, types: api.types, operations: api.operations },
})

/** Formats that are no plug-ins of the contract. */
const own: ReadonlySet<string> = new Set(['json', 'xml', 'jsv'])
/** Here JSV goes by its old name (M-5.3). */
const mediaType = (name: string, contentType: string): string =>
  name === 'jsv' ? 'application/jsv' : contentType.replace(/\s*;.*$/, '')

/** `?view=` (M-5.8): plug-ins alone, or what a screen does without left out. */
export const viewOf = (app: AppMetadata, view: string): AppMetadata => {
  const [name = '', only] = view.toLowerCase().split(':', 2)
  if (name === 'plugins') return { plugins: pickPlugins(app.plugins, only), customPlugins: app.customPlugins, api: emptyApi }
  return screens.has(name) ? { ...app, api: trimmed(app.api) } : app
}

const screens: ReadonlySet<string> = new Set(['locode', 'explorer', 'admin-ui'])
const emptyApi: MetadataTypes = { namespaces: [], types: [], operations: [] }

const pickPlugins = (plugins: AppPlugins, only: string | undefined): AppPlugins => {
  if (only === undefined) return plugins
  const names = new Set(only.split(',').map((each) => each.trim()))
  return Object.fromEntries(Object.entries(plugins).filter(([name]) => names.has(name.toLowerCase())))
}

/** Attributes whose words stand beside them already, `System` and data members: no screen asks for them. */
const trimmed = ({ namespaces, types, operations }: MetadataTypes): MetadataTypes => ({
  namespaces,
  types: types.map(trimmedType),
  operations: operations.map((operation) => ({
    ...operation,
    request: trimmedType(operation.request),
    ...(operation.response ? { response: trimmedType(operation.response) } : {}),
  })),
})
const told: ReadonlySet<string> = new Set(['Api', 'ApiMember'])
const withoutTold = <T extends Pick<MetadataType, 'attributes'>>({ attributes, ...rest }: T) => {
  const kept = attributes?.filter(({ name }) => !told.has(name)) ?? []
  return kept.length > 0 ? { ...rest, attributes: kept } : rest
}
const trimmedType = (type: MetadataType): MetadataType => ({
  ...(withoutTold(type) as MetadataType),
  ...(type.properties ? { properties: type.properties.map(trimmedProperty) } : {}),
})
const trimmedProperty = (property: MetadataPropertyType): MetadataPropertyType => {
  const { namespace, dataMember, ...rest } = withoutTold(property) as MetadataPropertyType
  return namespace === undefined || namespace === 'System' ? rest : { ...rest, namespace }
}

/** One message in `/operations/metadata` (M-1.16). */
export interface OperationSummary {
  readonly name: string
  readonly responseName?: string
  readonly serviceName: string
  readonly actions: readonly string[]
  readonly routes: readonly string[]
  readonly tags: readonly string[]
  readonly restrictTo?: readonly string[]
}

export const operationSummaries = (catalog: Catalog, api: MetadataTypes): OperationSummary[] => {
  const operations = new Map(catalog.operations.map((operation) => [operation.message.name, operation]))
  return api.operations
    .flatMap(({ request, response, actions, routes = [], tags = [] }) => {
      const operation = operations.get(request.name)
      const restrictTo = operation?.message.restrictions.map(scenarioText).filter(Boolean) ?? []
      return [
        {
          name: request.name,
          ...(response ? { responseName: response.name } : {}),
          serviceName: operation?.service ?? catalog.serviceName,
          actions,
          routes: routes.map(({ path }) => path),
          tags,
          ...(restrictTo.length > 0 ? { restrictTo } : {}),
        },
      ]
    })
    .sort((one, other) => collator.compare(one.name, other.name))
}
const collator = new Intl.Collator('und')

/** A scenario in the contract's words: `Localhost, Secure, HttpPost`. */
const scenarioText = ({ network = [], secure, verbs = [], callStyle, formats = [] }: Restriction): string =>
  [
    ...network,
    ...(secure === undefined ? [] : [secure ? 'Secure' : 'InSecure']),
    ...verbs.map((verb) => `Http${verb.charAt(0)}${verb.slice(1).toLowerCase()}`),
    ...(callStyle ? [callStyle] : []),
    ...formats.map((format) => format.charAt(0).toUpperCase() + format.slice(1)),
  ].join(', ')
