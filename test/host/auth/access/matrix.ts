import http from 'node:http'
import type { Catalog, MessageType, Operation } from '../../../../host'
import { type CallFacts, judge, type Shown, type Verdict } from './oracle'

/** A credential as calls carry it, and whom the test knows it to stand for. */
export interface Credential {
  readonly name: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly query?: string
  /** Beside what the message has, where the body is a form. */
  readonly form?: Readonly<Record<string, string>>
  readonly shown: Shown | ((call: { readonly message: MessageType; readonly verb: string; readonly method: string }) => Shown)
  /** The gateway hashes a password for it each time: a few ways of calling must do. */
  readonly slow?: true
  /** Another of the same kind, for a call that uses it up: its headers. */
  readonly fresh?: () => Promise<NonNullable<Credential['headers']>>
}

/** One way of calling a message. */
export interface Way {
  readonly name: string
  readonly message: MessageType
  readonly method: string
  /** What `X-Http-Method-Override` says. */
  readonly override?: string
  readonly url: string
  readonly accept: string
  readonly type?: string
  readonly body?: string
  /** Some service has a method for this verb. */
  readonly answered: boolean
}

export type Samples = Readonly<Record<string, { readonly query?: string; readonly body?: object; readonly path?: string }>>

const json = 'application/json'

/** User routes by each of their verbs, predefined ones by all verbs, other formats, one-way, batches, and verbs in disguise. */
export function waysOf({ message, actions }: Operation, samples: Samples): Way[] {
  const { query = '', body = {}, path } = samples[message.name] ?? {}
  const text = JSON.stringify(body)
  const way = (method: string, at: string, more: Partial<Way> = {}): Way => {
    const verb = more.override ?? method
    const bodied = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
    return {
      name: `${method} ${at}`,
      message,
      method,
      url: query === '' ? at : `${at}?${query}`,
      accept: json,
      ...(bodied ? { type: json, body: text } : {}),
      answered: actions.includes('ANY') || actions.includes(verb),
      ...more,
    }
  }
  const api = `/api/${message.name}`
  const routes = message.routes.flatMap((route) =>
    (route.verbs.length === 0 ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] : route.verbs).map((verb) =>
      way(verb, route.path.replace(/\{[^}]*\}/g, path ?? 'x')),
    ),
  )
  return [
    way('GET', `${api}.json`),
    way('POST', `${api}[]`, { name: 'batch', body: `[${text},${text}]` }),
    ...routes,
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'].map((verb) => way(verb, api)),
    way('GET', `${api}.xml`),
    way('POST', `${api}.csv`),
    way('GET', `/jsv/reply/${message.name}`),
    way('POST', `/json/reply/${message.name}`),
    way('POST', `/json/oneway/${message.name}`),
    way('GET', api, { name: 'page', accept: 'text/html' }),
    way('POST', api, { name: 'form', type: 'application/x-www-form-urlencoded', body: '' }),
    way('POST', api, { name: 'POST as GET', override: 'GET' }),
    way('GET', api, { name: 'GET as DELETE', override: 'DELETE' }),
  ]
}

export interface MatrixOptions {
  readonly catalog: Catalog
  readonly port: number
  readonly credentials: readonly Credential[]
  /** Calls whose service ran, by the number in `X-Probe`. */
  readonly executed: ReadonlySet<string>
  readonly samples?: Samples
  /** Ways of a message that are tried for each credential; the next two for the next one, so that all are tried. */
  readonly most: number
  /** Of what is good for nothing one of so many pairs is tried; all unless said. */
  readonly oneOf?: number
  /** The gateway sends browsers to sign in. */
  readonly loginPage?: boolean
  /** Pairs that would use a credential up for the others. */
  readonly spares?: (message: MessageType, shown: Shown) => boolean
  /** Messages by which credentials end: they are called last, one after the other, each with a fresh credential. */
  readonly spends?: ReadonlySet<string>
  /** What each open message may answer, whoever asks; anything but a fault unless said. */
  readonly open?: Readonly<Record<string, readonly number[]>>
}

export interface Matrix {
  readonly calls: number
  readonly messages: number
  readonly credentials: number
  readonly refused: number
  /** Messages whose service ran for somebody. */
  readonly ran: ReadonlySet<string>
  readonly deviations: readonly string[]
}

interface Probe {
  readonly way: Way
  readonly credential: Credential
  readonly shown: Shown
  readonly facts: CallFacts
}

/** Every message × every credential × ways of calling, against the oracle. */
export async function runMatrix(options: MatrixOptions): Promise<Matrix> {
  const { catalog, port, credentials, executed, samples = {}, most, oneOf = 1, loginPage = false, spares, spends, open } = options
  const probes = catalog.operations.flatMap((operation, column) =>
    credentials.flatMap((credential, row) => {
      const every = typeof credential.shown !== 'string' ? 1 : credential.slow && oneOf > 1 ? oneOf * 6 : oneOf
      if ((column + row) % every !== 0) return []
      const ways = waysOf(operation, samples)
      const first = (row * 2) % ways.length
      const tried = [...ways.slice(first), ...ways.slice(0, first)].slice(0, credential.slow ? 1 : most)
      return tried.flatMap((way): Probe[] => {
        const verb = way.override && !isByCookie(credential) ? way.override : way.method
        const { shown: said } = credential
        const shown = typeof said === 'function' ? said({ message: way.message, verb, method: way.method }) : said
        const { Origin } = credential.headers ?? {}
        const facts = { verb, page: typeof Origin === 'string' ? Origin : undefined }
        return spares?.(way.message, shown) ? [] : [{ way, credential, shown, facts }]
      })
    }),
  )
  const agent = new http.Agent({ keepAlive: true, maxSockets: 12 })
  const deviations: string[] = []
  const ran = new Set<string>()
  let refused = 0
  const numbers = probes.map((_, number) => number)
  const isLast = (number: number) => spends?.has(probes[number]!.way.message.name) === true
  const first = numbers.filter((number) => !isLast(number))
  const worker = async () => {
    for (let number = first.shift(); number !== undefined; number = first.shift()) await probe(number)
  }
  const probe = async (number: number) => {
    const { way, credential: usual, shown, facts } = probes[number]!
    const credential = isLast(number) && usual.fresh ? { ...usual, headers: await usual.fresh() } : usual
    const answer = await send(agent, port, way, credential, String(number))
    const verdict = way.message.access.anonymous ? undefined : judge(way.message, shown, facts)
    const hasRun = executed.has(String(number))
    if (hasRun) ran.add(way.message.name)
    if (verdict && verdict.status !== 200) refused++
    const fault =
      openFault(answer, way, verdict, shown, open) ??
      faultOf(sentToSignIn(answer, way, loginPage), verdict, hasRun, way, facts.verb)
    if (fault) deviations.push(`${way.message.name} ${way.name}, ${credential.name}: ${fault}`)
  }
  await Promise.all(Array.from({ length: 12 }, worker))
  for (const number of numbers.filter(isLast)) await probe(number)
  agent.destroy()
  return {
    calls: probes.length,
    messages: catalog.operations.length,
    credentials: credentials.length,
    refused,
    ran,
    deviations,
  }
}

/** A verb in disguise is not heard where a cookie is all that speaks (threats 3.4). */
const isByCookie = ({ headers = {} }: Credential) =>
  /ss-(id|pid|tok|reftok)=/.test(String(headers.Cookie ?? '')) &&
  headers.Authorization === undefined &&
  headers['X-Api-Key'] === undefined

interface Answer {
  readonly status: number
  readonly challenge: string | undefined
}

/** A page for people says 401 by leading to where one signs in; a vendor's contract never does. */
const sentToSignIn = (answer: Answer, { name, message }: Way, loginPage: boolean): Answer =>
  loginPage && name === 'page' && !message.contract && answer.status === 302 ? { ...answer, status: 401 } : answer

/** A browser key opens only what it names, even where no credential is needed (design.md section 6). */
function openFault(
  { status }: Answer,
  { message }: Way,
  verdict: Verdict | undefined,
  shown: Shown,
  open: MatrixOptions['open'],
) {
  if (verdict !== undefined || open === undefined || open[message.name]?.includes(status)) return undefined
  return status === 403 && typeof shown === 'object' && shown.browser ? undefined : `${status} of an open message`
}

function faultOf({ status, challenge }: Answer, verdict: Verdict | undefined, ran: boolean, way: Way, verb: string) {
  if (status >= 500) return `${status}`
  // Open: the service itself says what it says; but it never asks for a credential in the gateway's name.
  if (verdict === undefined) return undefined
  if (verdict.status !== 200) {
    if (ran) return `refused with ${verdict.status}, and its service ran`
    if (status !== verdict.status) return `${status} instead of ${verdict.status}`
    return challengeFault(challenge, verdict.challenge)
  }
  if (ran) return undefined
  // Admitted, and yet no service: only rules, or a verb that nobody answers.
  const answered = way.answered && (way.override === undefined || verb === way.override)
  const allowed = answered ? [400, 413, 422] : [400, 405, 413, 422, 404]
  return allowed.includes(status) ? undefined : `${status} and no service ran, although it may call`
}

const challengeFault = (challenge: string | undefined, wanted: Verdict['challenge']) => {
  if (wanted === undefined) return undefined
  if (challenge === undefined) return `no WWW-Authenticate, expected ${wanted}`
  if (wanted === 'plain') return challenge.includes('error=') ? `an error code without a token: ${challenge}` : undefined
  return challenge.includes(`error="${wanted}"`) ? undefined : `${challenge} instead of ${wanted}`
}

function send(agent: http.Agent, port: number, way: Way, credential: Credential, number: string): Promise<Answer> {
  const { headers = {}, query, form } = credential
  const url = query === undefined ? way.url : `${way.url}${way.url.includes('?') ? '&' : '?'}${query}`
  const body = way.name === 'form' && form ? new URLSearchParams(form).toString() : way.body
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method: way.method,
        path: url,
        headers: {
          Accept: way.accept,
          ...(way.type ? { 'Content-Type': way.type } : {}),
          ...(body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }),
          ...(way.override ? { 'X-Http-Method-Override': way.override } : {}),
          'X-Probe': number,
          ...(headers as Record<string, string>),
        },
      },
      (response) => {
        response.resume()
        response.once('end', () => resolve({ status: response.statusCode!, challenge: response.headers['www-authenticate'] }))
      },
    )
    request.once('error', reject)
    request.end(body)
  })
}

export const tellMatrix = (title: string, { calls, messages, credentials, refused, deviations }: Matrix, seconds: number) =>
  process.stdout.write(
    `${title}: ${messages} messages × ${credentials} credentials, ${calls} calls in ${seconds.toFixed(1)} s, ${refused} refused, ${deviations.length} deviations\n`,
  )
