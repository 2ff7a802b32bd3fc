import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isInside, isLoopback, literalAddress } from './addresses'

export interface FetchRules {
  /** The address that a program names: what it names may be anywhere. Another origin, which only a document names, must be on the internet. */
  readonly trusted: URL
  /** Plain http to this machine, for tests. */
  readonly allowLoopback: boolean
}

export interface FetchWords {
  readonly method?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly signal: AbortSignal
}

/** Key sets and tokens are small. */
const most = 256 * 1024

/**
 * Fetches from an issuer and from nowhere else (threats 3.10): https only, no redirect is followed, the address that was checked is the one that is
 * connected to, and neither size nor time is the other side's choice.
 */
export async function guardedFetch(url: URL, rules: FetchRules, words: FetchWords): Promise<Response> {
  const why = refusal(url, rules)
  if (why !== undefined) throw new Error(`${url.origin} is not asked: ${why}.`)
  const anywhere = url.origin === rules.trusted.origin
  const response = await answered(url, words, anywhere)
  const body = await textOf(response, url)
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as [string, string]] : [],
  )
  const { statusCode: status = 502 } = response
  return new Response(status === 204 || status === 304 ? null : body, { status, headers })
}

/** A JSON object of a 200; throws for anything else. */
export async function fetchObject(url: URL, rules: FetchRules, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
  const response = await guardedFetch(url, rules, { headers: { accept: 'application/json' }, signal })
  if (response.status !== 200) throw new Error(`${url.origin} answers ${response.status}.`)
  const value: unknown = await response.json()
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`${url.origin} answers no object.`)
  return value as Record<string, unknown>
}

/** Why a URL is not asked at all; undefined: it is. */
export function refusal(url: URL, { trusted, allowLoopback }: FetchRules): string | undefined {
  if (url.username !== '' || url.password !== '') return 'an address with a user'
  const loopback = allowLoopback && isLoopback(url) && isLoopback(trusted)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return 'not https'
  const address = literalAddress(url)
  if (url.origin !== trusted.origin && !loopback && address !== undefined && isInside(address)) return 'an inside address'
  return undefined
}

function answered(url: URL, { method = 'GET', headers, body, signal }: FetchWords, anywhere: boolean): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method,
      signal,
      agent: false,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
      // Plain http is this machine's own, which was checked by its name.
      ...(anywhere || url.protocol === 'http:' ? {} : { lookup: outsideOnly }),
    })
    sent.once('response', resolve).once('error', reject).end(body)
  })
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** A name that leads inside is not connected to, however it was answered a moment ago. */
function outsideOnly(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error, '')
    if (addresses.length === 0 || addresses.some(({ address }) => isInside(address)))
      return found(new Error(`${hostname} is an inside address.`), '')
    return options.all ? found(null, addresses) : found(null, addresses[0]!.address, addresses[0]!.family)
  })
}

async function textOf(response: IncomingMessage, { origin }: URL): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > most) {
      response.destroy()
      throw new Error(`${origin} answers more than ${most} bytes.`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
