import 'reflect-metadata'
import { describeAll, type MessageType, type TypeRef } from '../../../dtos/contract'
import * as dtos from '../../../dtos/usage'
import { billedUnits, directions, resolutions, talkdeskTypes } from '../../../services/usage/ledger'
import { accountStatuses, organizationStatuses } from '../../../services/usage/ledger/entities'

const isMessage = (value: unknown): value is Function => typeof value === 'function' && 'getTypeName' in (value.prototype ?? {})
const messages = describeAll((Object.values(dtos) as unknown[]).filter(isMessage))
const byName = new Map(messages.map((type) => [type.name, type]))
const message = (name: string) => byName.get(name)!
const member = (type: MessageType, name: string) => type.members.find((each) => each.name === name)!
const itemOf = (type: TypeRef): MessageType => (type.kind === 'list' ? itemOf(type.item) : (type as { type: MessageType }).type)
const responseOf = (name: string) => itemOf((message(name).response as { type: TypeRef }).type)

test.each([
  ['GetAIUsage', '/ai/usage', [], 'GET'],
  ['ListUsageRecords', '/billing/usage', ['GET'], 'GET'],
  ['GetAccountUsageMonth', '/express/usage/month', ['GET'], 'GET'],
  ['GetOrganizationUsage', '/organizations/{OrganizationId}/usage', ['GET'], 'GET'],
  ['ListAccountUsageRecords', '/2010-04-01/Accounts/{AccountSid}/Usage/Records', ['GET'], 'GET'],
  ['IngestUsageEvents', '/usage/events', ['POST'], 'POST'],
  ['VoidUsageEvents', '/usage/events/void', ['POST'], 'POST'],
])('%s is found at %s', (name, path, verbs, verb) => {
  const { routes, verb: clientVerb } = message(name)
  expect(routes).toMatchObject([{ path, verbs }])
  expect(clientVerb).toBe(verb)
})

test.each([
  ['GetAIUsage', { requiredRoles: ['SystemAdministrator'] }],
  ['ListUsageRecords', { requiresAnyRole: ['SystemAdministrator', 'Manager'] }],
  ['ListAccountUsageRecords', { requiresAnyRole: ['SystemAdministrator', 'Manager'] }],
  ['GetAccountUsageMonth', { requiredScopes: ['express-accounts-usage:read'] }],
  ['GetOrganizationUsage', { authenticate: true, requiredRoles: [] }],
  ['IngestUsageEvents', { authenticate: true, requiredRoles: [] }],
])('%s says who may call it (usage-domain 3.8)', (name, access) => {
  expect(message(name).access).toMatchObject(access)
})

test('no message of the application is open, and those of the ledger are for administrators', () => {
  const ingest = ['IngestUsageEvents', 'VoidUsageEvents']
  for (const { name, access, tags } of messages) {
    expect([name, access.authenticate, access.anonymous]).toEqual([name, true, false])
    if (tags.includes('ledger') && !ingest.includes(name))
      expect([name, access.requiredRoles]).toEqual([name, ['SystemAdministrator']])
  }
})

test('what changes the book is asked with POST, what reads it with GET', () => {
  for (const { name, routes } of messages.filter((each) => each.name !== 'GetAIUsage'))
    expect([name, routes[0]!.verbs]).toEqual([name, [/^(Save|Ingest|Void)/.test(name) ? 'POST' : 'GET']])
})

test('Evo: names, kinds and order of the rows are the vendor’s', () => {
  const ai = responseOf('GetAIUsage')
  expect(ai.members.map(({ wireName }) => wireName)).toEqual(['accountUsage', 'customerUsage'])
  const customer = itemOf(member(ai, 'customerUsage').type)
  expect(customer.members.map(({ declaredName, type }) => [declaredName, (type as any).scalar])).toEqual([
    ['AccountId', 'string'],
    ['CustomerId', 'string'],
    ['AIMinutes', 'int32'],
  ])
  const record = responseOf('ListUsageRecords')
  expect(record.members.map(({ wireName }) => wireName).join(' ')).toBe(
    'accountSid category count countUnit description endDate price priceUnit startDate usage usageUnit uri',
  )
  expect(member(record, 'count')).toMatchObject({ optional: true, type: { scalar: 'int32' } })
  expect(member(record, 'count').apiMember).toBeUndefined()
  expect(member(record, 'price').type).toMatchObject({ scalar: 'decimal' })
  for (const name of ['GetAIUsage', 'ListUsageRecords']) {
    expect(message(name).namespace).toBe('EvoVoice.ServiceModel')
    expect(message(name).contract).toBeUndefined()
  }
})

test('Talkdesk: snake case, direction and resolution written as null, exact numbers', () => {
  const page = responseOf('GetAccountUsageMonth')
  expect(page.members.map(({ wireName }) => wireName).sort()).toEqual(
    [
      '_embedded',
      '_links',
      'count',
      'first',
      'last',
      'next',
      'page',
      'per_page',
      'prev',
      'self',
      'show',
      'total',
      'total_pages',
    ].sort(),
  )
  const row = itemOf(member(itemOf(member(page, 'embedded').type), 'usage').type)
  expect(row.members.map(({ wireName }) => wireName).join(' ')).toBe(
    'id account_id product_id aggr_product_id month type description currency direction resolution unit price wallet_name number_of_units total_amount',
  )
  expect(row.members.filter(({ nullAsNull }) => nullAsNull).map(({ name }) => name)).toEqual(['direction', 'resolution'])
  for (const name of ['price', 'numberOfUnits', 'totalAmount'])
    expect(member(row, name).type).toMatchObject({ scalar: 'decimal' })
  const words = (name: string) => (member(row, name).type as any).type.members.map((each: { name: string }) => each.name)
  expect(words('type')).toEqual(talkdeskTypes)
  expect(words('unit')).toEqual(billedUnits)
  expect(words('direction')).toEqual(directions)
  expect(words('resolution')).toEqual(resolutions)
})

test('Twilio: count and the neighbouring pages are written as null', () => {
  const page = responseOf('ListAccountUsageRecords')
  const row = itemOf(member(page, 'usageRecords').type)
  const nulls = [...page.members, ...row.members].filter(({ nullAsNull }) => nullAsNull)
  expect(nulls.map(({ wireName }) => wireName)).toEqual(['next_page_uri', 'previous_page_uri', 'count'])
})

test('the vendors’ messages answer by their contracts', () => {
  expect(message('GetAccountUsageMonth').contract?.name).toBe('talkdesk')
  expect(message('GetOrganizationUsage').contract?.name).toBe('infodeck')
  expect(message('ListAccountUsageRecords').contract?.name).toBe('twilio')
})

test('events come as a message or as a raw body (R-3.9)', () => {
  expect(message('IngestUsageEvents').rawBody).toContain('application/x-ndjson')
  expect(message('IngestUsageEvents').rawBody).toContain('text/csv')
  expect(message('VoidUsageEvents').rawBody).toBeUndefined()
})

test('the words that messages and book share are the same', () => {
  const choices = (name: string, property: string) => member(message(name), property).allowableValues
  expect(choices('SaveOrganization', 'status')).toEqual([...organizationStatuses])
  expect(choices('SaveAccount', 'status')).toEqual([...accountStatuses])
})

test('a message is made from what it says, and a typing error does not compile', () => {
  expect({ ...new dtos.GetAIUsage({ accountId: 'a' }) }).toEqual({ accountId: 'a' })
  // @ts-expect-error no such member
  new dtos.GetAIUsage({ acountId: 'a' })
})
