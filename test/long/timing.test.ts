import { verify } from '@node-rs/argon2'
import { hashKey, newApiKey, type RequestContext } from '../../host'
import type { GatewayAuth } from '../../host/auth/create-auth'
import { Call } from '../../host/call'
import { withChecksum } from '../host/auth/access/door-credentials'
import { type Doors, openDoors } from '../host/auth/access/doors'
import { basicOf, user } from '../host/auth/desk'
import { compare, steadily, type Timed, threshold } from './welch'

// Threats 3.5: how long a refusal takes tells nothing of the key or the name that was tried. In process, in interleaved pairs in random order; what
// lies above the ninetieth percentile of both together is cropped, as a busy machine only ever adds. Planted leaks are seen by the same measure.

const pairs = 20_000
/** argon2 takes twenty milliseconds and more: as many pairs as so many seconds give. */
const seconds = 12

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
  doors.users.putUser(await user('plain'))
})
afterAll(() => doors.end())

const tell = (title: string, { t, samples }: Timed) => {
  if (process.env.TELL_MATRIX) process.stdout.write(`${title}: t = ${t.toFixed(2)} over 2 × ${samples}\n`)
}

/** A call that the gateway asks who makes it. */
const callWith = (headers: Readonly<Record<string, string>>): Call => {
  const names = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const incoming = {
    headers: names,
    rawHeaders: Object.entries(headers).flat(),
    socket: { remoteAddress: '127.0.0.1' },
    method: 'GET',
  }
  const call = new Call(incoming as never, { once: () => undefined } as never, 'GET', '/', '', 0)
  call.plan = { message: doors.gateway.catalog.operations.find(({ message }) => message.name === 'NeedAuth')!.message } as never
  return call
}

const identify = (call: Call) => (doors.gateway.auth as unknown as GatewayAuth).identifyBy(call)

interface Guesses {
  readonly key: string
  readonly badPrefix: (round: number) => string
  readonly badSuffix: (round: number) => string
  readonly otherId: (round: number) => string
}

/**
 * Many of each, for one hash of one guess may fall where the store's map is crowded. All have the checksum that belongs to them, as somebody makes them
 * who knows the form.
 */
function guesses(): Guesses {
  const { id, key, hash, hint } = newApiKey()
  const none = { roles: [], permissions: [], scopes: [], accounts: [], sources: [] }
  doors.users.putApiKey({ id, name: id, hash, hint, userName: id, createdAt: 0, ...none })
  const body = key.slice(0, -6)
  const start = `tg_${id}_`.length
  const twoLetters = (number: number) => number.toString(36).padStart(2, '0').slice(-2)
  const makers: readonly ((letters: string) => string)[] = [
    (letters) => body.slice(0, start) + letters + body.slice(start + 2),
    (letters) => body.slice(0, -2) + letters,
    (letters) => `tg_${letters}${body.slice(5)}`,
  ]
  // One flat text each, made in turns: texts that were put together are slower at first, and those of a kind would lie in a place of their own.
  const rows = Array.from({ length: 1_000 }, (_, number) =>
    makers.map((make) => Buffer.from(withChecksum(make(twoLetters(number)))).toString()),
  )
  const kind = (column: number) => (round: number) => rows[(round + 10_000) % rows.length]![column]!
  return { key, badPrefix: kind(0), badSuffix: kind(1), otherId: kind(2) }
}

describe('bad keys', () => {
  test.each<[string, (key: string) => Readonly<Record<string, string>>]>([
    ['X-Api-Key', (key) => ({ 'X-Api-Key': key })],
    ['bearer', (key) => ({ Authorization: `Bearer ${key}` })],
  ])('by %s: a wrong beginning takes as long as a wrong end', async (title, headers) => {
    const { badPrefix, badSuffix } = guesses()
    const timed = await steadily(() =>
      compare(pairs, [(round) => callWith(headers(badPrefix(round))), (round) => callWith(headers(badSuffix(round)))], identify),
    )
    tell(`bad prefix against bad suffix, ${title}`, timed)
    expect(timed.samples).toBe(pairs)
    expect(Math.abs(timed.t)).toBeLessThan(threshold)
  })

  test('an id that somebody has takes as long as one that nobody has', async () => {
    const { badSuffix, otherId } = guesses()
    const timed = await steadily(() =>
      compare(
        pairs,
        [(round) => callWith({ 'X-Api-Key': badSuffix(round) }), (round) => callWith({ 'X-Api-Key': otherId(round) })],
        identify,
      ),
    )
    tell('known id against unknown id', timed)
    expect(Math.abs(timed.t)).toBeLessThan(threshold)
  })

  test('caught: a comparison that ends at the first difference', async () => {
    const { key, badPrefix, badSuffix } = guesses()
    const leaky = (call: Call) => {
      const sent = String(call.incoming.headers['x-api-key'])
      for (let at = 0; at < key.length; at++) if (sent[at] !== key[at]) return hashKey('nobody')
      return hashKey(sent)
    }
    const timed = await compare(
      pairs,
      [(round) => callWith({ 'X-Api-Key': badPrefix(round) }), (round) => callWith({ 'X-Api-Key': badSuffix(round) })],
      leaky,
    )
    tell('planted: early end of a comparison', timed)
    expect(Math.abs(timed.t)).toBeGreaterThan(threshold)
  })
})

describe('users', () => {
  const known = (round: number) => basicOf('plain', `wrong-${round}`)
  const unknown = (round: number) => basicOf('nobo2', `wrong-${round}`)

  test('Basic: who is known takes as long as who is not', async () => {
    const timed = await steadily(() =>
      compare(pairs, [(round) => callWith(known(round)), (round) => callWith(unknown(round))], identify, {
        seconds,
        warmUp: 4,
      }),
    )
    tell('known against unknown user, Basic', timed)
    expect(timed.samples).toBeGreaterThan(10)
    expect(Math.abs(timed.t)).toBeLessThan(threshold)
  })

  test('credentials: who is known takes as long as who is not', async () => {
    const { signIn } = doors.gateway.auth.providers.get('credentials')!.opened
    const attempt = (userName: string) => (round: number) => ({ userName, password: `wrong-${round}` })
    const context = callWith({}) as RequestContext
    const timed = await steadily(() =>
      compare(
        pairs,
        [attempt('plain'), attempt('nobo2')],
        (words) =>
          Promise.resolve(signIn!(words as never, context)).then(
            () => {
              throw new Error('signed in')
            },
            () => undefined,
          ),
        { seconds, warmUp: 4 },
      ),
    )
    tell('known against unknown user, credentials', timed)
    expect(timed.samples).toBeGreaterThan(10)
    expect(Math.abs(timed.t)).toBeLessThan(threshold)
  })

  test('caught: unknown users cost no hash', async () => {
    const { passwordHash } = await user('plain')
    const timed = await compare(
      40,
      [() => 'plain', () => 'nobo2'],
      (name) => (name === 'plain' ? verify(passwordHash, 'wrong') : Promise.resolve(false)),
      { below: 1, warmUp: 4 },
    )
    tell('planted: no hash for unknown users', timed)
    expect(Math.abs(timed.t)).toBeGreaterThan(threshold)
  })
})
