import type { Server } from 'node:http'
import request from 'supertest'
import type { Catalog } from '../../dtos/contract'
import { apiKey, basic, createGateway, newApiKey, newInfodeckKey } from '../../host'
import { usageServices } from '../../services/usage'
import { type CatalogEntity, Ledger } from '../../services/usage/ledger'
import { engines, type StorageEngine } from '../../services/usage/storage'
import { whole } from './reaches'

/** Two tenants that know nothing of each other; `parent` has `child` below it, `idle` has no usage. */
export const accounts = {
  parent: '5ea75fe7aa224700012eae01',
  child: '5ea75fe7aa224700012eae02',
  idle: '5ea75fe7aa224700012eae03',
  foreign: '6fb86fe7aa224700012eaf01',
} as const

const rate = (meter: string, unitPrice: string, currency = 'USD'): CatalogEntity => ({
  kind: 'rate',
  id: `${meter}-${currency}`,
  meter,
  currency,
  unitPrice,
})

/** Prices in ten-thousandths of the currency, so that a test can add up in whole numbers. */
export const prices: Readonly<Record<string, number>> = {
  'call.inbound.local': 85,
  'call.inbound.tollfree': 220,
  'call.outbound': 140,
  'call.client': 40,
  'sms.outbound': 79,
  'sms.inbound': 75,
  'whatsapp.outbound': 500,
  'email.outbound': 10,
  'ai.live': 800,
  'ai.sage': 1500,
  'number.local': 11_500,
  api: 1,
}

export const masterData: readonly CatalogEntity[] = [
  { kind: 'organization', id: 'o-acme', name: 'Acme', currency: 'USD' },
  { kind: 'organization', id: 'o-other', name: 'Other', currency: 'EUR' },
  { kind: 'organization', id: 'o-gone', name: 'Gone', currency: 'USD', status: 'DELETED' },
  { kind: 'account', key: accounts.parent, organization: 'o-acme', name: 'acme', externalCodes: ['acme-001'] },
  { kind: 'account', key: accounts.child, organization: 'o-acme', name: 'acme-child', parent: accounts.parent },
  { kind: 'account', key: accounts.idle, organization: 'o-acme', name: 'acme-idle' },
  { kind: 'account', key: accounts.foreign, organization: 'o-other', name: 'other' },
  { kind: 'customer', id: 'cust-1', account: accounts.parent, name: 'One' },
  { kind: 'customer', id: 'cust-2', account: accounts.parent, name: 'Two' },
  { kind: 'customer', id: 'cust-1', account: accounts.child, name: 'One of the child' },
  { kind: 'customer', id: 'cust-f', account: accounts.foreign, name: 'Foreign' },
  ...Object.entries(prices).flatMap(([meter, price]) =>
    ['USD', 'EUR'].map((currency) => rate(meter, (price / 10_000).toFixed(4), currency)),
  ),
]

/** The clock of the book: what `today` is and what the window of live ingest is about. */
export const now = Date.UTC(2026, 3, 5, 12)

export interface UsageDesk {
  readonly engine: StorageEngine
  readonly ledger: Ledger
  readonly server: Server
  readonly catalog: Catalog
  readonly keys: Readonly<Record<KeyName, string>>
  readonly get: (path: string, key?: KeyName) => request.Test
  readonly send: (verb: 'post' | 'put' | 'get', path: string, key?: KeyName) => request.Test
  readonly close: () => Promise<void>
}

const keyWords = {
  admin: { roles: ['SystemAdministrator'] },
  manager: { roles: ['Manager'], accounts: [accounts.parent] },
  foreignManager: { roles: ['Manager'], accounts: [accounts.foreign] },
  nobody: { roles: [] },
  acme: { organization: 'o-acme', scopes: ['express-accounts-usage:read'] },
  other: { organization: 'o-other', scopes: ['express-accounts-usage:read'] },
  unscoped: { organization: 'o-acme', scopes: ['express-accounts:read'] },
  ingest: { organization: 'o-acme', scopes: ['usage:write'] },
  oneSource: { organization: 'o-acme', scopes: ['usage:write'], sources: ['/switch/1'] },
  member: { organization: 'o-acme' },
  otherMember: { organization: 'o-other' },
  goneMember: { organization: 'o-gone' },
} as const
export type KeyName = keyof typeof keyWords

/** The application's services over a real book in memory, behind the real gateway. */
export async function openUsageDesk(open = engines.sqlite!): Promise<UsageDesk> {
  const engine = await open({ location: ':memory:' })
  const ledger = new Ledger(engine, { clock: () => now })
  for (const outcome of await ledger.putAll(whole, masterData))
    if (outcome.outcome === 'rejected') throw new Error(outcome.message)
  const keys: Record<string, string> = {}
  for (const [name, words] of Object.entries(keyWords)) {
    const made = /member/i.test(name) ? newInfodeckKey() : newApiKey()
    const none = { roles: [], permissions: [], scopes: [], accounts: [], sources: [] }
    await engine.users.putApiKey({
      ...none,
      id: made.id,
      name,
      hash: made.hash,
      hint: made.hint,
      userName: name,
      createdAt: 0,
      ...words,
    })
    keys[name] = made.key
  }
  const gateway = createGateway({
    services: usageServices({ engine, ledger }),
    auth: [apiKey(), basic()],
    users: engine.users,
    namespace: 'Tollgate.Usage',
  })
  const server: Server = await gateway.listen()
  const send: UsageDesk['send'] = (verb, path, key) => {
    const test = request(server)[verb](path)
    return key ? test.set('X-API-Key', keys[key]!) : test
  }
  return {
    engine,
    ledger,
    server,
    catalog: gateway.catalog,
    keys: keys as UsageDesk['keys'],
    send,
    get: (path, key) => send('get', path, key),
    close: async () => {
      await gateway.close()
      await engine.close()
    },
  }
}

export const records = (account: string) => `/2010-04-01/Accounts/${account}/Usage/Records`
/** The first three months of 2026 and some, in milliseconds. */
export const range = 'startDate=1767225600000&endDate=1775347200000'
export const month = '/express/usage/month'

/** One AI session of 95 seconds in each of the accounts that have usage. */
export const sendOneSessionEach = (desk: UsageDesk) =>
  desk.send('post', '/usage/events', 'admin').send({
    events: [
      [accounts.parent, 'cust-1'],
      [accounts.child, 'cust-1'],
      [accounts.foreign, 'cust-f'],
    ].map(([account, customer]) => ({
      source: '/switch/1',
      id: `${account}`,
      account,
      customer,
      meter: 'ai.live',
      quantity: '95',
      occurredAt: '2026-03-02T10:02:31Z',
    })),
  })
