import type { UserStore } from '../../../services'
import type { LedgerStore, MasterData, StorageEngine } from '../../../services/usage/storage'
import { whole } from '../reaches'
import { openUsageHouse, type UsageHouse } from '../usage-house'
import { ownProbesOf, probesOf } from './probes'
import { runProbes, Sender } from './run-probes'
import { makeWorld, type World } from './world'

interface Stage {
  readonly house: UsageHouse
  readonly world: World
}

const openStage = async (wrap?: (engine: StorageEngine) => StorageEngine): Promise<Stage> => {
  const house = await openUsageHouse({ inMemory: true, ...(wrap ? { wrap } : {}) })
  return { house, world: await makeWorld(house.engine, house.address) }
}

type Fault = (engine: StorageEngine) => StorageEngine

/** A store that forgets whose question it is, in some of its answers. */
const forgetting =
  (part: 'ledger' | 'masterData', ...methods: readonly (keyof LedgerStore | keyof MasterData)[]): Fault =>
  (engine) => {
    const store = engine[part] as unknown as Record<string, (...args: unknown[]) => unknown>
    const forgetful = methods.map((method) => [method, (_reach: unknown, ...rest: unknown[]) => store[method]!(whole, ...rest)])
    return { ...engine, [part]: { ...store, ...Object.fromEntries(forgetful) } }
  }

/** One that keeps the organization of the key that was asked for last: what a cache without the tenant in its name does. */
const mixingUp: Fault = (engine) => {
  let last: string | undefined
  const users: UserStore = Object.create(engine.users, {
    apiKeyByHash: {
      value: async (hash: string) => {
        const key = await engine.users.apiKeyByHash(hash)
        const organization = last ?? key?.organization
        last = key?.organization
        return key && { ...key, ...(organization === undefined ? {} : { organization }) }
      },
    },
  })
  return { ...engine, users }
}

/** Where one wall alone is missing the next one may stand: each of these is open all the way. */
const plantedFaults: Readonly<Record<string, Fault>> = {
  'Talkdesk’s rows': forgetting('ledger', 'monthRows'),
  'an account by its id': forgetting('masterData', 'account'),
  'all accounts and their sums': (engine) => forgetting('masterData', 'accounts')(forgetting('ledger', 'meterSums')(engine)),
  'whose a key is': mixingUp,
}

/** P3: calls between five tenants, over every message, format and credential. */
export const tenantSuite = (count: number) => {
  describe(`${count} calls between five tenants (P3, usage-domain 3.8)`, () => {
    let stage: Stage
    beforeAll(async () => {
      stage = await openStage()
    })
    afterAll(() => stage.house.end())

    test('a search in refusals alone would prove nothing: each credential is answered when it asks for its own', async () => {
      const { house, world } = stage
      const { answered, kindsAnswered, leaks } = await runProbes(
        ownProbesOf(house.gateway.catalog, world, world.tenants[0]!),
        house.address,
        world,
      )
      expect(leaks).toEqual([])
      const vendors = ['ListUsageRecords', 'ListAccountUsageRecords', 'GetAccountUsageMonth', 'GetOrganizationUsage']
      expect([...answered]).toEqual(expect.arrayContaining(vendors))
      const kinds = new Set(world.credentials.map(({ kind }) => kind))
      // These have nothing of their own to read in the ledger.
      for (const kind of ['anonymous', 'nobody', 'ingest']) kinds.delete(kind)
      expect([...kindsAnswered]).toEqual(expect.arrayContaining([...kinds]))
    }, 60_000)

    test('none tells one tenant anything of another, and none changes anything of another', async () => {
      const { house, world } = stage
      const { catalog } = house.gateway
      const known = new Set((await house.engine.users.apiKeys()).map(({ id }) => id))
      const state = async () => [
        await house.engine.ledger.freshness(whole),
        await house.engine.ledger.revision(whole),
        await house.engine.masterData.organizations(whole),
        await house.engine.masterData.accounts(whole),
        await house.engine.masterData.rates(whole),
        // Who makes himself another key harms nobody.
        (await house.engine.users.apiKeys()).filter(({ id }) => known.has(id)).map(({ lastUsedAt, ...key }) => key),
      ]
      const before = await state()
      const began = performance.now()
      const outcome = await runProbes(probesOf(catalog, world, count, 20_260_304), house.address, world)
      const seconds = (performance.now() - began) / 1000
      expect(outcome.leaks.slice(0, 5)).toEqual([])
      expect(outcome.faults.slice(0, 5)).toEqual([])
      expect(outcome.probes).toBe(count)
      expect(await state()).toEqual(before)
      expect(catalog.operations.map(({ message }) => message.name).filter((name) => !outcome.called.has(name))).toEqual([])
      if (process.env.TELL_PROBES) {
        const statuses = [...outcome.byStatus]
          .sort(([left], [right]) => left - right)
          .map(([status, times]) => `${times}×${status}`)
        process.stdout.write(
          `${outcome.probes} probes in ${seconds.toFixed(1)} s, ${statuses.join(' ')}; ${[...outcome.kindsAnswered].join(', ')}\n`,
        )
      }
    }, 600_000)

    test('what the search looks for is there: an administrator sees all of it', async () => {
      const { house, world } = stage
      const sender = new Sender(house.address)
      const seen = await Promise.all(
        [
          'ListUsageRecords',
          'GetAccountUsageMonth',
          'ListAccounts',
          'ListCustomers',
          'ListOrganizations',
          'ListRates',
          'ListWallets',
          'ListUsageEvents',
          'GetAIUsage',
        ].map(
          async (name) =>
            (await sender.send({ verb: 'GET', url: `/api/${name}.json?perPage=250&limit=1000`, ...world.administrator })).text,
        ),
      )
      const counters = await Promise.all(
        world.tenants.map(
          async ({ organization }) =>
            (
              await sender.send({
                verb: 'GET',
                url: `/organizations/${organization}/usage?startDate=1772323200000&endDate=1775001599999`,
                ...world.administrator,
              })
            ).text,
        ),
      )
      sender.close()
      const all = [...seen, ...counters].join()
      const missing = world.tenants.flatMap(({ booked }) => booked.filter((mark) => !all.includes(mark)))
      // Sums of an account and those below it are in Twilio's answers only.
      expect(missing.filter((mark) => !/^\d{7}$/.test(mark))).toEqual([])
    })

    test('an id of another tenant and one that nobody has get the same answer', async () => {
      const { house, world } = stage
      const sender = new Sender(house.address)
      const unlike = (id: string) => id.replace(/[0-9a-f](?=.{0,5}$)/g, (digit) => (digit === '7' ? '3' : '7'))
      let compared = 0
      for (const { message, actions } of house.gateway.catalog.operations) {
        const ids = message.members.filter(
          ({ name, type }) =>
            type.kind === 'scalar' && type.scalar === 'string' && /id|sid|account|customer|organization|parent/i.test(name),
        )
        for (const { name } of ids)
          for (const credential of world.credentials.filter(({ tenant }) => tenant === world.tenants[0]))
            for (const id of world.tenants[1]!.ids.filter((_, at) => at % (count > 10_000 ? 2 : 4) === 0)) {
              const verb = actions.includes('GET') || actions.includes('ANY') ? 'GET' : 'POST'
              const rest = message.name === 'GetOrganizationUsage' ? '&startDate=1772323200000&endDate=1775001599999' : ''
              const ask = async (value: string) => {
                const query = new URLSearchParams({ [name]: value, ...credential.query })
                const { status, text } = await sender.send({
                  verb,
                  url: `/api/${message.name}.json?${query}${rest}`,
                  headers: credential.headers,
                })
                return [status, text.replaceAll(value, 'ID')]
              }
              compared++
              expect([message.name, name, credential.kind, id, ...(await ask(id))]).toEqual([
                message.name,
                name,
                credential.kind,
                id,
                ...(await ask(unlike(id))),
              ])
            }
      }
      sender.close()
      expect(compared).toBeGreaterThan(200)
    }, 120_000)
  })

  describe('a planted fault is found: a store that forgets', () => {
    test.each(Object.entries(plantedFaults))(
      '%s',
      async (_name, fault) => {
        const { house, world } = await openStage(fault)
        try {
          const outcome = await runProbes(probesOf(house.gateway.catalog, world, 20_000, 7), house.address, world, 1)
          expect(outcome.leaks.length).toBeGreaterThan(0)
        } finally {
          await house.end()
        }
      },
      60_000,
    )
  })
}
