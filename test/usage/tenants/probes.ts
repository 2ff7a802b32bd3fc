import type { Catalog, MessageType, Operation, TypeRef } from '../../../dtos/contract'
import type { Credential, Tenant, World } from './world'

export interface Probe {
  readonly operation: Operation
  readonly style: string
  readonly format: string
  readonly credential: Credential
  readonly verb: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** The same numbers for the same seed: a leak that was found is found again. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
export type Random = ReturnType<typeof randomFrom>

interface Talk {
  readonly random: Random
  readonly own: Tenant
  readonly foreign: Tenant
  /** Writes name what is not one's own only: nothing of them may be taken. */
  readonly foreignOnly: boolean
}

const march = { from: '2026-03-01', to: '2026-03-31' }
const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!

/** Texts by the member's name; others are ids of somebody. */
const texts: Readonly<Record<string, (talk: Talk) => string>> = {
  startDate: () => march.from,
  endDate: () => march.to,
  category: ({ random }) => pick(random, ['totalprice', 'ai-assistants', 'sms-outbound']),
  orderBy: ({ random }) => pick(random, ['id:asc', 'id:desc']),
  grantType: () => 'client_credentials',
  filter: (talk) =>
    pick(talk.random, [
      "account_id ne 'x'",
      `account_id eq '${idOf(talk)}'`,
      `not account_id eq '${idOf(talk)}'`,
      `contains(account_id,'${idOf(talk).slice(0, 6)}') or month ge '2026-01'`,
      `month eq '2026-03'`,
    ]),
  organizationId: (talk) => oneOf(talk, ({ organization }) => [organization]),
  organization: (talk) => oneOf(talk, ({ organization }) => [organization]),
  account: (talk) => oneOf(talk, ({ accounts }) => accounts),
  accountId: (talk) => oneOf(talk, ({ accounts }) => accounts),
  accountSid: (talk) => oneOf(talk, ({ accounts, ids }) => [...accounts, ...ids.filter((id) => id.startsWith('AC'))]),
  customerId: (talk) => oneOf(talk, ({ ids }) => ids.filter((id) => id.startsWith('cust-'))),
  meter: () => 'ai.live',
  currency: () => 'USD',
  source: ({ foreign, own, foreignOnly, random }) => (foreignOnly || random(2) ? `/${foreign.word}s` : `/${own.word}source`),
}
const instants: Readonly<Record<string, string>> = { startDate: '1772323200000', endDate: '1775001599999' }

const oneOf = (talk: Talk, idsOf: (tenant: Tenant) => readonly string[]): string =>
  pick(talk.random, idsOf(talk.foreignOnly || talk.random(2) > 0 ? talk.foreign : talk.own))

const idOf = ({ random, own, foreign, foreignOnly }: Talk): string => {
  const ids = foreignOnly || random(4) > 0 ? foreign.ids : own.ids
  return pick(random, ids)
}

function valueOf(type: TypeRef, name: string, talk: Talk, depth = 0): unknown {
  const { random } = talk
  switch (type.kind) {
    case 'scalar':
      if (type.scalar === 'string' || type.scalar === 'any') return (texts[name] ?? idOf)(talk)
      if (type.scalar === 'boolean') return random(2) === 0
      if (/64$/.test(type.scalar)) return Number(instants[name] ?? random(3))
      if (/^date/.test(type.scalar)) return '2026-03-04T12:00:00Z'
      return 1 + random(3)
    case 'enum':
      return pick(random, type.type.members).name
    case 'list':
      return depth > 2 ? [] : Array.from({ length: 1 + random(2) }, () => valueOf(type.item, name, talk, depth + 1))
    case 'dictionary':
      return {}
    case 'object':
      return depth > 2 ? {} : wordsOf(type.type, talk, depth + 1)
    case 'stream':
      return undefined
  }
}

function wordsOf(message: MessageType, talk: Talk, depth = 0): Record<string, unknown> {
  const said = message.members.filter(({ optional }) => !optional || talk.random(3) > 0)
  return Object.fromEntries(said.map(({ name, type, wireName }) => [wireName, valueOf(type, name, talk, depth)]))
}

const textOf = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
const queryOf = (words: Readonly<Record<string, unknown>>): string =>
  new URLSearchParams(Object.entries(words).map(([name, value]) => [name, textOf(value)])).toString()

type Sent = Pick<Probe, 'verb' | 'url'> & { readonly headers?: Record<string, string>; readonly body?: string }
interface Ask {
  readonly operation: Operation
  readonly name: string
  readonly format: string
  readonly contentType: string
  readonly words: Record<string, unknown>
  readonly talk: Talk
}

const asJson = { 'Content-Type': 'application/json' }
const asForm = { 'Content-Type': 'application/x-www-form-urlencoded' }
const verbOf = ({ operation: { actions, message } }: Ask) => (actions.includes('ANY') ? message.verb : (actions[0] ?? 'POST'))
const inQuery = (ask: Ask, path: string, headers = {}): Sent => {
  const verb = verbOf(ask)
  return verb === 'GET' || verb === 'DELETE'
    ? { verb, url: `${path}${path.includes('?') ? '&' : '?'}${queryOf(ask.words)}`, headers }
    : { verb, url: path, headers: { ...headers, ...asJson }, body: JSON.stringify(ask.words) }
}

/** Every way to send a message and to say in which form the answer shall be. */
const styles: Readonly<Record<string, (ask: Ask) => Sent>> = {
  suffix: (ask) => inQuery(ask, `/api/${ask.name}.${ask.format}`),
  '?format=': (ask) => inQuery(ask, `/api/${ask.name}?format=${ask.format}`),
  Accept: (ask) => inQuery(ask, `/api/${ask.name}`, { Accept: ask.contentType }),
  reply: (ask) => inQuery(ask, `/${ask.format}/reply/${ask.name}`),
  oneway: (ask) => inQuery(ask, `/${ask.format}/oneway/${ask.name}`),
  'own route': (ask) => {
    const route = pick(ask.talk.random, ask.operation.message.routes)
    if (!route) return inQuery(ask, `/api/${ask.name}?format=${ask.format}`)
    const words = { ...ask.words }
    const path = route.path.replace(/\{(\w+)\*?\}/g, (_, name: string) => {
      const wire = Object.keys(words).find((each) => each.toLowerCase() === name.toLowerCase())
      const value = wire === undefined ? idOf(ask.talk) : textOf(words[wire])
      if (wire !== undefined) delete words[wire]
      return encodeURIComponent(value)
    })
    return inQuery({ ...ask, words }, `${path}?format=${ask.format}`)
  },
  'JSON body': ({ name, contentType, words }) => ({
    verb: 'POST',
    url: `/api/${name}`,
    headers: { ...asJson, Accept: contentType },
    body: JSON.stringify(words),
  }),
  form: ({ name, format, words }) => ({ verb: 'POST', url: `/api/${name}.${format}`, headers: asForm, body: queryOf(words) }),
  batch: ({ name, format, words, operation: { message }, talk }) => ({
    verb: 'POST',
    url: `/${format}/reply/${name}[]`,
    headers: asJson,
    body: JSON.stringify([words, wordsOf(message, talk), wordsOf(message, talk)]),
  }),
  JSONP: (ask) => ({ verb: 'GET', url: `/api/${ask.name}?callback=cb&${queryOf(ask.words)}` }),
  'any verb': ({ name, format, words, talk }) => ({
    verb: pick(talk.random, ['PUT', 'PATCH', 'DELETE', 'POST']),
    url: `/api/${name}.${format}`,
    headers: asJson,
    body: JSON.stringify(words),
  }),
}

/** Messages that may write say nothing of their own. */
export const isWrite = ({ actions }: Operation) => !actions.includes('ANY') && !actions.includes('GET')

/**
 * `count` calls between the tenants: every message × way × format × credential in turn, in an order that mixes them, again with other words when all were.
 */
export function* probesOf(catalog: Catalog, { tenants, credentials }: World, count: number, seed: number): Generator<Probe> {
  const random = randomFrom(seed)
  const ways = Object.keys(styles)
  const sizes = [catalog.operations.length, ways.length, catalog.formats.length, credentials.length]
  const all = sizes.reduce((product, size) => product * size, 1)
  // A step that shares no factor with the number of combinations comes by all of them.
  let step = Math.floor(all * 0.618) || 1
  while (commonFactor(step, all) > 1) step++
  for (let at = 0, place = random(all); at < count; at++, place = (place + step) % all) {
    const [operation, style, format, credential] = [catalog.operations, ways, catalog.formats, credentials].reduce<{
      rest: number
      picked: unknown[]
    }>(({ rest, picked }, list) => ({ rest: Math.floor(rest / list.length), picked: [...picked, list[rest % list.length]] }), {
      rest: place,
      picked: [],
    }).picked as [Operation, string, Catalog['formats'][number], Credential]
    const own = credential.tenant!
    const foreign = pick(
      random,
      tenants.filter((each) => each !== own),
    )
    const talk: Talk = { random, own, foreign, foreignOnly: isWrite(operation) }
    const words = wordsOf(operation.message, talk)
    const ask = { operation, name: operation.message.name, format: format.name, contentType: format.contentType, words, talk }
    const { headers, ...sent } = styles[style]!(ask)
    const query = queryOf(credential.query)
    yield {
      operation,
      style,
      format: format.name,
      credential,
      ...sent,
      url: query ? `${sent.url}${sent.url.includes('?') ? '&' : '?'}${query}` : sent.url,
      headers: { ...headers, ...credential.headers },
    }
  }
}

/** Each credential of a tenant asks for its own things: what of them is answered is what others try to get. */
export function* ownProbesOf(catalog: Catalog, { credentials }: World, own: Tenant): Generator<Probe> {
  const talk: Talk = { random: randomFrom(1), own, foreign: own, foreignOnly: false }
  for (const operation of catalog.operations.filter((each) => !isWrite(each)))
    for (const credential of credentials.filter(({ tenant }) => tenant === own)) {
      // No more than it must have: other words may ask for what there is not.
      const members = operation.message.members.filter(({ optional }) => !optional)
      const required = Object.fromEntries(members.map(({ name, type, wireName }) => [wireName, valueOf(type, name, talk)]))
      const words = { ...required, ...credential.query }
      const sent = { verb: 'GET', url: `/api/${operation.message.name}.json?${queryOf(words)}`, headers: credential.headers }
      yield { operation, style: 'own', format: 'json', credential, ...sent }
    }
}

const commonFactor = (left: number, right: number): number => (right === 0 ? left : commonFactor(right, left % right))
