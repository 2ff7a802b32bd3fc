import fc from 'fast-check'
import { whole } from './reaches'
import { accounts, type KeyName, month, openUsageDesk, range, records, sendOneSessionEach, type UsageDesk } from './support'

let desk: UsageDesk
beforeAll(async () => {
  desk = await openUsageDesk()
  await sendOneSessionEach(desk)
})
afterAll(() => desk.close())

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
    const foreignSid = (await desk.ledger.account(whole, accounts.foreign))!.sid
    for (const path of paths)
      for (const format of ['json', 'csv']) {
        const { text, headers } = await desk.get(`${path}${path.includes('?') ? '&' : '?'}format=${format}`, key)
        for (const word of [...theirs, foreignSid]) expect(`${path} ${text} ${JSON.stringify(headers)}`).not.toContain(word)
      }
  })
})

describe('every operation, every credential, any mixture of ids (usage-domain 3.8, rules 1 and 9)', () => {
  const acme: readonly KeyName[] = ['manager', 'acme', 'unscoped', 'ingest', 'oneSource', 'member', 'nobody', 'goneMember']
  const others: readonly KeyName[] = ['foreignManager', 'other', 'otherMember', 'nobody']
  const ids = [...Object.values(accounts), 'o-acme', 'o-other', 'o-gone', 'nope', '*', '%']
  /** What a request may say, by the member's name and kind; what it says itself may come back in an error. */
  const values: Readonly<Record<string, readonly string[]>> = {
    'startDate string': ['2026-03-01'],
    'endDate string': ['2026-03-31'],
    'startDate int64': ['1735689600000'],
    'endDate int64': ['1775347200000'],
    'filter string': [
      "account_id ne 'x'",
      "contains(account_id, 'ea')",
      `account_id eq '${accounts.foreign}'`,
      `not account_id eq '${accounts.parent}'`,
    ],
    'category string': ['totalprice', 'ai-assistants'],
    'orderBy string': ['id:asc', 'id:desc'],
    'accountSid string': Object.values(accounts),
    boolean: ['true', 'false'],
    int32: ['1', '2'],
    string: ids,
  }
  const isForAdministrators = ({ message }: (typeof desk.catalog.operations)[number]) =>
    message.access.requiredRoles.includes('SystemAdministrator')

  test('what is for administrators is for nobody else', async () => {
    for (const operation of desk.catalog.operations.filter(isForAdministrators))
      for (const key of new Set([...acme, ...others])) {
        const verb = operation.actions.includes('POST') ? 'post' : 'get'
        expect([operation.message.name, (await desk.send(verb, `/api/${operation.message.name}`, key)).status]).toEqual([
          operation.message.name,
          403,
        ])
      }
  }, 20_000)

  test('never tells one tenant of the other', async () => {
    const event = {
      source: '/s',
      id: 'secret',
      account: accounts.foreign,
      meter: 'api',
      quantity: 7,
      price: '7777.123',
      currency: 'EUR',
      occurredAt: '2026-03-04T00:00:00Z',
    }
    await desk.send('post', '/usage/events', 'admin').send({ events: [event] })
    const sid = async (key: string) => (await desk.ledger.account(whole, key))!.sid
    const secrets = {
      acme: ['cust-1', 'cust-2', await sid(accounts.parent), await sid(accounts.child), await sid(accounts.idle)],
      others: ['cust-f', '7777.123', '54440.021', await sid(accounts.foreign)],
    }
    const call = fc
      .tuple(
        fc.constantFrom(...desk.catalog.operations.filter((each) => !isForAdministrators(each))),
        fc.constantFrom('json', 'csv'),
        fc.boolean(),
      )
      .chain(([{ message, actions }, format, isAcme]) => {
        const said = message.members.flatMap(({ name, type }) => {
          const pool = type.kind === 'scalar' ? (values[`${name} ${type.scalar}`] ?? values[type.scalar]) : undefined
          return pool ? [fc.option(fc.constantFrom(...pool)).map((value) => [name, value] as const)] : []
        })
        const path = `/api/${message.name}.${format}`
        return fc.record({
          path: fc.constant(path),
          verb: fc.constant(actions.includes('POST') ? ('post' as const) : ('get' as const)),
          query: fc.tuple(...said).map((list) => Object.fromEntries(list.filter(([, value]) => value !== null))),
          key: fc.constantFrom(...(isAcme ? acme : others)),
          secrets: fc.constant(isAcme ? secrets.others : secrets.acme),
        })
      })
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(call, async ({ path, verb, query, key, secrets }) => {
        const { status, text, headers } = await desk.send(verb, path, key).query(query)
        seen.add(`${path} ${status}`)
        expect(status).toBeLessThan(500)
        for (const secret of secrets) expect(`${text} ${JSON.stringify(headers)}`).not.toContain(secret)
      }),
      { numRuns: 400 },
    )
    // A test that is refused everywhere would prove nothing.
    expect([...seen].join()).toContain(' 200')
  }, 30_000)

  test('the search would find what an administrator sees', async () => {
    expect((await desk.get('/api/ListUsageRecords.csv', 'admin')).text).toContain('54440.021')
    expect((await desk.get('/api/GetAccountUsageMonth', 'other')).text).toContain('7777.123')
  })
})
