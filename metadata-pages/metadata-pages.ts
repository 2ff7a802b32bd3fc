import type { Catalog, RouteDefinition } from '../dtos/contract'
import { assetPage } from './assets'
import { jsonPage, weakTag } from './entity-tag'
import { highlighter } from './highlight'
import { type IndexRow, indexPage } from './index-page'
import { filterTypes } from './languages/filter'
import { generateTypes } from './languages/generate'
import { languages as allLanguages, languageNamed } from './languages/index'
import type { Language } from './languages/language'
import { defaultOptions, type LanguageOptions, readOptions } from './languages/language-options'
import { openApi } from './open-api/open-api'
import { type OperationPage, operationPage, sourceMaker } from './operation-page'
import { type Frame, type Page, type PageLink, redirectPage, textPage } from './page'
import { PageCache } from './page-cache'
import type { Reader } from './reader'
import { type ShownOperation, shownOperation } from './rights'
import { samples } from './samples'
import { authPlugin, type SignInWays } from './sign-in-ways'
import { appMetadata, operationSummaries, viewOf } from './type-metadata/app-metadata'
import type { AppMetadata } from './type-metadata/app-model'
import { typeMetadata } from './type-metadata/from-catalog'
import type { MetadataRoute, MetadataTypes } from './type-metadata/model'

/** Whether the caller may see a message, in a format or at all: network class and format restrictions (M-1.8). */
export type Visible = (operation: string, format?: string) => boolean

export interface MetadataPagesOptions {
  /** Languages of tabs and `/types`; all that there are unless said. */
  readonly languages?: readonly Language[]
  /** Defaults of the DTO options for every language. */
  readonly languageOptions?: Partial<LanguageOptions>
  /** Links in the head of each page: OpenAPI, health … */
  readonly links?: readonly PageLink[]
  /** Name and version in the foot. */
  readonly product?: string
  /** What the header of DTO texts calls itself; tools compare it with what they know. */
  readonly wireVersion?: string
  readonly jsonp?: boolean
  /** How callers say who they are, for `/metadata/app.json` and OpenAPI. */
  readonly signIn?: SignInWays
  /** Samples of CSV and JSON Lines as they are written; the reference prints JSON there, and so do we unless said (M-3.17). */
  readonly trueSamples?: boolean
  /** The time in DTO headers; the clock unless said. */
  readonly now?: () => Date
}

/** The metadata half of a gateway: pages, type metadata and DTO texts of one catalog. Who may see what is the host's business. */
export interface MetadataPages {
  readonly metadata: MetadataTypes
  /** `/metadata`, and `/{format}/metadata` without `op` (M-1.1, M-1.3). */
  index(query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible, reader?: Reader): Page
  /** `/{format}/metadata?op=…&lang=…`; undefined where there is no such format (M-1.3), 403 where there is no such operation (M-2.1). */
  operation(format: string, op: string, lang: string, baseUrl: string, visible?: Visible, reader?: Reader): Page | undefined
  /** `/metadata/assets/…` */
  asset(path: string): Page | undefined
  /** `/types/{language}` with the query's options (M-6.2, M-6.3); undefined for a language that there is not. */
  types(language: string, query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible): Page | undefined
  /** `/types`: label → address (M-6.1). */
  typesIndex(baseUrl: string): Readonly<Record<string, string>>
  /** `/types/metadata` (M-5.1, M-5.10). */
  typesMetadata(query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible): MetadataTypes
  typesMetadataPage(query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible): Page
  /** `/metadata/app.json` with `view` and `IncludeTypes` (M-5.1 to M-5.10). */
  app(query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible): AppMetadata
  appPage(query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible): Page
  /** `/operations/metadata.json` (M-1.16). */
  operationsPage(visible?: Visible): Page
  /** `/openapi.json`; `version=3.0` for tools that do not read 3.1. */
  openApiPage(query: Readonly<Record<string, unknown>>, baseUrl: string, visible?: Visible): Page
}

const always: Visible = () => true

export const metadataPages = (catalog: Catalog, options: MetadataPagesOptions = {}): MetadataPages => {
  const {
    languages = allLanguages,
    languageOptions = {},
    links = [],
    product = 'Tollgate',
    wireVersion = '10.15',
    jsonp = true,
    signIn,
    trueSamples = false,
    now = () => new Date(),
  } = options
  const metadata = typeMetadata(catalog)
  const frame: Frame = { serviceName: catalog.serviceName, product, links }
  const formats = catalog.formats.filter(({ name }) => name !== 'html')
  const routes = new Map(catalog.operations.map(({ message }) => [message.name, shownRoutes(message.routes)]))
  const messages = new Map(catalog.operations.map(({ message }) => [message.name, message]))
  const shown = metadata.operations.map((operation): ShownOperation => {
    const message = messages.get(operation.request.name)
    return message ? shownOperation(operation, message) : operation
  })
  const sorted = [...shown].sort((one, other) => collator.compare(one.request.name, other.request.name))
  const byLowerName = new Map(shown.map((operation) => [operation.request.name.toLowerCase(), operation]))
  const highlight = highlighter()
  const shared: Omit<OperationPage, 'operation' | 'routes'> = {
    frame,
    metadata,
    formats,
    languages,
    samples: samples(metadata),
    highlight,
    source: sourceMaker(metadata, highlight, languageOptions),
    jsonp,
    trueSamples,
  }
  const cache = new PageCache()

  const visibleTo = (visible: Visible): MetadataTypes =>
    visible === always
      ? metadata
      : { ...metadata, operations: metadata.operations.filter(({ request }) => visible(request.name)) }

  /** Texts by address and options; of long queries, which nobody asks twice, nothing is kept. */
  const texts = new PageCache(200)
  const kept = (
    what: readonly string[],
    query: Readonly<Record<string, unknown>>,
    baseUrl: string,
    { operations }: MetadataTypes,
    make: () => Page,
  ): Page => {
    const asked = JSON.stringify(query)
    const seenNames = operations.length === metadata.operations.length ? [] : operations.map(({ request }) => request.name)
    return asked.length > 500 ? make() : texts.get([...what, baseUrl, asked, ...seenNames], make)
  }
  const filtered = (asked: LanguageOptions, visible: Visible): MetadataTypes => {
    const seenMetadata = visibleTo(visible)
    const keeps = filterTypes(seenMetadata, asked)
    return {
      namespaces: seenMetadata.namespaces,
      types: seenMetadata.types.filter(keeps),
      operations: seenMetadata.operations.filter(({ request }) => keeps(request)),
    }
  }
  const typesMetadata: MetadataPages['typesMetadata'] = (query, baseUrl, visible = always) => {
    const { options: asked } = readOptions(query, languageOptions)
    return { config: config(baseUrl, asked), ...filtered(asked, visible) }
  }
  const app: MetadataPages['app'] = (query, baseUrl, visible = always) => {
    const api = filtered(readOptions(query, languageOptions).options, visible)
    const whole = appMetadata(catalog, api, { baseUrl, version: wireVersion, date: now() })
    const told = signIn && signIn.ways.length > 0 ? withAuth(whole, signIn) : whole
    return viewOf(told, typeof query.view === 'string' ? query.view : '')
  }

  return {
    metadata,
    index(query, baseUrl, visible = always, reader?: Reader) {
      if (typeof query.op === 'string')
        return redirectPage(`${baseUrl}/${formats[0]?.name ?? 'json'}/metadata?${new URLSearchParams({ op: query.op })}`)
      const rows = sorted.flatMap(
        (operation) =>
          rowOf(
            operation,
            routes,
            formats.map(({ name }) => name),
            visible,
          ) ?? [],
      )
      const asked = typeof query.q === 'string' ? query.q.trim().slice(0, 100) : ''
      const make = (): Page =>
        indexPage(
          {
            frame,
            ...(catalog.description ? { description: catalog.description } : {}),
            rows,
            formats,
            languages,
            ...readBy(reader),
          },
          asked,
          baseUrl,
        )
      if (isPersonal(reader)) return personal(make())
      return asked === '' ? cache.get(['index', baseUrl, ...(visible === always ? [] : rows.map(seen))], make) : make()
    },
    operation(format, op, lang, baseUrl, visible = always, reader?: Reader) {
      const known = formats.find(({ name }) => name === format.replace(/ /g, '+'))
      const asked = op.slice(0, 100).replace(/[^\x20-\x7e]/g, '?')
      // The report is a format that has no page of its own (M-2.1).
      if (!known && format === 'html') return textPage(403, `${asked} has no page in html. All pages: ${baseUrl}/metadata`)
      if (!known) return undefined
      const operation = byLowerName.get(op.toLowerCase())
      if (!operation) return textPage(403, `No operation is called '${asked}'. All of them: ${baseUrl}/metadata`)
      const { name } = operation.request
      if (!visible(name, known.name)) return textPage(403, 'Service Not Available')
      const make = (): Page =>
        operationPage(
          { ...shared, operation, routes: routes.get(name) ?? [], ...readBy(reader) },
          known,
          lang.slice(0, 30),
          baseUrl,
        )
      const isKnown = lang === '' || languages.some((language) => language.name === lang)
      if (isPersonal(reader)) return personal(make())
      return isKnown ? cache.get(['operation', baseUrl, known.name, name, lang], make) : make()
    },
    asset: assetPage,
    types(name, query, baseUrl, visible = always) {
      const language = languages.includes(languageNamed(name) as Language)
        ? languageNamed(name)
        : languages.find((each) => each.name === name)
      if (!language) return undefined
      const seenMetadata = visibleTo(visible)
      const make = (): Page => {
        const body = generateTypes(language, seenMetadata, { version: wireVersion, baseUrl, date: now() }, query, languageOptions)
        return {
          status: 200,
          headers: {
            'Content-Type': language.contentType,
            'X-Content-Type-Options': 'nosniff',
            'Cache-Control': 'no-cache',
            ETag: weakTag(body.replace(/^(\W{0,5}Date: ).*$/m, '$1')),
          },
          body,
        }
      }
      // The wire's own word for a text that is made anew (M-6.3).
      return query.cache === 'false' ? make() : kept(['types', language.name], query, baseUrl, seenMetadata, make)
    },
    typesIndex: (baseUrl) =>
      Object.fromEntries([
        ['Metadata', `${baseUrl}/types/metadata`],
        ...languages.map(({ label, name }) => [label, `${baseUrl}/types/${name}`]),
      ]),
    typesMetadata,
    typesMetadataPage: (query, baseUrl, visible = always) =>
      kept(['metadata'], query, baseUrl, visibleTo(visible), () => jsonPage(typesMetadata(query, baseUrl, visible))),
    app,
    appPage: (query, baseUrl, visible = always) =>
      kept(['app'], query, baseUrl, visibleTo(visible), () => jsonPage(app(query, baseUrl, visible), ['date'])),
    openApiPage(query, baseUrl, visible = always) {
      const version = typeof query.version === 'string' && /^3\.0(\.|$)/.test(query.version) ? '3.0' : '3.1'
      const seenMetadata = visibleTo(visible)
      return kept(['openapi'], { version }, baseUrl, seenMetadata, () =>
        jsonPage(openApi(catalog, seenMetadata, { version, baseUrl, ...(signIn ? { signIn } : {}) })),
      )
    },
    operationsPage: (visible = always) => jsonPage(operationSummaries(catalog, visibleTo(visible))),
  }
}

const collator = new Intl.Collator('und')

const readBy = (reader: Reader | undefined) => (reader ? { reader } : {})

/** What everybody reads who is not signed in is made once. */
const isPersonal = (reader: Reader | undefined): boolean => reader?.person !== undefined

/** A page that nobody keeps: who sits down next must not find it in the browser. */
const personal = (page: Page): Page => ({ ...page, headers: { ...page.headers, 'Cache-Control': 'no-store' } })

const withAuth = (app: AppMetadata, signIn: SignInWays): AppMetadata => ({
  ...app,
  plugins: { ...app.plugins, loaded: [...(app.plugins.loaded ?? []), 'auth'], auth: authPlugin(signIn) },
})

/** The routes as pages show them: by priority, then as registered, without the fallback (M-2.6). */
const shownRoutes = (routes: readonly RouteDefinition[]): MetadataRoute[] =>
  routes
    .filter(({ fallback }) => !fallback)
    .sort((one, other) => one.priority - other.priority)
    .map(({ path, verbs, summary, notes }) => ({
      path,
      ...(verbs.length > 0 ? { verbs: verbs.join(',') } : {}),
      ...(summary ? { summary } : {}),
      ...(notes ? { notes } : {}),
    }))

/** A row stands where the message is visible in one format at least (M-1.8). */
const rowOf = (
  operation: ShownOperation,
  routes: ReadonlyMap<string, readonly MetadataRoute[]>,
  formats: readonly string[],
  visible: Visible,
): IndexRow | undefined => {
  const { name } = operation.request
  const visibleIn = new Set(visible(name) ? formats.filter((format) => visible(name, format)) : [])
  return visibleIn.size > 0 ? { operation, routes: routes.get(name) ?? [], visibleIn } : undefined
}

const seen = ({ operation, visibleIn }: IndexRow): string => `${operation.request.name}:${[...visibleIn].join()}`

/** The effective options, named as the wire names them (M-5.10). */
const config = (baseUrl: string, options: LanguageOptions): Readonly<Record<string, unknown>> => ({
  baseUrl,
  ...Object.fromEntries(
    Object.entries({ ...defaultOptions, ...options }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.charAt(0).toLowerCase() + name.slice(1), value]],
    ),
  ),
})
