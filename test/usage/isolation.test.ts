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
    const foreignSid = (await desk.ledger.account({ kind: 'all' }, accounts.foreign))!.sid
    for (const path of paths)
      for (const format of ['json', 'csv']) {
        const { text, headers } = await desk.get(`${path}${path.includes('?') ? '&' : '?'}format=${format}`, key)
        for (const word of [...theirs, foreignSid]) expect(`${path} ${text} ${JSON.stringify(headers)}`).not.toContain(word)
      }
  })
})
