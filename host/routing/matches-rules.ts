import type { RouteRequest } from './route-match'

/** What a rule looks at. `segments` are the decoded ones, with the suffix. */
export interface RuleCall {
  readonly verb: string
  readonly segments: readonly string[]
  readonly request: RouteRequest
}
/** A compiled `Matches`. */
export type MatchesRule = (call: RuleCall) => boolean

const accepts =
  (mediaType: string): MatchesRule =>
  ({ request }) =>
    request.header('accept')?.includes(mediaType) ?? false

/** A 32-bit integer. */
const isInt = (text: string | undefined): boolean =>
  text !== undefined && /^[+-]?\d{1,10}$/.test(text) && (Number(text) | 0) === Number(text)

const mobile = /Mobile|Android|iPhone|iPad|iPod|BlackBerry|Opera Mini|IEMobile|Windows Phone|webOS/i

const named: Readonly<Record<string, MatchesRule>> = {
  AcceptsHtml: accepts('text/html'),
  AcceptsJson: accepts('application/json'),
  AcceptsXml: accepts('application/xml'),
  AcceptsJsv: accepts('application/jsv'),
  AcceptsCsv: accepts('text/csv'),
  IsAuthenticated: ({ request }) => request.isAuthenticated?.() ?? false,
  IsMobile: ({ request }) => mobile.test(request.header('user-agent') ?? ''),
  '{int}/**': ({ segments }) => isInt(segments[0]),
  'path/{int}/**': ({ segments }) => isInt(segments[1]),
  '**/{int}': ({ segments }) => isInt(segments.at(-1)),
  '**/{int}/path': ({ segments }) => isInt(segments.at(-2)),
}

type Property = (call: RuleCall) => string | undefined

const header =
  (name: string): Property =>
  ({ request }) =>
    request.header(name)
const yes = (is: boolean): string => (is ? 'True' : 'False')
const loopback = /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/

const properties: Readonly<Record<string, Property>> = {
  PathInfo: ({ segments }) => `/${segments.join('/')}`,
  HttpMethod: ({ verb }) => verb,
  Verb: ({ verb }) => verb,
  ContentType: header('content-type'),
  RawUrl: ({ request }) => request.url,
  AbsoluteUri: ({ request }) => `http${request.secure ? 's' : ''}://${request.header('host') ?? ''}${request.url}`,
  UserAgent: header('user-agent'),
  Accept: header('accept'),
  IsLocal: ({ request }) => yes(loopback.test(request.remoteAddress)),
  IsSecureConnection: ({ request }) => yes(request.secure),
  UserHostAddress: ({ request }) => request.remoteAddress,
  RemoteIp: ({ request }) => request.remoteAddress,
  XRealIp: header('x-real-ip'),
  XForwardedFor: header('x-forwarded-for'),
  XForwardedPort: header('x-forwarded-port'),
  XForwardedProtocol: header('x-forwarded-proto'),
  UrlReferrer: header('referer'),
  ContentLength: header('content-length'),
}
const truths: ReadonlySet<string> = new Set(['IsLocal', 'IsSecureConnection'])

const equality = (name: string, text: string): MatchesRule => {
  const property = properties[name]!
  if (text === 'null') return (call) => property(call) === undefined
  if (truths.has(name)) return (call) => property(call)!.toLowerCase() === text.toLowerCase()
  return (call) => property(call) === text
}

/** A missing header matches no pattern. */
const pattern = (name: string, source: string): MatchesRule => {
  const property = properties[name]!
  const expression = new RegExp(source)
  return (call) => {
    const text = property(call)
    return text !== undefined && expression.test(text)
  }
}

const list = (names: Readonly<Record<string, unknown>>): string => Object.keys(names).join(', ')

/** A rule, or the end of a sentence that begins with the route. */
export const compileMatches = (text: string): { rule?: MatchesRule; fault?: string } => {
  const rule = Object.hasOwn(named, text.trim()) ? named[text.trim()] : undefined
  if (rule) return { rule }
  const [, name, operator, operand] = /^\s*(\w+)\s*(=~|=)\s*(.*?)\s*$/s.exec(text) ?? []
  if (name === undefined || operand === undefined)
    return {
      fault: `has matches "${text}", which is no rule; the named rules are ${list(named)}, others are "Name = text" and "Name =~ pattern"`,
    }
  if (!Object.hasOwn(properties, name))
    return { fault: `has matches "${text}", and ${name} is nothing that a rule can ask; it can ask ${list(properties)}` }
  if (operator === '=') return { rule: equality(name, operand) }
  try {
    return { rule: pattern(name, operand) }
  } catch (error) {
    return { fault: `has matches "${text}", whose pattern cannot be read: ${(error as Error).message}` }
  }
}
