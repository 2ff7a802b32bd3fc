import { createHmac, createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { bearer, hashPassword, oauthIssuer, openTokens, type Tokens } from '../../../../host'
import { bearing, type Desk, openDesk } from './loan-desk'
import { type IssuerKey, newKey, signed, TestIssuer } from './test-issuer'

/** No text but a token of ours, as it was made, lets anybody in (threats 3.5): for our own tokens and for another issuer's. */

type Claims = Record<string, unknown>
interface Maker {
  readonly claims: Claims
  readonly key: IssuerKey
  /** An address at which nothing must be asked. */
  readonly trap: string
}

const now = () => Math.floor(Date.now() / 1000)
const part = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const good = ({ claims, key }: Maker, more: Claims = {}, header: Claims = {}) =>
  signed({ ...claims, ...more }, { typ: 'at+jwt', ...header }, key)
const without = async ({ claims, key }: Maker, name: string) => {
  const { [name]: _, ...rest } = claims
  return signed(rest, { typ: 'at+jwt' }, key)
}
const reheaded = async (maker: Maker, header: unknown) => {
  const [, payload, signature] = (await good(maker)).split('.')
  return `${part(header)}.${payload}.${signature}`
}
/** HS256 with what everybody knows of the key. */
const confused = ({ claims, key }: Maker, secret: string | Buffer) => {
  const text = `${part({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
const publicPem = ({ key }: Maker, format: 'pem' | 'der' = 'pem') =>
  createPublicKey(key.secret).export({ type: 'spki', format } as never) as unknown as string | Buffer
const pbes2 = (count: number) =>
  [
    part({ alg: 'PBES2-HS256+A128KW', enc: 'A128CBC-HS256', p2c: count, p2s: 'c2FsdHNhbHQ', typ: 'at+jwt' }),
    part('k'),
    part('i'),
    part('c'),
    part('t'),
  ].join('.')

const hostile: Readonly<Record<string, (maker: Maker) => string | Promise<string>>> = {
  'alg none': ({ claims }) => `${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.`,
  'alg nOnE': ({ claims }) => `${part({ alg: 'nOnE', typ: 'at+jwt' })}.${part(claims)}.`,
  'alg none with the signature of another': (maker) => reheaded(maker, { alg: 'none', typ: 'at+jwt', kid: maker.key.kid }),
  'signature stripped': async (maker) => `${(await good(maker)).split('.').slice(0, 2).join('.')}.`,
  'two parts': async (maker) => (await good(maker)).split('.').slice(0, 2).join('.'),
  'signature truncated': async (maker) => (await good(maker)).slice(0, -6),
  'signature of zeros': async (maker) =>
    `${(await good(maker)).split('.').slice(0, 2).join('.')}.${part(Buffer.alloc(64).toString('latin1'))}`,
  'signature changed': async (maker) => {
    const token = await good(maker)
    const at = token.length - 10
    return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
  },
  'payload changed': async (maker) => {
    const [header, , signature] = (await good(maker)).split('.')
    return `${header}.${part({ ...maker.claims, sub: 'admin' })}.${signature}`
  },
  'header null': (maker) => reheaded(maker, null),
  'header a list': (maker) => reheaded(maker, []),
  'header no JSON': (maker) => reheaded(maker, '{'),
  'payload null': async ({ key }) => {
    const { CompactSign } = await import('jose')
    return new CompactSign(Buffer.from('null')).setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt' }).sign(key.secret)
  },
  'an unknown critical header': (maker) =>
    reheaded(maker, { alg: maker.key.alg, kid: maker.key.kid, typ: 'at+jwt', crit: ['exp'], exp: 1 }),
  'b64 false': async ({ claims, key }) => {
    const { FlattenedSign } = await import('jose')
    const { protected: header, signature } = await new FlattenedSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt', b64: false, crit: ['b64'] })
      .sign(key.secret)
    return `${header}.${part(claims)}.${signature}`
  },
  'its own key in the header': ({ claims, key }) => {
    const own = newKey()
    return signed(claims, { typ: 'at+jwt', jwk: own.jwk, kid: key.kid }, own)
  },
  'its own key in the header, without a name': async ({ claims }) => {
    const { kid: _, ...own } = newKey()
    return signed(claims, { typ: 'at+jwt', jwk: own.jwk, kid: undefined }, own as IssuerKey)
  },
  'keys elsewhere (jku)': ({ claims, trap }) => signed(claims, { typ: 'at+jwt', jku: `${trap}/jku` }, newKey()),
  'certificate elsewhere (x5u)': ({ claims, trap }) => signed(claims, { typ: 'at+jwt', x5u: `${trap}/x5u` }, newKey()),
  'HS256 with the public key as PEM': (maker) => confused(maker, publicPem(maker)),
  'HS256 with the public key as bytes': (maker) => confused(maker, publicPem(maker, 'der')),
  'HS256 with the public JWK': (maker) => confused(maker, JSON.stringify(maker.key.jwk)),
  'HS256 with no key': (maker) => confused(maker, ''),
  'an encrypted one that costs a million rounds': () => pbes2(1_000_000),
  'an encrypted one that costs billions': () => pbes2(2_147_483_647),
  'another key with the right name': ({ claims, key }) => signed(claims, { typ: 'at+jwt' }, newKey('ES256', key.kid)),
  'another algorithm with the right name': ({ claims, key }) => signed(claims, { typ: 'at+jwt' }, newKey('RS256', key.kid)),
  'name of a path': ({ claims, trap: _ }) => signed(claims, { typ: 'at+jwt', kid: '../../../../dev/null' }, newKey()),
  'name of SQL': ({ claims }) => signed(claims, { typ: 'at+jwt', kid: "' or 1=1; drop table oauth_client --" }, newKey()),
  'name of a property': ({ claims }) => signed(claims, { typ: 'at+jwt', kid: '__proto__' }, newKey()),
  'a name that is a list': (maker) => reheaded(maker, { alg: maker.key.alg, typ: 'at+jwt', kid: [maker.key.kid] }),
  'a long name': ({ claims }) => signed(claims, { typ: 'at+jwt', kid: 'k'.repeat(5_000) }, newKey()),
  'no end': (maker) => without(maker, 'exp'),
  'no birth': (maker) => without(maker, 'iat'),
  'no subject': (maker) => without(maker, 'sub'),
  'no audience': (maker) => without(maker, 'aud'),
  'no issuer': (maker) => without(maker, 'iss'),
  'an end that is a text': (maker) => good(maker, { exp: String(now() + 300) }),
  'an end beyond numbers': (maker) => good(maker, { exp: '1e999' }),
  'an empty subject': (maker) => good(maker, { sub: '' }),
  'a subject that is an object': (maker) => good(maker, { sub: { toString: 'admin' } }),
  ended: (maker) => good(maker, { iat: now() - 600, exp: now() - 31 }),
  'not begun': (maker) => good(maker, { nbf: now() + 300 }),
  'born in the future': (maker) => good(maker, { iat: now() + 300 }),
  'another audience': (maker) => good(maker, { aud: 'elsewhere' }),
  'an audience like ours': (maker) => good(maker, { aud: `${String(maker.claims.aud)}/` }),
  'another issuer': (maker) => good(maker, { iss: 'https://elsewhere.example' }),
  'an issuer like ours': (maker) => good(maker, { iss: `${String(maker.claims.iss)}/` }),
  'issuers in a list': (maker) => good(maker, { iss: [maker.claims.iss] }),
  'an ID token': (maker) => good(maker, {}, { typ: 'JWT' }),
  'no type': (maker) => good(maker, {}, { typ: undefined }),
  'too long': (maker) => good(maker, { filler: 'x'.repeat(8_000) }),
  'bytes that are no base64url': async (maker) => (await good(maker)).replace('.', '.=').slice(0, 200),
  'standard base64': async (maker) => `${(await good(maker)).replace(/\.[^.]+$/, '')}.${'+/'.repeat(43)}`,
  'four parts': async (maker) => `${await good(maker)}.x`,
  dots: () => '..',
  'a word': () => 'undefined',
}

const folder = mkdtempSync(path.join(tmpdir(), 'hostile-'))
let issuer: TestIssuer
let desk: Desk
let makers: Readonly<Record<string, Maker>>
let tokens: Tokens

beforeAll(async () => {
  issuer = await TestIssuer.open()
  const file = path.join(folder, 'signing-key.json')
  tokens = await openTokens(file, 'https://gateway.example')
  desk = await openDesk([bearer(tokens), oauthIssuer({ issuer: issuer.url, audience: 'desk', allowLoopback: true })])
  await desk.users.putClient({
    id: 'client-1',
    name: 'one',
    secretHash: await hashPassword('s'),
    scopes: ['loans:read'],
    createdAt: 1,
  })
  const { keys } = JSON.parse(readFileSync(file, 'utf8'))
  const own = { kid: keys[0].kid, alg: 'ES256', jwk: tokens.published().keys[0]! } as unknown as IssuerKey
  const times = () => ({ iat: now(), exp: now() + 300 })
  const trap = `${issuer.url}/trap`
  makers = {
    'our own': {
      key: { ...own, secret: createPrivateKey({ key: keys[0], format: 'jwk' }) },
      claims: {
        iss: 'https://gateway.example',
        aud: 'https://gateway.example',
        sub: 'client-1',
        client_id: 'client-1',
        jti: 'j',
        ...times(),
      },
      trap,
    },
    'another issuer’s': { key: issuer.keys[0]!, claims: { iss: issuer.url, aud: 'desk', sub: 'kc-1', ...times() }, trap },
  }
})
afterAll(async () => {
  await desk.close()
  await issuer.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['our own', 'another issuer’s'])('%s tokens', (whose) => {
  test('a good one is taken: the matrix below would catch a gateway that refuses all', async () => {
    const maker = makers[whose]!
    expect((await desk.get('/whoami', bearing(await good(maker)))).status).toBe(200)
    expect((await desk.get('/whoami', bearing(await good(maker, { aud: ['elsewhere', maker.claims.aud] })))).status).toBe(200)
  })

  test.each(Object.keys(hostile))('%s: 401 invalid_token', async (name) => {
    const token = await hostile[name]!(makers[whose]!)
    const response = await desk.get('/whoami', bearing(token))
    // What has no form of a token at all is a malformed request.
    const malformed = !/^[\w.~+/-]+=*$/.test(token)
    expect(response.status).toBe(malformed ? 400 : 401)
    expect(response.headers.get('www-authenticate')).toContain(malformed ? 'error="invalid_request"' : 'error="invalid_token"')
    expect(await response.text()).not.toContain(token.slice(0, 40))
    expect(desk.failures).toEqual([])
  })

  test('whatever letter is changed, it is another token', async () => {
    const token = await good(makers[whose]!)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const changes = fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...letters, '.'))
    // The last letter has bits that no byte has: each is tried.
    const last = [...letters].map((letter): [[number, string]] => [[token.length - 1, letter]])
    await fc.assert(
      fc.asyncProperty(changes, async ([at, letter]) => {
        fc.pre(token[at] !== letter)
        const { status } = await desk.get('/whoami', bearing(token.slice(0, at) + letter + token.slice(at + 1)))
        expect(status).toBe(401)
      }),
      { numRuns: 150, examples: last.filter(([[, letter]]) => letter !== token.at(-1)) },
    )
  })

  test('a token is good for nothing in the address', async () => {
    const token = await good(makers[whose]!)
    for (const query of [`access_token=${token}`, `ss-tok=${token}`, `token=${token}`, `authorization=Bearer+${token}`])
      expect((await desk.get(`/whoami?${query}`)).status).toBe(401)
  })

  test('two Authorization headers are refused, whichever is good', async () => {
    const token = await good(makers[whose]!)
    for (const headers of [
      [`Bearer ${token}`, `Bearer ${token}`],
      [`Bearer ${token}`, 'Basic YTpi'],
    ]) {
      const status = await new Promise<number>((resolve, reject) => {
        const sent = request(`${desk.address}/whoami`, {
          headers: ['Host', 'desk', 'Authorization', headers[0]!, 'Authorization', headers[1]!],
        })
        sent.once('response', (response) => resolve(response.resume().statusCode!)).once('error', reject)
        sent.end()
      })
      expect(status).toBe(400)
    }
  })
})

test('a megabyte of token is refused before anybody looks at it', async () => {
  const status = await new Promise<number | string>((resolve) => {
    const sent = request(`${desk.address}/whoami`, { headers: { authorization: `Bearer ${'x'.repeat(1 << 20)}` } })
    sent.once('response', (response) => resolve(response.resume().statusCode!)).once('error', (error) => resolve(String(error)))
    sent.end()
  })
  expect([431, 401]).toContain(status)
})

test('nothing was asked where a token pointed, and keys were fetched once', () => {
  expect(issuer.asked.filter((asked) => asked.includes('trap'))).toEqual([])
  expect(issuer.count('/jwks')).toBe(1)
})

test('a revoked client is no longer known by its tokens, also by one that is remembered', async () => {
  const token = await tokens.sign({ clientId: 'client-1', scopes: ['loans:read'] })
  expect((await desk.get('/scoped', bearing(token))).status).toBe(200)
  const client = desk.users.clientById('client-1')!
  desk.users.putClient({ ...client, revokedAt: Date.now() })
  expect((await desk.get('/scoped', bearing(token))).status).toBe(401)
  desk.users.putClient(client)
})
