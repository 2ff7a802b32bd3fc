import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  accountReach,
  administratorReach,
  type IngestReach,
  ingestReach,
  operatorReach,
  organizationReach,
  type Reach,
  type WholeBook,
  wholeBookReach,
} from '../../../services/usage/ledger'
import { engines, type LedgerStore, type MasterData, type StorageEngine } from '../../../services/usage/storage'
import { everywhere, sessionOf, whole } from '../reaches'

const below = (_: Reach, keys: readonly string[]) => [...keys, 'child']
const all: object[] = []
const nothing = [{ kind: 'accounts', accounts: [] }]

describe('who sees what (usage-domain 3.8)', () => {
  test.each<[string, Parameters<typeof sessionOf>[0], object[], object[]]>([
    ['an administrator sees all', { roles: ['SystemAdministrator'] }, all, all],
    [
      'an administrator of an organization sees that one',
      { roles: ['SystemAdministrator'], organization: 'o-1', accounts: ['theirs'] },
      [{ kind: 'organization', organization: 'o-1' }],
      [{ kind: 'organization', organization: 'o-1' }],
    ],
    ['the operators’ secret passes every test', { passesAll: true }, all, all],
    ['Admin satisfies every role', { roles: ['Admin'] }, all, all],
    [
      'a manager sees his accounts and those below',
      { roles: ['Manager'], accounts: ['a'] },
      [{ kind: 'accounts', accounts: ['a', 'child'] }],
      nothing,
    ],
    [
      'an organization’s client sees the organization',
      { organization: 'o-1' },
      nothing,
      [{ kind: 'organization', organization: 'o-1' }],
    ],
    ['others see nothing', { roles: ['Customer'] }, nothing, nothing],
  ])('%s', async (_case, init, ofAccounts, ofOrganization) => {
    expect((await accountReach(sessionOf(init), below)).limits).toEqual(ofAccounts)
    expect(organizationReach(sessionOf(init)).limits).toEqual(ofOrganization)
  })

  test('a store that answers later is waited for, and is asked about no more than the session’s own', async () => {
    const asked: unknown[] = []
    const later = async (granted: Reach, keys: readonly string[]) => {
      asked.push(granted.limits, keys)
      return below(granted, keys)
    }
    const { limits } = await accountReach(sessionOf({ accounts: ['a'] }), later)
    expect(limits).toEqual([{ kind: 'accounts', accounts: ['a', 'child'] }])
    expect(asked).toEqual([[{ kind: 'accounts', accounts: ['a'] }], ['a']])
  })

  test('what is about the whole book is an administrator’s alone, and not of one who has an organization', () => {
    const bound = sessionOf({ roles: ['Admin'], organization: 'o-1' })
    expect(wholeBookReach(sessionOf({ roles: ['SystemAdministrator'] })).limits).toEqual([])
    expect(administratorReach(bound).limits).toEqual([{ kind: 'organization', organization: 'o-1' }])
    expect(() => wholeBookReach(bound)).toThrow(expect.objectContaining({ status: 403 }))
    expect(ingestReach(bound).organization).toBe('o-1')
    for (const session of [undefined, sessionOf({ roles: ['Manager'], accounts: ['a'] }), sessionOf({ organization: 'o-1' })])
      expect(() => administratorReach(session)).toThrow(expect.objectContaining({ status: 403 }))
  })

  test('a narrower question adds limits and takes none away', () => {
    const own = organizationReach(sessionOf({ organization: 'o-1' }))
    const narrow = own.amongAccounts(['theirs']).inOrganization('o-2')
    expect(narrow.limits).toEqual([
      { kind: 'organization', organization: 'o-1' },
      { kind: 'accounts', accounts: ['theirs'] },
      { kind: 'organization', organization: 'o-2' },
    ])
    expect(own.limits).toHaveLength(1)
    expect(Object.isFrozen(own.limits)).toBe(true)
  })

  test('who may write whose events', () => {
    expect(ingestReach(sessionOf({ roles: ['Admin'] })).organization).toBeUndefined()
    const own = ingestReach(sessionOf({ organization: 'o-1', scopes: ['usage:write'], sources: ['/s'] }))
    expect([own.organization, own.sources]).toEqual(['o-1', ['/s']])
    for (const init of [{ organization: 'o-1' }, { scopes: ['usage:write'] }])
      expect(() => ingestReach(sessionOf(init))).toThrow(expect.objectContaining({ status: 403 }))
  })
})

/** Members of `Store` whose call does not say whose book it is about: as their first word, or for events among the options. */
type Forgetful<Store, Named extends keyof Store = keyof Store> = {
  [K in Named]: Store[K] extends (...args: infer Args extends unknown[]) => unknown
    ? Args[0] extends Reach
      ? never
      : Args[1] extends { readonly reach: IngestReach }
        ? never
        : K
    : never
}[Named]

/**
 * P3: the compiler is the test. `tsc` (which the build runs over the tests) refuses an `@ts-expect-error` that expects in vain, and an assignment to
 * `never` that is not one.
 */
describe('a call that does not say on whose behalf it is does not compile (P3, usage-domain 3.8 rule 1)', () => {
  test('none of the methods of the book forgets it', () => {
    const forgetful: (name: Forgetful<LedgerStore> | Forgetful<MasterData>) => never[] = (_: never) => []
    const overTheWholeBook: (name: Forgetful<StorageEngine, 'rebuild' | 'verify'>) => never[] = (_: never) => []
    expect([forgetful, overTheWholeBook]).toHaveLength(2)
    interface Leaking {
      good(reach: Reach): void
      leak(account: string): void
    }
    const found: Forgetful<Leaking> = 'leak'
    // @ts-expect-error `good` says whose
    const clean: Forgetful<Leaking> = 'good'
    expect([found, clean]).toEqual(['leak', 'good'])
  })

  test('a reach is made from a session or by the operator, and in no other way', () => {
    type Calls = readonly ((store: StorageEngine, reach: Reach) => unknown)[]
    const calls: Calls = [
      // @ts-expect-error no reach
      ({ ledger }) => ledger.aiMinutes({ from: 0, to: 1 }, {}),
      // @ts-expect-error no reach
      ({ ledger }) => ledger.ingest([], { receivedAt: 0 }),
      // @ts-expect-error a plain object that looks like one
      ({ ledger }) => ledger.days({ limits: [] }),
      // @ts-expect-error nor with all that can be seen of it
      ({ ledger }, reach) => ledger.days({ ...reach }),
      // @ts-expect-error a reach of events with plain words
      ({ ledger }) => ledger.ingest([], { reach: { organization: undefined, sources: [] }, receivedAt: 0 }),
      // @ts-expect-error only who answers for the whole book makes master data
      ({ masterData }, reach) => masterData.put(reach, []),
      // @ts-expect-error nor does a part of the book close its periods
      ({ ledger }) => ledger.closePeriod(whole.inOrganization('o-1'), 'a', 0),
      // @ts-expect-error nor verify it
      (engine, reach) => engine.verify(reach),
      // @ts-expect-error what reads may not write
      ({ ledger }, reach) => ledger.ingest([], { reach, receivedAt: 0 }),
    ]
    expect(calls).toHaveLength(9)
    const fits: WholeBook = operatorReach()
    expect(fits.limits).toEqual([])
  })

  test('a cast does not help: the store reads what only a real one has', async () => {
    const engine = await engines.sqlite!({ location: ':memory:' })
    const forged = Object.assign(Object.create(Object.getPrototypeOf(whole)), { kind: 'all' }) as Reach
    await expect(async () => engine.ledger.days(forged)).rejects.toThrow(TypeError)
    const writes = Object.create(Object.getPrototypeOf(everywhere.reach)) as IngestReach
    await expect(async () => engine.ledger.ingest([], { reach: writes, receivedAt: 0 })).rejects.toThrow(TypeError)
    await engine.close()
  })

  test('only commands at the operator’s hand call the operator’s makers', () => {
    const root = join(__dirname, '../../..')
    const users = ['services', 'host', 'dtos', 'metadata-pages'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'))
        .map((file) => `${folder}/${file}`)
        .filter((file) => /operator(Reach|Writes)\b/.test(readFileSync(join(root, file), 'utf8'))),
    )
    // The gateway's wiring asks one thing, for administrators who may name any organization: whether there is one of that id.
    const expected =
      /^services\/usage\/ledger\/reach\.|^host\/usage\/([\w-]+-command|check-organization|book-target|first-run|usage-gateway)\./
    const wiring = users.filter((file) => /usage-gateway/.test(file)).map((file) => readFileSync(join(root, file), 'utf8'))
    for (const text of wiring) {
      expect(text.match(/operator(Reach|Writes)\)?\(/g)).toHaveLength(1)
      expect(text).toMatch(/masterData\.organization\(.*operatorReach\)?\(\), id\)\) !== undefined/)
    }
    expect(users.filter((file) => !expected.test(file))).toEqual([])
    expect(users.length).toBeGreaterThan(3)
  })
})
