import { type Message, WebServiceException } from '../dtos/contract'
import type { ServiceGateway } from '../services'
import { type WireMessage, wireMessage } from './remote/wire-message'

export interface RemoteGatewayOptions {
  readonly bearerToken?: string
  readonly userName?: string
  readonly password?: string
  /** Headers of every request: `{ 'X-Api-Key': key }`. */
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds until a reply must be whole; 30,000 unless said. */
  readonly timeout?: number
  /** Bytes of a reply; 32 MiB unless said. */
  readonly maxBytes?: number
}

/** What stands for a message in the client; its texts are written by us, so that no digit is lost in `JSON.stringify`. */
class Envelope {
  // The client writes members that it sees into the address.
  readonly #name: string
  readonly #verb: string
  readonly #empty: Uint8Array | undefined
  readonly #lastStatus: () => number
  #status = 0

  constructor(name: string, verb: string, empty: Uint8Array | undefined, lastStatus: () => number) {
    this.#name = name
    this.#verb = verb
    this.#empty = empty
    this.#lastStatus = lastStatus
  }
  getTypeName() {
    return this.#name
  }
  getMethod() {
    return this.#verb
  }
  /** Asked for when the head of the reply is there. */
  createResponse() {
    this.#status = this.#lastStatus()
    return this.#empty
  }
  get isEmpty(): boolean {
    return this.#status === 204
  }
}

type Client = ReturnType<typeof newClient>

/**
 * The services of another host, by `@servicestack/client`, which has to be installed beside this package. `baseUrl` is configuration, never a caller's word:
 * http and https only, no redirect is followed, and a reply has its time and its size (threats 3.10).
 */
export function remoteGateway(baseUrl: string, options: RemoteGatewayOptions = {}): ServiceGateway {
  const base = checkedBase(baseUrl)
  const wires = new Map<Function, WireMessage>()
  let client: Client | undefined

  const wireOf = ({ constructor }: object): WireMessage => {
    let wire = wires.get(constructor)
    if (!wire) wires.set(constructor, (wire = wireMessage(constructor)))
    return wire
  }

  async function ask(name: string, verb: string, wire: WireMessage, content: string | Record<string, string>): Promise<unknown> {
    client ??= newClient(base, options)
    const { request, responseOf, lastStatus } = client
    const envelope = new Envelope(name, verb, wire.empty, lastStatus)
    const { reply, signal } = request(envelope, verb, content)
    try {
      const answered = await reply
      return envelope.isEmpty ? null : answered
    } catch (thrown) {
      throw remoteError(thrown, { response: responseOf(thrown), late: signal?.aborted === true, base })
    }
  }

  function send(message: Message, verb: string): Promise<unknown> {
    const wire = wireOf(message)
    return ask(message.getTypeName(), verb, wire, hasBody(verb) ? wire.body(message) : wire.query(message))
  }
  async function sendAll(messages: readonly Message[]): Promise<{ wire: WireMessage; reply: unknown } | undefined> {
    const [first] = messages
    if (!first) return undefined
    const wire = wireOf(first)
    return { wire, reply: await ask(`${first.getTypeName()}[]`, 'POST', { ...wire, empty: undefined }, wire.list(messages)) }
  }

  return {
    send: async (message) => wireOf(message).response(await send(message, message.getMethod())) as never,
    sendAll: async (messages) => {
      const sent = await sendAll(messages)
      return (sent?.wire.responses(sent.reply) ?? []) as never[]
    },
    publish: async (message) => {
      await send(message, 'POST')
    },
    publishAll: async (messages) => {
      await sendAll(messages)
    },
  }
}

const hasBody = (verb: string) => !['GET', 'DELETE', 'HEAD', 'OPTIONS'].includes(verb)

function checkedBase(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw new TypeError('A remote gateway takes the http or https address of a host, as in https://ledger.example.')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new TypeError('The address of a remote gateway has no user, query or fragment; give credentials as options.')
  return url.href
}

/** What comes back as bytes: JSON is read by the type that it should be. */
function newClient(base: string, { headers = {}, timeout = 30_000, maxBytes = 32 << 20, ...who }: RemoteGatewayOptions) {
  const { JsonServiceClient } = clientPackage()
  const client = new JsonServiceClient(base)
  const responses = new WeakMap<object, Response>()
  let status = 0
  let signal: AbortSignal | undefined
  for (const [name, value] of Object.entries(headers)) client.headers.set(name, value)
  if (who.bearerToken !== undefined) client.bearerToken = who.bearerToken
  if (who.userName !== undefined) client.setCredentials(who.userName, who.password ?? '')
  client.enableAutoRefreshToken = false
  client.manageCookies = false
  client.requestFilter = (request) => {
    request.signal = signal = AbortSignal.timeout(timeout)
    request.redirect = 'manual'
    request.credentials = 'omit'
  }
  client.responseFilter = (response) => {
    status = response.status
    if (Number(response.headers.get('content-length')) > maxBytes) throw tooLong(maxBytes)
  }
  client.parseJson = async (response) => {
    const bytes = await limited(response, maxBytes)
    return response.ok ? bytes : JSON.parse(bytes.toString('utf8'))
  }
  client.exceptionFilter = (response, error) => {
    if (response && typeof error === 'object' && error !== null) responses.set(error, response)
  }
  const posts: Readonly<Record<string, 'postBody' | 'putBody' | 'patchBody'>> = {
    POST: 'postBody',
    PUT: 'putBody',
    PATCH: 'patchBody',
  }
  return {
    lastStatus: () => status,
    responseOf: (error: unknown) => (typeof error === 'object' && error !== null ? responses.get(error) : undefined),
    /** The client makes the request before it first waits: the signal is that of this one. */
    request(envelope: Envelope, verb: string, content: string | Record<string, string>) {
      const reply: Promise<unknown> =
        typeof content === 'string'
          ? client[posts[verb] ?? 'postBody'](envelope as never, content)
          : client.send(envelope as never, content)
      return { reply, signal }
    },
  }
}

/** Loaded by who needs it only: the package is an optional peer. */
function clientPackage(): typeof import('@servicestack/client') {
  try {
    return require('@servicestack/client')
  } catch (cause) {
    throw new Error('remoteGateway needs the package @servicestack/client: npm install @servicestack/client', { cause })
  }
}

async function limited(response: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > most) throw tooLong(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const tooLong = (most: number) =>
  new WebServiceException(502, 'BadGateway', {
    errorCode: 'ReplyTooLong',
    message: `The other host's reply has more than ${most} bytes; give remoteGateway a larger maxBytes, or ask for less.`,
  })

interface Failed {
  readonly response: Response | undefined
  readonly late: boolean
  readonly base: string
}

/** What the other host said, or why it said nothing. */
function remoteError(thrown: unknown, { response, late, base }: Failed): WebServiceException {
  if (thrown instanceof WebServiceException) return thrown
  if (response && response.status >= 400 && !late) {
    const said = (thrown as { responseStatus?: ConstructorParameters<typeof WebServiceException>[2] }).responseStatus
    return new WebServiceException(response.status, response.statusText || String(response.status), said ?? {})
  }
  const [status, errorCode] = late ? ([504, 'GatewayTimeout'] as const) : ([502, 'BadGateway'] as const)
  const complaint =
    response && response.status >= 300 && response.status < 400
      ? `leads elsewhere (${response.status}); a remote gateway follows no redirect`
      : `did not answer${late ? ' in time' : ''}`
  return new WebServiceException(
    status,
    errorCode,
    { errorCode, message: `${base} ${complaint}.`, errors: [] },
    { cause: thrown },
  )
}
