import {
  ApiMember,
  describe,
  FallbackRoute,
  type Format,
  type MessageType,
  ReturnsVoid,
  Route,
  type RouteOptions,
} from '../../../dtos/contract'
import { csv, json } from '../../../host/formats'
import { compileRoutes, type RouteMatch, type RouteRequest, type RouteTable } from '../../../host/route-table'

export interface Target {
  readonly message: MessageType
}
export type RouteText = string | readonly [text: string, options: RouteOptions & { fallback?: boolean }]

const named = (name: string, contentType: string, ...mediaTypes: string[]): Format => ({
  name,
  contentType,
  mediaTypes: [contentType, ...mediaTypes],
  writer: () => String,
})

export const xml = named('xml', 'application/xml', 'text/xml')
export const jsv = named('jsv', 'application/jsv', 'text/jsv')
export const jsonl = named('jsonl', 'text/jsonl')
export const html = named('html', 'text/html')
/** The formats of. */
export const formats: readonly Format[] = [json, xml, jsv, csv, jsonl, html]
export { csv, json }

/** A message with routes written as `GET,PUT /loans/{Branch}`, and a text member for each of `members`. */
export const target = (name: string, routes: readonly RouteText[] = [], members: readonly string[] = []): Target => {
  const made = { [name]: class extends ReturnsVoid() {} }[name]!
  for (const member of members) ApiMember({ type: 'string' })(made.prototype, member)
  // The decorator puts itself first, as decorators run from the last to the first.
  for (const route of [...routes].reverse()) {
    const [text, { fallback = false, ...options }] = typeof route === 'string' ? [route, {}] : route
    const [path, verbs = ''] = text.split(' ').reverse()
    const decorate = fallback ? FallbackRoute(path!, verbs, options) : Route(path!, verbs, options)
    decorate(made)
  }
  return { message: describe(made) }
}

/** Without faults, or the test fails with them. */
export const tableOf = (...targets: readonly Target[]): RouteTable<Target> => {
  const { table, faults } = compileRoutes(targets, formats)
  expect(faults).toEqual([])
  return table
}

export const faultsOf = (...targets: readonly Target[]): string[] => compileRoutes(targets, formats).faults

/** A call with these headers. */
export const call = (headers: Readonly<Record<string, string>> = {}, more: Partial<RouteRequest> = {}): RouteRequest => ({
  header: (name) => headers[name],
  remoteAddress: '192.0.2.1',
  secure: false,
  url: '/',
  ...more,
})

/** A match as tests like to compare it. */
export const told = (match: RouteMatch<Target> | undefined) =>
  match && {
    to: match.target?.message.name,
    ...(match.params ? { params: match.params } : {}),
    ...(match.format ? { format: match.format.name } : {}),
  }
