import { createHmac, type KeyObject, sign } from 'node:crypto'

/** What a good token of a gateway is made of, and what attackers know of its keys. */
export interface Mint {
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: Readonly<Record<string, unknown>>
  /** ES256. */
  readonly key: KeyObject
  /** A key of the attacker's own. */
  readonly otherKey: KeyObject
  readonly publicKey: KeyObject
}

type Words = Readonly<Record<string, unknown>>

const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const es256 = (input: string, key: KeyObject, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363') =>
  sign('sha256', Buffer.from(input), { key, dsaEncoding }).toString('base64url')
const hmac = (input: string, secret: string | Buffer, bits = 256) =>
  createHmac(`sha${bits}`, secret).update(input).digest('base64url')

/** A signed token with these words changed; `undefined` takes a word away. */
export function mint(base: Mint, { header = {}, payload = {} }: { header?: Words; payload?: Words } = {}): string {
  const input = `${part({ ...base.header, ...header })}.${part({ ...base.payload, ...payload })}`
  return `${input}.${es256(input, base.key)}`
}

/** Tokens of threats 3.5 that prove nothing: each was good but for its name. */
export function hostileTokens(base: Mint): Readonly<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000)
  const good = mint(base)
  const [head = '', body = '', signature = ''] = good.split('.')
  const input = (header: Words, payload: Words = base.payload) => `${part({ ...base.header, ...header })}.${part(payload)}`
  const signed = (text: string, by: (text: string) => string) => `${text}.${by(text)}`
  const byOther = (text: string) => es256(text, base.otherKey)
  const pem = base.publicKey.export({ type: 'spki', format: 'pem' }) as string
  const der = base.publicKey.export({ type: 'spki', format: 'der' })
  const jwk = base.publicKey.export({ format: 'jwk' })
  const otherJwk = { ...base.otherKey.export({ format: 'jwk' }), d: undefined }
  const headers = (header: Words) => mint(base, { header })
  const claims = (payload: Words) => mint(base, { payload })
  return {
    'alg none': `${input({ alg: 'none' })}.`,
    'alg nOnE': `${input({ alg: 'nOnE' })}.`,
    'alg none with the old signature': `${input({ alg: 'none' })}.${signature}`,
    'alg HS512': signed(input({ alg: 'HS512' }), (text) => hmac(text, pem, 512)),
    'alg HS256 with the public key as PEM': signed(input({ alg: 'HS256' }), (text) => hmac(text, pem)),
    'alg HS256 with the trimmed PEM': signed(input({ alg: 'HS256' }), (text) => hmac(text, pem.trim())),
    'alg HS256 with the public key as DER': signed(input({ alg: 'HS256' }), (text) => hmac(text, der)),
    'alg HS256 with the public key as JWK': signed(input({ alg: 'HS256' }), (text) => hmac(text, JSON.stringify(jwk))),
    'alg HS256 with an empty secret': signed(input({ alg: 'HS256' }), (text) => hmac(text, '')),
    'alg ES384': headers({ alg: 'ES384' }),
    'alg a list': headers({ alg: ['ES256'] }),
    'no alg': headers({ alg: undefined }),
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'a truncated signature': good.slice(0, -8),
    'half a signature': `${head}.${body}.${signature.slice(0, 43)}`,
    'a changed signature': `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    'a signature of zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    'a signature in DER': signed(`${head}.${body}`, (text) => es256(text, base.key, 'der')),
    'the signature of another token': `${input({}, { ...base.payload, jti: 'another' })}.${signature}`,
    'signed by another key': signed(`${head}.${body}`, byOther),
    'its own key as jwk': signed(input({ jwk: otherJwk }), byOther),
    'its own key as jwk, no kid': signed(input({ jwk: otherJwk, kid: undefined }), byOther),
    'its own keys at a jku': signed(input({ jku: 'http://127.0.0.1:9/keys', kid: undefined }), byOther),
    'its own certificate at an x5u': signed(input({ x5u: 'http://127.0.0.1:9/x5u', kid: undefined }), byOther),
    'an unknown kid': signed(input({ kid: 'unknown' }), byOther),
    'a kid that is a path': signed(input({ kid: '../../../dev/null' }), (text) => hmac(text, '')),
    'a kid that is SQL': signed(input({ kid: "x' UNION SELECT 'key" }), (text) => hmac(text, 'key')),
    'a kid that is a prototype': signed(input({ kid: '__proto__' }), byOther),
    'a kid that is an object': signed(input({ kid: { length: 1 } }), byOther),
    crit: headers({ crit: ['exp'] }),
    'crit of something unknown': headers({ crit: ['x-new'], 'x-new': true }),
    'b64 false': headers({ b64: false, crit: ['b64'] }),
    'a header that is null': `${part('null')}.${body}.${signature}`,
    'a header that is a list': `${part('[]')}.${body}.${signature}`,
    'a header that is no JSON': `${part('{')}.${body}.${signature}`,
    'a payload that is no JSON': signed(`${head}.${part('{')}`, (text) => es256(text, base.key)),
    'a payload that is a list': signed(`${head}.${part('[]')}`, (text) => es256(text, base.key)),
    'five parts': `${part({ alg: 'PBES2-HS256+A128KW', enc: 'A128CBC-HS256', p2c: 2_000_000, p2s: 'AAAA' })}.AAAA.AAAA.AAAA.AAAA`,
    'no base64url': `${head}.${body}A.${signature}AAA`,
    'more than 8 KB': claims({ padding: 'x'.repeat(7_000) }),
    'expired a minute ago': claims({ iat: now - 3_600, exp: now - 60 }),
    'expired a second ago': claims({ iat: now - 3_600, exp: now - 1 }),
    'not valid yet': claims({ nbf: now + 3_600 }),
    'no exp': claims({ exp: undefined }),
    'an exp that is a text': claims({ exp: String(now + 3_600) }),
    'no sub': claims({ sub: undefined }),
    'an empty sub': claims({ sub: '' }),
    'a sub that is an object': claims({ sub: { id: '1' } }),
    'another issuer': claims({ iss: 'https://evil.test' }),
    'no issuer': claims({ iss: undefined }),
    'another audience': claims({ aud: 'https://other.test' }),
    'no audience': claims({ aud: undefined }),
    'words that are no token': 'hello',
    'three dots': '...',
  }
}
