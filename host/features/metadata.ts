import type { Request, Response } from 'express'
import type { MessageType } from '../../dtos/contract'
import type { MetadataPagesOptions, Page, PageLink } from '../../metadata-pages'
import { pages as loadPages } from '../pages'
import { queryOf } from '../query-value'
import { reaches } from '../restrictions'
import { precondition } from '../results/conditional'
import type { Feature } from './feature'
import { pageReader } from './page-reader'
import { signInWays } from './sign-in-ways'
import { mountSwaggerUi } from './swagger-ui'

export interface MetadataOptions extends MetadataPagesOptions {
  /** `/` leads to `/metadata`. */
  readonly root?: boolean
  /** `/openapi.json` (3.1, and 3.0 with `?version=3.0`); yes unless said. */
  readonly openApi?: boolean
  /** `/swagger-ui`, from the package and offline; yes unless said, with `openApi`. */
  readonly swaggerUi?: boolean
}

/** The ways to what other tools read, in the head of each page. */
const openApiLink: PageLink = { label: 'OpenAPI', href: '/openapi.json' }
const swaggerLink: PageLink = { label: 'Swagger UI', href: '/swagger-ui' }

/** The metadata pages, type metadata and DTO texts of the gateway's own messages (M chapters 1 to 6). */
export const metadata = ({ root = false, openApi = true, swaggerUi = openApi, ...options }: MetadataOptions = {}): Feature => ({
  name: 'metadata',
  mount(app, { catalog, auth }) {
    const hasSwagger = openApi && swaggerUi
    const links = [...(options.links ?? []), ...(openApi ? [openApiLink] : []), ...(hasSwagger ? [swaggerLink] : [])]
    const { apiIndex, metadataPages, swaggerPage } = loadPages()
    const pages = metadataPages(catalog, { signIn: signInWays(auth), ...options, links })
    const messages = new Map(catalog.operations.map(({ message }) => [message.name, message]))
    const visibleTo = (request: Request) => {
      const address = request.socket.remoteAddress ?? ''
      return (operation: string, format?: string) => isVisible(messages.get(operation), address, format)
    }
    const hidden = [...messages.values()].some((message) => message.restrictions.length > 0)
    // The pages remember what everybody may see; only where something is hidden does it depend on the caller.
    const visible = (request: Request) => (hidden ? visibleTo(request) : undefined)

    if (root) app.get('/', (_, response) => response.redirect(302, '/metadata'))
    const reader = pageReader(auth)
    app.get('/metadata', async (request, response) => {
      if (request.path.endsWith('/')) return response.redirect(302, '/metadata')
      const who = await reader(request, response)
      send(response, pages.index(queryOf(request.url), baseOf(request), visible(request), who))
    })
    // Any verb; without a charset, as the reference says it.
    app.all('/api', (request, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(apiIndex(catalog, baseOf(request), visible(request))))
    })
    app.get('/metadata/assets/:name', (request, response, next) => sendOr(next, response, pages.asset(request.path)))
    if (openApi)
      app.get('/openapi.json', (request, response) => {
        send(response, pages.openApiPage(queryOf(request.url), baseOf(request), visible(request)))
      })
    if (hasSwagger) mountSwaggerUi(app, (request) => swaggerPage(catalog.serviceName, baseOf(request)))
    app.get(['/types', '/types.json'], (request, response) => void response.json(pages.typesIndex(baseOf(request))))
    app.get(['/types/metadata', '/types/metadata.json'], (request, response) => {
      send(response, pages.typesMetadataPage(queryOf(request.url), baseOf(request), visible(request)))
    })
    app.get(['/metadata/app', '/metadata/app.json'], (request, response) => {
      send(response, pages.appPage(queryOf(request.url), baseOf(request), visible(request)))
    })
    // Where a format's page would be: `operations` is none.
    app.get(['/operations/metadata', '/operations/metadata.json'], (request, response) => {
      send(response, pages.operationsPage(visible(request)))
    })
    app.get('/types/:language', (request, response, next) => {
      sendOr(next, response, pages.types(request.params.language, queryOf(request.url), baseOf(request), visible(request)))
    })
    app.get('/:format/metadata', async (request, response, next) => {
      const { format } = request.params
      const query = queryOf(request.url)
      const op = textOf(query.op)
      const known = catalog.formats.some(({ name }) => name === format.replace(/ /g, '+'))
      if (!known && (format !== 'html' || op === '')) return next()
      const who = await reader(request, response)
      const seen = visible(request)
      if (op === '') return send(response, pages.index({}, baseOf(request), seen, who))
      sendOr(next, response, pages.operation(format, op, textOf(query.lang), baseOf(request), seen, who))
    })
  },
})

/** A scenario without a network or format leaves everybody in (M-1.8). */
const isVisible = (message: MessageType | undefined, address: string, format?: string): boolean =>
  message !== undefined &&
  (message.restrictions.length === 0 ||
    message.restrictions.some(
      (scenario) =>
        reaches(scenario, address) &&
        (format === undefined || scenario.formats === undefined || scenario.formats.includes(format)),
    ))

const baseOf = (request: Request): string => `${request.protocol}://${hostOf(request)}`
/** The caller's own word for this host, as far as it is one: it stands in links and in DTO headers. */
const hostOf = (request: Request): string => {
  const host = request.headers.host ?? ''
  return /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host) ? host : 'localhost'
}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function sendOr(next: () => void, response: Response, page: Page | undefined): void {
  if (page) send(response, page)
  else next()
}
/** A caller that has the page already is told so (304). */
function send(response: Response, { status, headers, body }: Page): void {
  response.status(status).set(headers)
  const verdict = status === 200 ? precondition(response.req.headers, { eTag: headers.ETag }) : undefined
  if (verdict === undefined) response.send(body)
  else response.status(verdict).end()
}
