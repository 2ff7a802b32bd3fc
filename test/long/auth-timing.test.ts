import { createHash } from 'node:crypto'
import { apiKey, hashPassword, MemorySessionStore, MemoryUserStore, newApiKey, type StoredApiKey } from '../../host'
import { checkPassword } from '../../host/auth/check-password'
import { GatewayAuth } from '../../host/auth/create-auth'
import { isKeyShaped } from '../../host/auth/keys'
import { threshold, welch } from './welch'

// What the time of an answer tells: Welch's t of two ways to be wrong, tried in turns (threats 3.5).

/** Microseconds of each of two ways, interleaved so that whatever the machine does it does to both. */
async function compared(times: number, ways: readonly [(n: number) => unknown, (n: number) => unknown]): Promise<number> {
  const samples: [number[], number[]] = [[], []]
  for (let n = 0; n < times; n++)
    for (const which of n % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const begun = process.hrtime.bigint()
      await ways[which](n)
      samples[which].push(Number(process.hrtime.bigint() - begun) / 1000)
    }
  return welch(quicker(samples[0]), quicker(samples[1]))
}

/** The slowest tenth is what else the machine does. */
const quicker = (list: readonly number[]) => [...list].sort((x, y) => x - y).slice(0, Math.floor(list.length * 0.9))

/** A key of our form with a checksum that fits: its text alone tells nobody that it is wrong. */
function shaped(body: string): string {
  const key = body + createHash('sha256').update(body).digest('hex').slice(0, 6)
  if (!isKeyShaped(key)) throw new Error(`${key} is not of the form`)
  return key
}

const users = new MemoryUserStore()
const auth = new GatewayAuth({ providers: [], users, sessions: new MemorySessionStore(), options: { attempts: false } })

test('a key that is wrong from its beginning costs what one costs that is wrong at its end', async () => {
  const real = newApiKey()
  const stored = { roles: [], permissions: [], scopes: [], accounts: [], sources: [], createdAt: 0 }
  const store = (key: { id: string; hash: string; hint: string }): void =>
    users.putApiKey({ ...stored, ...key, name: key.id, userName: key.id } satisfies StoredApiKey)
  for (const key of [real, ...Array.from({ length: 1000 }, newApiKey)]) store({ id: key.id, hash: key.hash, hint: key.hint })
  const [reader] = apiKey().open(auth).readers!
  const body = real.key.slice(0, -6)
  // One beginning that is a key's and one that is nobody's, each with many ends: a text that the processor has just seen is quicker to look through.
  const ends = (start: string) => () => shaped(start.slice(0, -8) + newApiKey().key.slice(20, 28))
  const [prefix, suffix] = [ends(newApiKey().key.slice(0, -6)), ends(body)]
  // Texts of one make: the engine keeps joined ones in another form.
  const flat = (key: string) => Buffer.from(key).toString('latin1')
  // In turns, so that both lie alike in memory.
  const keys: [string[], string[]] = [[], []]
  for (let n = 0; n < 20_000; n++)
    for (const which of n % 2 ? ([0, 1] as const) : ([1, 0] as const)) keys[which].push(flat((which ? suffix : prefix)()))
  const look = (list: readonly string[]) => (n: number) => reader!.recognise(list[n]!, {} as never)
  const t = await compared(20_000, [look(keys[0]), look(keys[1])])
  expect(Math.abs(t)).toBeLessThan(threshold)
}, 120_000)

test('an unknown user costs what a wrong password costs', async () => {
  users.putUser({
    id: '1',
    userName: 'known',
    passwordHash: await hashPassword('right'),
    roles: [],
    permissions: [],
    accounts: [],
    createdAt: 0,
  })
  const from = { remoteAddress: '127.0.0.1' }
  await checkPassword(auth, 'known', 'wrong', from)
  const t = await compared(250, [
    () => checkPassword(auth, 'known', 'wrong', from),
    () => checkPassword(auth, 'nobody', 'wrong', from),
  ])
  expect(Math.abs(t)).toBeLessThan(threshold)
}, 120_000)
