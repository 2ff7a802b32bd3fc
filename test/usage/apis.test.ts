import { accounts, type KeyName, month, openUsageDesk, range, records, sendOneSessionEach, type UsageDesk } from './support'

let desk: UsageDesk
beforeAll(async () => {
  desk = await openUsageDesk()
  await sendOneSessionEach(desk)
})
afterAll(() => desk.close())

/** What is asked by whom, the status, the status with a callback (what is refused before the service is 200 then, R-2.20), and the body. */
type Refusal = readonly [what: string, path: string, key: KeyName | undefined, status: number, scriptStatus: number, body: object]

const wrong = (errorCode: string, fieldName?: string) => ({
  responseStatus: {
    errorCode,
    message: expect.any(String),
    errors: fieldName ? [{ errorCode, fieldName, message: expect.any(String) }] : [],
  },
})
const talkdesk = (code: string, fields?: string[]) => ({
  code,
  message: expect.any(String),
  description: expect.any(String),
  ...(fields ? { fields: fields.map((name) => ({ name, description: expect.any(String) })) } : {}),
})
const infodeck = (error: string, message: unknown) => ({ error, message })
const twilio = (code: number, status: number) => ({
  code,
  message: expect.any(String),
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
})
const sentence = {
  401: 'Authentication is required and has failed or has not yet been provided.',
  403: 'Access to the requested resource is forbidden.',
  404: 'The requested resource could not be found.',
}
const evoCases: readonly Refusal[] = [
  ['GetAIUsage, wrong date', '/ai/usage?startDate=2023-02-29', 'admin', 400, 400, wrong('InvalidDate', 'StartDate')],
  [
    'GetAIUsage, swapped dates',
    '/ai/usage?startDate=2026-03-02&endDate=2026-03-01',
    'admin',
    400,
    400,
    wrong('InvalidDateRange', 'EndDate'),
  ],
  ['GetAIUsage, wrong role', '/ai/usage', 'manager', 403, 200, wrong('Forbidden')],
  ['GetAIUsage, no key', '/ai/usage', undefined, 401, 200, wrong('Unauthorized')],
  ['ListUsageRecords, wrong date', '/billing/usage?endDate=tomorrow', 'manager', 400, 400, wrong('InvalidDate', 'EndDate')],
  ['ListUsageRecords, wrong role', '/billing/usage', 'nobody', 403, 200, wrong('Forbidden')],
  ['ListUsageRecords, no key', '/billing/usage', undefined, 401, 200, wrong('Unauthorized')],
  [
    'ListUsageRecords, unknown account, administrator',
    '/billing/usage?accountId=nope',
    'admin',
    404,
    404,
    wrong('AccountNotFound', 'AccountId'),
  ],
  [
    'ListUsageRecords, unknown account, manager',
    '/billing/usage?accountId=nope',
    'manager',
    403,
    403,
    wrong('Forbidden', 'AccountId'),
  ],
  [
    'ListUsageRecords, foreign account',
    `/billing/usage?accountId=${accounts.foreign}`,
    'manager',
    403,
    403,
    wrong('Forbidden', 'AccountId'),
  ],
]

const talkdeskCases: readonly Refusal[] = [
  ['Talkdesk, wrong month', `${month}?filter=month+eq+'2025-13'`, 'acme', 400, 400, talkdesk('invalid_parameters', ['filter'])],
  ['Talkdesk, wrong page size', `${month}?per_page=251`, 'acme', 400, 400, talkdesk('invalid_parameters', ['per_page'])],
  ['Talkdesk, wrong order', `${month}?order_by=price`, 'acme', 400, 400, talkdesk('invalid_parameters', ['order_by'])],
  ['Talkdesk, wrong scope', `${month}?per_page=251`, 'unscoped', 403, 200, talkdesk('forbidden')],
  ['Talkdesk, no token', `${month}?per_page=251`, undefined, 401, 200, talkdesk('unauthorized')],
  ['Talkdesk, unknown account', `${month}?filter=account_id+eq+'nope'`, 'acme', 403, 403, talkdesk('forbidden')],
  [
    'Talkdesk, foreign account',
    `${month}?filter=account_id+eq+'${accounts.foreign}'+or+account_id+eq+'${accounts.parent}'`,
    'acme',
    403,
    403,
    talkdesk('forbidden'),
  ],
]

const infodeckCases: readonly Refusal[] = [
  [
    'Infodeck, wrong date',
    '/organizations/o-acme/usage?startDate=x&endDate=1775347200000',
    'member',
    422,
    200,
    infodeck('ValidationError', expect.stringMatching(/^Input data validation failed\. .*startDate/)),
  ],
  [
    'Infodeck, seconds',
    '/organizations/o-acme/usage?startDate=1767225600&endDate=1775347200',
    'member',
    422,
    422,
    infodeck('ValidationError', expect.stringMatching(/^Input data validation failed\. startDate.*milliseconds/)),
  ],
  [
    'Infodeck, wrong organization',
    `/organizations/o-other/usage?${range}`,
    'member',
    403,
    403,
    infodeck('Forbidden', sentence[403]),
  ],
  [
    'Infodeck, unknown organization',
    `/organizations/o-nope/usage?${range}`,
    'member',
    403,
    403,
    infodeck('Forbidden', sentence[403]),
  ],
  [
    'Infodeck, unknown organization, administrator',
    `/organizations/o-nope/usage?${range}`,
    'admin',
    404,
    404,
    infodeck('ResourceNotFound', sentence[404]),
  ],
  [
    'Infodeck, deleted organization of the caller',
    `/organizations/o-gone/usage?${range}`,
    'goneMember',
    404,
    404,
    infodeck('ResourceNotFound', sentence[404]),
  ],
  [
    'Infodeck, a key that only writes',
    `/organizations/o-acme/usage?${range}`,
    'ingest',
    403,
    403,
    infodeck('Forbidden', sentence[403]),
  ],
  [
    'Infodeck, no key',
    '/organizations/o-acme/usage?startDate=x',
    undefined,
    401,
    200,
    infodeck('Unauthenticated', sentence[401]),
  ],
]

const twilioCases: readonly Refusal[] = [
  ['Twilio, wrong date', `${records(accounts.parent)}?StartDate=2026-2-3`, 'manager', 400, 400, twilio(20001, 400)],
  ['Twilio, wrong page size', `${records(accounts.parent)}?PageSize=1001`, 'manager', 400, 400, twilio(20001, 400)],
  ['Twilio, wrong role', records(accounts.parent), 'nobody', 403, 200, twilio(20006, 403)],
  ['Twilio, no credentials', `${records(accounts.parent)}?PageSize=x`, undefined, 401, 200, twilio(20003, 401)],
  ['Twilio, unknown account', records('ACnope'), 'admin', 404, 404, twilio(20404, 404)],
  ['Twilio, foreign account', records(accounts.foreign), 'manager', 403, 403, twilio(20006, 403)],
]

/** Each vendor's refusals, and the first line of their CSV. */
const apis: readonly (readonly [columns: RegExp, cases: readonly Refusal[]])[] = [
  [/^ResponseStatus$/, evoCases],
  [/^code,message,description(,fields)?$/, talkdeskCases],
  [/^error,message$/, infodeckCases],
  [/^code,message,more_info,status$/, twilioCases],
]
const cases = apis.flatMap(([columns, list]) => list.map((each) => [...each, columns] as const))

describe.each(cases)('%s', (_, path, key, status, scriptStatus, body, columns) => {
  const [address = '', query = ''] = path.split('?')

  test('JSON', async () => {
    const reply = await desk.get(path, key)
    expect([reply.status, reply.type]).toEqual([status, 'application/json'])
    expect(reply.body).toEqual(body)
    expect(reply.headers['cache-control']).toMatch(/private/)
  })

  test('CSV', async () => {
    const reply = await desk.get(`${address}.csv?${query}`, key)
    expect([reply.status, reply.type]).toEqual([status, 'text/csv'])
    expect(reply.text.split('\r\n')[0]).toMatch(columns)
  })

  test('JSONP (R-2.20)', async () => {
    const reply = await desk
      .get(`${path}${query ? '&' : '?'}callback=cb`, key)
      .buffer(true)
      .parse((response, done) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () => done(null, text))
      })
    expect([reply.status, reply.type]).toEqual([scriptStatus, 'text/javascript'])
    const [, inner] = /^\/\*\*\/cb\((.*)\)$/s.exec(reply.body as string) ?? []
    expect(JSON.parse(inner!)).toEqual(body)
  })
})
