import { accounts, type KeyName, openUsageDesk, type UsageDesk } from './support'

let desk: UsageDesk
beforeAll(async () => {
  desk = await openUsageDesk()
  const event = (account: string, customer: string, id: string) => ({
    source: '/switch/1',
    id,
    account,
    customer,
    meter: 'ai.live',
    quantity: '95',
    occurredAt: '2026-03-02T10:02:31Z',
  })
  await desk.send('post', '/usage/events', 'admin').send({
    events: [event(accounts.parent, 'cust-1', 'a'), event(accounts.child, 'cust-1', 'b'), event(accounts.foreign, 'cust-f', 'c')],
  })
})
afterAll(() => desk.close())

interface Case {
  readonly what: string
  readonly path: string
  readonly key?: KeyName
  readonly status: number
  /** With a callback; errors before the service are 200 there, so that the script runs (R-2.20). */
  readonly scriptStatus: number
  readonly body: object
  /** The first line of the CSV. */
  readonly columns: string
}

const wrong = (errorCode: string, fieldName?: string) => ({
  responseStatus: {
    errorCode,
    message: expect.any(String),
    errors: fieldName ? [{ errorCode, fieldName, message: expect.any(String) }] : [],
  },
})
const columns = {
  evo: 'ErrorCode,Message',
  talkdesk: 'code,message,description',
  infodeck: 'error,message',
  twilio: 'code,message,more_info,status',
}
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
const records = (account: string) => `/2010-04-01/Accounts/${account}/Usage/Records`
const range = 'startDate=1767225600000&endDate=1775347200000'
const month = '/express/usage/month'

const cases: readonly Case[] = [
  {
    what: 'GetAIUsage, wrong date',
    path: '/ai/usage?startDate=2023-02-29',
    key: 'admin',
    status: 400,
    scriptStatus: 400,
    body: wrong('InvalidDate', 'StartDate'),
    columns: columns.evo,
  },
  {
    what: 'GetAIUsage, swapped dates',
    path: '/ai/usage?startDate=2026-03-02&endDate=2026-03-01',
    key: 'admin',
    status: 400,
    scriptStatus: 400,
    body: wrong('InvalidDateRange', 'EndDate'),
    columns: columns.evo,
  },
  {
    what: 'GetAIUsage, wrong role',
    path: '/ai/usage',
    key: 'manager',
    status: 403,
    scriptStatus: 200,
    body: wrong('Forbidden'),
    columns: columns.evo,
  },
  {
    what: 'GetAIUsage, no key',
    path: '/ai/usage',
    status: 401,
    scriptStatus: 200,
    body: wrong('Unauthorized'),
    columns: columns.evo,
  },
  {
    what: 'ListUsageRecords, wrong date',
    path: '/billing/usage?endDate=tomorrow',
    key: 'manager',
    status: 400,
    scriptStatus: 400,
    body: wrong('InvalidDate', 'EndDate'),
    columns: columns.evo,
  },
  {
    what: 'ListUsageRecords, wrong role',
    path: '/billing/usage',
    key: 'nobody',
    status: 403,
    scriptStatus: 200,
    body: wrong('Forbidden'),
    columns: columns.evo,
  },
  {
    what: 'ListUsageRecords, no key',
    path: '/billing/usage',
    status: 401,
    scriptStatus: 200,
    body: wrong('Unauthorized'),
    columns: columns.evo,
  },
  {
    what: 'ListUsageRecords, unknown account, administrator',
    path: '/billing/usage?accountId=nope',
    key: 'admin',
    status: 404,
    scriptStatus: 404,
    body: wrong('AccountNotFound', 'AccountId'),
    columns: columns.evo,
  },
  {
    what: 'ListUsageRecords, unknown account, manager',
    path: '/billing/usage?accountId=nope',
    key: 'manager',
    status: 403,
    scriptStatus: 403,
    body: wrong('Forbidden', 'AccountId'),
    columns: columns.evo,
  },
  {
    what: 'ListUsageRecords, foreign account',
    path: `/billing/usage?accountId=${accounts.foreign}`,
    key: 'manager',
    status: 403,
    scriptStatus: 403,
    body: wrong('Forbidden', 'AccountId'),
    columns: columns.evo,
  },

  {
    what: 'Talkdesk, wrong month',
    path: `${month}?filter=month+eq+'2025-13'`,
    key: 'acme',
    status: 400,
    scriptStatus: 400,
    body: talkdesk('invalid_parameters', ['filter']),
    columns: `${columns.talkdesk},fields`,
  },
  {
    what: 'Talkdesk, wrong page size',
    path: `${month}?per_page=251`,
    key: 'acme',
    status: 400,
    scriptStatus: 400,
    body: talkdesk('invalid_parameters', ['per_page']),
    columns: `${columns.talkdesk},fields`,
  },
  {
    what: 'Talkdesk, wrong order',
    path: `${month}?order_by=price`,
    key: 'acme',
    status: 400,
    scriptStatus: 400,
    body: talkdesk('invalid_parameters', ['order_by']),
    columns: `${columns.talkdesk},fields`,
  },
  {
    what: 'Talkdesk, wrong scope',
    path: `${month}?per_page=251`,
    key: 'unscoped',
    status: 403,
    scriptStatus: 200,
    body: talkdesk('forbidden'),
    columns: columns.talkdesk,
  },
  {
    what: 'Talkdesk, no token',
    path: `${month}?per_page=251`,
    status: 401,
    scriptStatus: 200,
    body: talkdesk('unauthorized'),
    columns: columns.talkdesk,
  },
  {
    what: 'Talkdesk, unknown account',
    path: `${month}?filter=account_id+eq+'nope'`,
    key: 'acme',
    status: 403,
    scriptStatus: 403,
    body: talkdesk('forbidden'),
    columns: columns.talkdesk,
  },
  {
    what: 'Talkdesk, foreign account',
    path: `${month}?filter=account_id+eq+'${accounts.foreign}'+or+account_id+eq+'${accounts.parent}'`,
    key: 'acme',
    status: 403,
    scriptStatus: 403,
    body: talkdesk('forbidden'),
    columns: columns.talkdesk,
  },

  {
    what: 'Infodeck, wrong date',
    path: '/organizations/o-acme/usage?startDate=x&endDate=1775347200000',
    key: 'member',
    status: 422,
    scriptStatus: 200,
    body: infodeck('ValidationError', expect.stringMatching(/^Input data validation failed\. .*startDate/)),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, seconds',
    path: '/organizations/o-acme/usage?startDate=1767225600&endDate=1775347200',
    key: 'member',
    status: 422,
    scriptStatus: 422,
    body: infodeck('ValidationError', expect.stringMatching(/^Input data validation failed\. startDate.*milliseconds/)),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, wrong organization',
    path: `/organizations/o-other/usage?${range}`,
    key: 'member',
    status: 403,
    scriptStatus: 403,
    body: infodeck('Forbidden', sentence[403]),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, unknown organization',
    path: `/organizations/o-nope/usage?${range}`,
    key: 'member',
    status: 403,
    scriptStatus: 403,
    body: infodeck('Forbidden', sentence[403]),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, unknown organization, administrator',
    path: `/organizations/o-nope/usage?${range}`,
    key: 'admin',
    status: 404,
    scriptStatus: 404,
    body: infodeck('ResourceNotFound', sentence[404]),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, deleted organization of the caller',
    path: `/organizations/o-gone/usage?${range}`,
    key: 'goneMember',
    status: 404,
    scriptStatus: 404,
    body: infodeck('ResourceNotFound', sentence[404]),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, a key that only writes',
    path: `/organizations/o-acme/usage?${range}`,
    key: 'ingest',
    status: 403,
    scriptStatus: 403,
    body: infodeck('Forbidden', sentence[403]),
    columns: columns.infodeck,
  },
  {
    what: 'Infodeck, no key',
    path: '/organizations/o-acme/usage?startDate=x',
    status: 401,
    scriptStatus: 200,
    body: infodeck('Unauthenticated', sentence[401]),
    columns: columns.infodeck,
  },

  {
    what: 'Twilio, wrong date',
    path: `${records(accounts.parent)}?StartDate=2026-2-3`,
    key: 'manager',
    status: 400,
    scriptStatus: 400,
    body: twilio(20001, 400),
    columns: columns.twilio,
  },
  {
    what: 'Twilio, wrong page size',
    path: `${records(accounts.parent)}?PageSize=1001`,
    key: 'manager',
    status: 400,
    scriptStatus: 400,
    body: twilio(20001, 400),
    columns: columns.twilio,
  },
  {
    what: 'Twilio, wrong role',
    path: records(accounts.parent),
    key: 'nobody',
    status: 403,
    scriptStatus: 200,
    body: twilio(20006, 403),
    columns: columns.twilio,
  },
  {
    what: 'Twilio, no credentials',
    path: `${records(accounts.parent)}?PageSize=x`,
    status: 401,
    scriptStatus: 200,
    body: twilio(20003, 401),
    columns: columns.twilio,
  },
  {
    what: 'Twilio, unknown account',
    path: records('ACnope'),
    key: 'admin',
    status: 404,
    scriptStatus: 404,
    body: twilio(20404, 404),
    columns: columns.twilio,
  },
  {
    what: 'Twilio, foreign account',
    path: records(accounts.foreign),
    key: 'manager',
    status: 403,
    scriptStatus: 403,
    body: twilio(20006, 403),
    columns: columns.twilio,
  },
]

describe.each(cases)('$what', ({ path, key, status, scriptStatus, body, columns }) => {
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
    expect(reply.text.split('\r\n')[0]).toMatch(new RegExp(`^(?:ResponseStatus|${columns})$`, 'i'))
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

describe('what cannot be told apart (usage-domain 3.8, rule 2)', () => {
  test.each([
    [
      'ListUsageRecords',
      `/billing/usage?accountId=${accounts.foreign}`,
      '/billing/usage?accountId=6fb86fe7aa224700012eafff',
      'manager',
    ],
    [
      'Talkdesk',
      `${month}?filter=account_id+eq+'${accounts.foreign}'`,
      `${month}?filter=account_id+eq+'6fb86fe7aa224700012eafff'`,
      'acme',
    ],
    ['Infodeck', `/organizations/o-other/usage?${range}`, `/organizations/o-nope/usage?${range}`, 'member'],
    ['Twilio', records(accounts.foreign), records('6fb86fe7aa224700012eafff'), 'manager'],
  ] as const)('%s: a foreign id and one that does not exist', async (_, foreign, unknown, key) => {
    const [left, right] = [await desk.get(foreign, key), await desk.get(unknown, key)]
    const comparable = ({ status, text, headers: { date, ...headers } }: typeof left) => ({ status, text, headers })
    expect(comparable(left)).toEqual(comparable(right))
  })
})

describe('nothing of the other tenant is in any answer (usage-domain 3.8, rule 9)', () => {
  const theirs = [accounts.foreign, 'cust-f', 'o-other']
  const paths = [
    '/billing/usage',
    month,
    `${month}?filter=contains(account_id,'6')`,
    `/organizations/o-acme/usage?${range}`,
    records(accounts.parent),
    '/ai/usage',
    '/ledger/events',
    '/ledger/accounts',
    '/ledger/status',
  ]
  const callers: readonly KeyName[] = ['manager', 'acme', 'member', 'unscoped', 'ingest', 'nobody']
  test.each(callers)('%s', async (key) => {
    const foreignSid = (await desk.ledger.account({ kind: 'all' }, accounts.foreign))!.sid
    for (const path of paths)
      for (const format of ['json', 'csv']) {
        const { text, headers } = await desk.get(`${path}${path.includes('?') ? '&' : '?'}format=${format}`, key)
        for (const word of [...theirs, foreignSid]) expect(`${path} ${text} ${JSON.stringify(headers)}`).not.toContain(word)
      }
  })
})

describe('forms', () => {
  test.each([
    ['Evo', '/billing/usage', 'manager', 'text/csv'],
    ['Talkdesk', month, 'acme', 'application/json'],
    ['Infodeck', `/organizations/o-acme/usage?${range}`, 'member', 'application/json'],
    ['Twilio', records(accounts.parent), 'manager', 'application/json'],
  ] as const)('%s asked for CSV by Accept (design section 6)', async (_, path, key, type) => {
    expect((await desk.get(path, key).set('Accept', 'text/csv')).type).toBe(type)
    expect((await desk.get(`${path}${path.includes('?') ? '&' : '?'}format=csv`, key)).type).toBe('text/csv')
  })

  test.each([
    ['repeated', '/ai/usage?startDate=2026-03-01&startDate=2026-03-02'],
    ['10 KB', `/ai/usage?startDate=${'9'.repeat(10_240)}`],
    ['emoji', `/ai/usage?endDate=${encodeURIComponent('📅')}`],
    ['with blanks', '/ai/usage?endDate=%202026-03-01%20'],
  ])('a date that is %s is 400 and names its field', async (_, path) => {
    const { status, body } = await desk.get(path, 'admin')
    expect([status, body.responseStatus.errors[0].fieldName]).toEqual([400, expect.stringMatching(/^(Start|End)Date$/)])
  })

  test('a list where a date belongs is 400', async () => {
    expect((await desk.send('post', '/ai/usage', 'admin').send({ startDate: ['2026-03-01'] })).status).toBe(400)
  })

  test.each([
    ['1900-01-01', '2999-12-31', 2],
    ['2026-03-02', '2026-03-02', 2],
    ['2026-03-02T23:59:59-05:00', '2026-03-03', 0],
    ['/Date(1772409600000)/', '2026-03-02T23:59:59Z', 2],
    ['2026-03-03', '2026-12-31', 0],
    ['1999-01-01', '2026-03-01', 0],
    ['', '', 2],
  ])('from %s to %s', async (startDate, endDate, minutes) => {
    const { status, body } = await desk.get('/ai/usage', 'admin').query({ startDate, endDate, accountId: accounts.child })
    expect([status, body.accountUsage[0]?.aiMinutes ?? 0]).toEqual([200, minutes])
  })

  test.each([
    ['page=2147483647&per_page=250', 200],
    ['page=9007199254740992', 400],
    ['page=0', 400],
    ['page=-1', 400],
    ['page=abc', 400],
    ['per_page=250', 200],
    ['per_page=1.5', 400],
    ['filter=', 200],
    [`filter=${encodeURIComponent(`account_id eq '${'x'.repeat(1585)}'`)}`, 400],
    [`filter=${encodeURIComponent(`month eq '2026-03'${' '.repeat(1582)}`)}`, 200],
  ])('Talkdesk with %s is %i', async (query, status) => {
    const reply = await desk.get(`${month}?${query}`, 'acme')
    expect(reply.status).toBe(status)
    if (status === 400) expect(reply.body.fields).toHaveLength(1)
    else expect(new URL(reply.body._links.last.href).searchParams.get('page')).toBe('1')
  })
})

describe('the answers', () => {
  test('an unknown account in GetAIUsage is a filter that nothing passes (usage-domain 3.7)', async () => {
    const { status, body } = await desk.get('/ai/usage?accountId=nope', 'admin')
    expect([status, body]).toEqual([200, { accountUsage: [], customerUsage: [] }])
  })

  test.each(['get', 'post', 'put'] as const)('GetAIUsage by %s', async (verb) => {
    const call = desk.send(verb, '/ai/usage', 'admin')
    const { body } = await (verb === 'get'
      ? call.query({ accountId: accounts.child })
      : call.type('form').send({ accountId: accounts.child }))
    expect(body).toEqual({
      accountUsage: [{ accountId: accounts.child, aiMinutes: 2 }],
      customerUsage: [{ accountId: accounts.child, customerId: 'cust-1', aiMinutes: 2 }],
    })
  })

  test('a manager sees his accounts and those below them, each with a total (usage-domain 3.7)', async () => {
    const { body } = await desk.get('/billing/usage', 'manager')
    const totals = body.filter((each: { category: string }) => each.category === 'totalprice')
    expect(totals).toHaveLength(2)
    expect(totals[0]).not.toHaveProperty('count')
    expect(totals[0]).toMatchObject({ price: 0.16, priceUnit: 'usd', startDate: '2026-03-02', endDate: '2026-04-05' })
  })

  test('an account without usage has its total and nothing else', async () => {
    const { body } = await desk.get(`/billing/usage?accountId=${accounts.idle}`, 'admin')
    expect(body).toMatchObject([{ category: 'totalprice', price: 0, usage: '0' }])
  })

  test('Talkdesk: direction and resolution are written as null, there is no next on the last page', async () => {
    const { text, body } = await desk.get(month, 'acme')
    expect(text).toContain('"direction":null,"resolution":null')
    expect(body._links).not.toHaveProperty('next')
    expect(body).toMatchObject({ count: 2, page: 1, per_page: 50, total: 2, total_pages: 1 })
  })

  test('Talkdesk: pages have each row once, whatever the order', async () => {
    const ids = async (order: string) => {
      const seen: string[] = []
      for (let path: string | undefined = `${month}?per_page=1&order_by=${order}`; path; ) {
        const { body }: { body: any } = await desk.get(path, 'acme')
        seen.push(...body._embedded.usage.map((row: { id: string }) => row.id))
        path = body._links.next && new URL(body._links.next.href).pathname + new URL(body._links.next.href).search
      }
      return seen
    }
    const down = await ids('id:desc')
    expect(down).toEqual([...down].sort().reverse())
    expect(await ids('id:asc')).toEqual([...down].reverse())
  })

  test.each([
    [`account_id eq '${accounts.child}'`, [accounts.child]],
    [`not account_id eq '${accounts.child}'`, [accounts.parent]],
    ["month eq '2026-02'", []],
    ["month ge '2026-03' and contains(account_id, 'ae02')", [accounts.child]],
  ])('Talkdesk: %s', async (filter, found) => {
    const { status, body } = await desk.get(month, 'acme').query({ filter })
    expect([status, body._embedded.usage.map((row: { account_id: string }) => row.account_id)]).toEqual([200, found])
  })

  test.each([
    // The instant itself, a millisecond less, from it, a millisecond later.
    ['o-acme', 'member', Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 3), 200],
    ['o-acme', 'member', Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 2), 200],
    ['o-acme', 'member', 1e11, 253402300799999, 200],
    ['o-acme', 'member', Date.UTC(2026, 2, 3), Date.UTC(2026, 2, 2), 422],
    ['o-acme', 'member', -1, Date.UTC(2026, 2, 2), 422],
    ['o-acme', 'member', 1e11 - 1, Date.UTC(2026, 2, 2), 422],
    ['o-acme', 'member', 1e11, 253402300800000, 422],
  ] as const)('Infodeck: %s by %s from %d to %d is %d', async (organization, key, from, to, status) => {
    expect((await desk.get(`/organizations/${organization}/usage?startDate=${from}&endDate=${to}`, key)).status).toBe(status)
  })

  test('Twilio: an envelope, pages that follow each other, and the same numbers on the predefined route', async () => {
    const first = (await desk.get(`${records(accounts.parent)}.json?PageSize=2`, 'manager')).body
    expect(first).toMatchObject({ page: 0, page_size: 2, start: 0, end: 1, previous_page_uri: null })
    const seen = [...first.usage_records]
    for (let next = first.next_page_uri; next; ) {
      const { body } = await desk.get(next, 'manager')
      seen.push(...body.usage_records)
      next = body.next_page_uri
    }
    const { body: all } = await desk.get(`/api/ListAccountUsageRecords?accountSid=${accounts.parent}`, 'manager')
    expect(seen).toEqual(all.usage_records)
    expect(seen.at(-1)).toMatchObject({ category: 'totalprice', count: null, count_unit: '', price: 0.32 })
    const beyond = (await desk.get(`${records(accounts.parent)}?PageSize=2&Page=9`, 'manager')).body
    expect(beyond).toMatchObject({ usage_records: [], end: 0, next_page_uri: null })
  })
})
