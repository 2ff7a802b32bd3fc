import { createClient, createKey, createUser } from '../../../host/usage/credentials'
import { type CatalogEntity, Ledger, type UsageEvent } from '../../../services/usage/ledger'
import type { StorageEngine } from '../../../services/usage/storage'
import { everywhere, whole } from '../reaches'

/** What a probe's call is made of beside its address: headers, and what stands in the query. */
export interface Credential {
  readonly kind: string
  readonly tenant: Tenant | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

export interface Tenant {
  readonly word: string
  readonly organization: string
  readonly accounts: readonly string[]
  /** What requests may say of it. */
  readonly ids: readonly string[]
  /** What nobody else may ever read: names, sources, prices, sums. */
  readonly marks: readonly string[]
  /** Those of them that are in the book, where an administrator finds them. */
  readonly booked: readonly string[]
  readonly password: string
}

const words = ['aurelqz', 'bryndqz', 'cobaltqz', 'dorianqz', 'elowenqz'] as const
/** When all of it was used: March 2026, UTC. */
export const usedAt = Date.UTC(2026, 2, 4, 12)

interface Made {
  readonly tenant: Tenant
  readonly entities: readonly CatalogEntity[]
  readonly events: readonly UsageEvent[]
}

function makeTenant(word: string, at: number): Made {
  const key = (place: number) => `${(0x5ea7 + at).toString(16)}5fe7aa22470001${place}e${at}${at}${place}`.padEnd(24, String(at))
  const accounts = [key(1), key(2)]
  const organization = `o-${word}id`
  const price = `0.73${at}19${at}37`
  const minutes = [810_013 + at * 10_007, 620_017 + at * 10_009]
  const counts = {
    'sms.outbound': 430_019 + at * 1_009,
    'whatsapp.outbound': 540_023 + at * 1_013,
    'email.outbound': 650_029 + at * 1_019,
  }
  const customer = (account: number) => `cust-${word}id${account}`
  const entities: CatalogEntity[] = [
    { kind: 'organization', id: organization, name: `${word}orgname`, currency: 'USD' },
    ...accounts.map((account, place) => ({
      kind: 'account' as const,
      key: account,
      organization,
      name: `${word}accountname${place}`,
      companyName: `${word}company`,
      externalCodes: [`code-${word}id${place}`],
      ...(place === 0 ? {} : { parent: accounts[0]! }),
    })),
    ...accounts.flatMap((account, place) => [
      { kind: 'customer' as const, id: customer(place), account, name: `${word}custname`, referenceId: `${word}reference` },
      { kind: 'wallet' as const, account, name: `${word}wallet`, currency: 'USD' },
    ]),
    ...['ai.live', 'ai.sage', ...Object.keys(counts)].map((meter) => ({
      kind: 'rate' as const,
      id: `${word}rate-${meter}`,
      meter,
      organization,
      currency: 'USD',
      unitPrice: price,
    })),
  ]
  const event = (account: number, meter: string, quantity: number, init: Partial<UsageEvent> = {}): UsageEvent => ({
    source: `/${word}source`,
    id: `${word}event-${account}-${meter}`,
    account: accounts[account]!,
    customer: customer(account),
    meter,
    occurredAt: usedAt,
    quantity: String(quantity),
    wallet: `${word}wallet`,
    data: { note: `${word}data` },
    ...init,
  })
  const events = [
    ...minutes.map((each, account) => event(account, 'ai.live', each * 60)),
    ...Object.entries(counts).map(([meter, count]) => event(0, meter, count, { count })),
  ]
  const tenant = {
    word,
    organization,
    accounts,
    ids: [organization, ...accounts, ...accounts.map((_, place) => customer(place)), `code-${word}id0`],
    marks: [
      ...['orgname', 'accountname', 'company', 'custname', 'reference', 'wallet', 'rate', 'source', 'event', 'data'].map(
        (end) => word + end,
      ),
      organization,
      ...accounts,
      `cust-${word}`,
      `code-${word}`,
      price.slice(2),
      ...[...minutes, minutes[0]! + minutes[1]!, ...Object.values(counts)].map(String),
    ],
    booked: [],
    password: `password-of-${word}`,
  }
  return { tenant, entities, events }
}

export interface World {
  readonly tenants: readonly Tenant[]
  readonly credentials: readonly Credential[]
  readonly administrator: Credential
}

/** Five tenants on one book, each with every kind of credential that its people and machines have. */
export async function makeWorld(engine: StorageEngine, address: string): Promise<World> {
  const made = words.map(makeTenant)
  const ledger = new Ledger(engine)
  for (const outcome of await ledger.putAll(
    whole,
    made.flatMap(({ entities }) => entities),
  ))
    if (outcome.outcome === 'rejected') throw new Error(outcome.message)
  const { rejected } = await ledger.ingest(
    made.flatMap(({ events }) => events),
    everywhere,
  )
  if (rejected.length > 0) throw new Error(JSON.stringify(rejected))
  const tenants: Tenant[] = []
  for (const { tenant } of made) {
    const sids = await Promise.all(tenant.accounts.map(async (key) => (await ledger.account(whole, key))!.sid))
    tenants.push({ ...tenant, ids: [...tenant.ids, ...sids], booked: [...tenant.marks, ...sids], marks: [] })
  }
  const credentials = await Promise.all(tenants.map((tenant) => credentialsOf(engine, address, tenant)))
  // What was made for them is theirs too: names nobody else reads, ids that others may try.
  const stored = [...(await engine.users.users()), ...(await engine.users.apiKeys()), ...(await engine.users.clients())]
  for (const [at, tenant] of tenants.entries()) {
    const own = stored.filter(({ organization }) => organization === tenant.organization).map(({ id }) => id)
    Object.assign(tenants[at]!, {
      ids: [...tenant.ids, ...own],
      marks: [...tenant.booked, `${tenant.word}user`, `${tenant.word}key`, ...own],
    })
  }
  const { key } = await createKey(engine.users, { roles: ['SystemAdministrator'] })
  const anonymous = { kind: 'anonymous', headers: {}, query: {} }
  return {
    tenants,
    credentials: [...credentials.flat(), ...tenants.map((tenant) => ({ ...anonymous, tenant }))],
    administrator: { kind: 'administrator', tenant: undefined, headers: { 'X-Api-Key': key }, query: {} },
  }
}

async function credentialsOf({ users }: StorageEngine, address: string, tenant: Tenant): Promise<readonly Credential[]> {
  const { organization, accounts, word, password } = tenant
  const manager = { roles: ['Manager'], accounts: [accounts[0]!] }
  const scopes = ['express-accounts-usage:read']
  const keys = {
    manager: await createKey(users, { name: `${word}key`, ...manager, organization }),
    'organization key': await createKey(users, { organization, scopes: [...scopes, 'organization-usage:read'] }),
    member: await createKey(users, { organization }),
    infodeck: await createKey(users, { organization, form: 'infodeck' }),
    ingest: await createKey(users, { organization, scopes: ['usage:write'], sources: [`/${word}source`] }),
    nobody: await createKey(users, {}),
    'bound administrator': await createKey(users, { name: `${word}key`, roles: ['SystemAdministrator'], organization }),
    'bound Admin': await createKey(users, { name: `${word}key`, roles: ['Admin'], organization }),
  }
  const messages = ['ListUsageRecords', 'ListAccountUsageRecords', 'GetAccountUsageMonth', 'GetOrganizationUsage']
  const browser = await createKey(users, { ...manager, organization, scopes, browser: { messages, origins: [] } })
  await createUser(users, { userName: `${word}user`, password, organization, ...manager })
  const client = await createClient(users, { scopes, organization })
  const token = await json(`${address}/oauth/token`, {
    grant_type: 'client_credentials',
    client_id: client.stored.id,
    client_secret: client.secret,
  })
  const basic = `Basic ${Buffer.from(`${word}user:${password}`).toString('base64')}`
  const of = (kind: string, headers: Record<string, string>, query: Record<string, string> = {}): Credential => ({
    kind,
    tenant,
    headers,
    query,
  })
  return [
    ...Object.entries(keys).map(([kind, { key }]) => of(kind, { 'X-Api-Key': key })),
    of('key as bearer', { Authorization: `Bearer ${keys.manager.key}` }),
    of('browser key', {}, { apikey: browser.key }),
    of('token', { Authorization: `Bearer ${token.access_token}` }),
    of('basic', { Authorization: basic }),
    ...(await sessionOf(address, tenant, of)),
  ]
}

const json = async (url: string, form: Record<string, string>) => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Record<string, string>
}

/** A session's cookies and its token, where the gateway has sign-ins that last. */
async function sessionOf(
  address: string,
  { word, password }: Tenant,
  of: (kind: string, headers: Record<string, string>) => Credential,
): Promise<readonly Credential[]> {
  const answer = await fetch(`${address}/auth/credentials`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ userName: `${word}user`, password }),
  })
  if (!answer.ok) return []
  const { bearerToken } = (await answer.json()) as { bearerToken?: string }
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)
  return [
    of('session', { Cookie: cookies.join('; '), 'Sec-Fetch-Site': 'same-origin' }),
    ...(bearerToken ? [of('user token', { Authorization: `Bearer ${bearerToken}` })] : []),
  ]
}
