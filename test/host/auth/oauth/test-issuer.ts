import { createHash, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How the issuer behaves just now. */
export type Mood = 'up' | 'down' | 'silent' | 'dripping' | 'redirecting' | 'huge' | 'broken' | 'lying'

export interface IssuerKey {
  readonly kid: string
  readonly alg: 'ES256' | 'RS256' | 'EdDSA'
  readonly secret: KeyObject
  readonly jwk: JsonWebKey
}

type Claims = Readonly<Record<string, unknown>>

/** A person who is signed in at the issuer, and his client. */
export interface Grant {
  readonly claims: Claims
  /** Undefined: lets nobody in. */
  readonly error?: string
}

/** A real issuer of the tests' own, which plays Keycloak: discovery, keys, authorization and token endpoint. */
export class TestIssuer {
  mood: Mood = 'up'
  /** What was asked, by path. */
  readonly asked: string[] = []
  keys: IssuerKey[] = [newKey('ES256')]
  grant: Grant = { claims: { sub: 'kc-1' } }
  /** Said in the ID token instead of what is right: planted faults. */
  idToken: { claims?: Claims; key?: IssuerKey } = {}
  readonly #codes = new Map<
    string,
    { readonly challenge: string; readonly nonce: string; readonly redirect: string; claims: Claims }
  >()

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async open(path = '/realms/main'): Promise<TestIssuer> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const issuer = new TestIssuer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
    server.on('request', (request, response) => void issuer.#answer(request, response))
    return issuer
  }

  close(): Promise<unknown> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(resolve))
  }

  /** A new key signs. `keepOld`: the others are published still. */
  rotate({ keepOld = true, alg = 'ES256' as IssuerKey['alg'] } = {}): IssuerKey {
    const key = newKey(alg)
    this.keys = keepOld ? [key, ...this.keys] : [key]
    return key
  }

  count(end: string): number {
    return this.asked.filter((path) => path.endsWith(end)).length
  }

  /** A good access token for `audience`; anything may be said otherwise. */
  async token(claims: Claims = {}, header: Claims = {}, key = this.keys[0]!): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const payload = { iss: this.url, sub: 'kc-1', aud: 'desk', iat: now, exp: now + 300, ...claims }
    return signed(payload, { typ: 'at+jwt', ...header }, key)
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, this.url)
    const path = url.pathname.slice(new URL(this.url).pathname.length)
    this.asked.push(path)
    const json = (value: unknown, status = 200) => {
      response.writeHead(status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    const moods: Readonly<Record<Exclude<Mood, 'up' | 'lying'>, () => void>> = {
      down: () => request.socket.destroy(),
      silent: () => {},
      dripping: () => {
        response.writeHead(200, { 'Content-Type': 'application/json' })
        const timer = setInterval(() => response.write(' '), 50)
        response.once('close', () => clearInterval(timer))
      },
      redirecting: () => {
        response.writeHead(302, { Location: `${this.url}/elsewhere` })
        response.end()
      },
      huge: () => json({ issuer: this.url, jwks_uri: `${this.url}/jwks`, keys: [], rest: 'x'.repeat(2_000_000) }),
      broken: () => json({ error: 'server_error' }, 500),
    }
    if (this.mood !== 'up' && this.mood !== 'lying') return moods[this.mood]()
    const endpoints: Readonly<Record<string, () => void | Promise<void>>> = {
      '/.well-known/openid-configuration': () =>
        json({
          issuer: this.mood === 'lying' ? 'https://elsewhere.example' : this.url,
          jwks_uri: `${this.url}/jwks`,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['ES256', 'RS256', 'EdDSA'],
          code_challenge_methods_supported: ['S256'],
          authorization_response_iss_parameter_supported: true,
        }),
      '/jwks': () => json({ keys: this.keys.map(({ jwk }) => jwk) }),
      '/elsewhere': () => json({ keys: this.keys.map(({ jwk }) => jwk) }),
      '/authorize': () => this.#authorize(url, response),
      '/token': async () => this.#token(await bodyOf(request), json),
    }
    const answer = endpoints[path]
    return answer ? answer() : json({ error: 'not_found' }, 404)
  }

  #authorize(url: URL, response: ServerResponse): void {
    const said = url.searchParams
    const back = new URL(said.get('redirect_uri')!)
    back.searchParams.set('state', said.get('state')!)
    back.searchParams.set('iss', this.url)
    if (this.grant.error !== undefined) back.searchParams.set('error', this.grant.error)
    else {
      const code = randomUUID()
      this.#codes.set(code, {
        challenge: said.get('code_challenge')!,
        nonce: said.get('nonce')!,
        redirect: said.get('redirect_uri')!,
        claims: this.grant.claims,
      })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { Location: back.href })
    response.end()
  }

  async #token(form: URLSearchParams, json: (value: unknown, status?: number) => void): Promise<void> {
    const code = this.#codes.get(form.get('code') ?? '')
    this.#codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (code?.challenge !== challenge || code.redirect !== form.get('redirect_uri')) return json({ error: 'invalid_grant' }, 400)
    const now = Math.floor(Date.now() / 1000)
    const key = this.idToken.key ?? this.keys[0]!
    const claims = {
      iss: this.url,
      aud: 'desk',
      iat: now,
      exp: now + 300,
      nonce: code.nonce,
      ...code.claims,
      ...this.idToken.claims,
    }
    const id_token = await signed(claims, {}, key)
    return json({ access_token: 'opaque', token_type: 'Bearer', expires_in: 300, id_token })
  }
}

export async function signed(payload: Claims, header: Claims, key: Pick<IssuerKey, 'alg' | 'kid' | 'secret'>): Promise<string> {
  const { CompactSign } = await import('jose')
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header } as never)
    .sign(key.secret)
}

export function newKey(alg: IssuerKey['alg'] = 'ES256', kid: string = randomUUID()): IssuerKey {
  const secret =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      : alg === 'RS256'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
        : generateKeyPairSync('ed25519').privateKey
  return { kid, alg, secret, jwk: { ...createPublicKey(secret).export({ format: 'jwk' }), kid, alg, use: 'sig' } }
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) text += chunk
  return new URLSearchParams(text)
}
