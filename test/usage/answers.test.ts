import { accounts, month, openUsageDesk, range, records, sendOneSessionEach, type UsageDesk } from './support'

let desk: UsageDesk
beforeAll(async () => {
  desk = await openUsageDesk()
  await sendOneSessionEach(desk)
})
afterAll(() => desk.close())

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
