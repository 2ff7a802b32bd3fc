import { genericCsv } from '../../../services/usage/imports'
import { readAll, verdicts } from './support'

// Header and rows of usage-domain 4.3.
const header = 'event_id,occurred_at,account,customer,meter,direction,resolution,quantity,unit,product,price,currency'
const rows = [
  'c-7f31,2026-03-02T09:14:15.000Z,5ea75fe7aa224700012eae40,cust-0192,call.outbound,OUTBOUND,ANSWERED,246,SECONDS,TD-USG-TEL-UG-102213,,',
  'm-0a92,2026-03-02T09:15:00.120Z,5ea75fe7aa224700012eae40,cust-0192,sms.outbound,OUTBOUND,,2,SEGMENTS,TD-USG-MSG-UG-102301,,',
  'a-11c0,2026-03-02T10:02:31.500Z,5ea75fe7aa224700012eae40,,ai.live,INBOUND,ANSWERED,95,SECONDS,TD-USG-AIA-UG-102410,0.08,USD',
]
const account = '5ea75fe7aa224700012eae40'
const source = 'csv:generic:local'
const events = [
  {
    source,
    id: 'c-7f31',
    account,
    customer: 'cust-0192',
    meter: 'call.outbound',
    direction: 'OUTBOUND',
    resolution: 'ANSWERED',
    occurredAt: Date.parse('2026-03-02T09:14:15Z'),
    quantity: '246',
    unit: 'SECONDS',
    product: 'TD-USG-TEL-UG-102213',
  },
  expect.objectContaining({
    id: 'm-0a92',
    meter: 'sms.outbound',
    quantity: '2',
    occurredAt: Date.parse('2026-03-02T09:15:00.120Z'),
  }),
  expect.objectContaining({ id: 'a-11c0', meter: 'ai.live', price: '0.08', currency: 'USD' }),
]
const semicolons = (line: string) => line.replaceAll(',', ';')
const everyQuoted = (line: string) =>
  line
    .split(',')
    .map((cell) => `"${cell}"`)
    .join(',')

describe('The generic CSV (usage-domain 4.3, 3.9)', () => {
  test.each([
    ['plain', [header, ...rows].join('\n')],
    ['CRLF and trailing blank lines', `${[header, ...rows].join('\r\n')}\r\n\r\n\n`],
    ['a byte order mark', `\uFEFF${[header, ...rows].join('\n')}`],
    ['semicolons', [header, ...rows].map(semicolons).join('\n')],
    ['tabs', [header, ...rows].map((line) => line.replaceAll(',', '\t')).join('\n')],
    ['every cell quoted', [header, ...rows].map(everyQuoted).join('\r\n')],
  ])('%s', async (_, text) => {
    expect(verdicts(await readAll(genericCsv, text))).toEqual(events)
  })

  test('columns stand in any order; times without an offset are UTC; own columns are kept', async () => {
    const text = 'quantity,meter,account,occurred_at,data.trunk,source\n3,fax,acme,2026-03-02 09:14:15,"a,""b""\r\nc",/x\n'
    expect(verdicts(await readAll(genericCsv, text))).toEqual([
      {
        source: '/x',
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        account: 'acme',
        meter: 'fax',
        quantity: '3',
        occurredAt: Date.parse('2026-03-02T09:14:15Z'),
        data: { trunk: 'a,"b"\r\nc' },
      },
    ])
  })

  test('a bad row in the middle loses itself and nothing else; lines are those of the file', async () => {
    const bad = [
      'x,not a time,acme,,fax,,,1,,,,',
      'x,2026-03-02T09:14:15Z,acme,,fax,,,1',
      'x,2026-03-02T09:14:15Z,acme,"cus"t,fax,,,1,,,,',
      'x,2026-03-02T09:14:15Z,acme,,fax,,,one,,,,',
      'x,2026-03-02T09:14:15Z,,,fax,,,1,,,,',
      'x,2026-03-02T09:14:15Z,acme,,fax,,,1,,,"0,01",',
    ]
    const text = [
      header,
      rows[0],
      ...bad,
      '',
      '"m-0a92","2026-03-02T09:15:00.120Z","5ea","two\nlines",sms.outbound,,,2,,,,',
      rows[2],
    ].join('\n')
    const items = await readAll(genericCsv, text)
    expect(items.map((item) => [item.line, 'code' in item ? item.code : 'event'])).toEqual([
      [2, 'event'],
      [3, 'InvalidTime'],
      [4, 'ColumnCount'],
      [5, 'MalformedCsv'],
      [6, 'InvalidQuantity'],
      [7, 'MissingField'],
      [8, 'InvalidField'],
      [10, 'InvalidField'],
      [12, 'event'],
    ])
    expect(items.slice(1, 7).map(({ text }) => text)).toEqual(bad)
  })

  test('a quote that never closes costs its own line', async () => {
    const many = Array.from({ length: 3000 }, () => rows[1])
    const items = await readAll(genericCsv, [header, '"open,2026', ...many, rows[2]].join('\n'))
    expect(items).toHaveLength(3002)
    expect(items.filter((item) => 'code' in item)).toEqual([
      expect.objectContaining({ line: 2, code: 'MalformedCsv', text: '"open,2026' }),
    ])
  })

  test.each([
    ['a misspelt column', header.replace('customer', 'custmer'), '"custmer" is not known'],
    ['a missing column', header.replace('quantity,', ''), 'quantity is missing'],
    ['a column twice', `${header},meter`, 'meter is there twice'],
    ['no header', rows[0]!, 'occurred_at is missing'],
  ])('%s refuses every line and says what was expected', async (_, head, reason) => {
    const items = await readAll(genericCsv, [head, ...rows].join('\n'))
    expect(verdicts(items)).toEqual(['InvalidHeader', 'InvalidHeader', 'InvalidHeader', 'InvalidHeader'])
    expect(items[0]).toMatchObject({ message: expect.stringContaining(reason) })
  })

  test('what begins like a formula is kept as it is (threats 3.8: input is not stripped)', async () => {
    const text = `event_id,occurred_at,account,customer,meter,quantity\n=1+1,2026-03-02T09:14:15Z,@acme,-k,fax,+1\n`
    expect(verdicts(await readAll(genericCsv, text))).toEqual([
      expect.objectContaining({ id: '=1+1', account: '@acme', customer: '-k', quantity: '1' }),
    ])
  })
})
