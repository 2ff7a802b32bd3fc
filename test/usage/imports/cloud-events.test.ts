import { cloudEvents, toCloudEvent } from '../../../services/usage/imports'
import type { LedgerEvent } from '../../../services/usage/ledger/usage-event'
import { readAll, verdicts } from './support'

// The three events of usage-domain 4.3 (b).
const call =
  '{"specversion":"1.0","id":"c-7f31","source":"/switch/sfo-1","type":"usage.call.outbound","subject":"5ea75fe7aa224700012eae40/cust-0192","time":"2026-03-02T09:14:15.000Z","data":{"quantity":"246","unit":"SECONDS","direction":"OUTBOUND","resolution":"ANSWERED","product":"TD-USG-TEL-UG-102213"}}'
const whatsapp =
  '{"specversion":"1.0","id":"w-55e1","source":"/messaging/eu","type":"usage.whatsapp.outbound","subject":"5ea75fe7aa224700012eae40/cust-0007","time":"2026-03-02T09:15:04.010Z","data":{"quantity":"1","unit":"CONVERSATIONS"}}'
const voided =
  '{"specversion":"1.0","id":"void:c-7f31","source":"/switch/sfo-1","type":"usage.void","subject":"5ea75fe7aa224700012eae40","time":"2026-03-03T08:00:00Z","data":{"source":"/switch/sfo-1","id":"c-7f31","reason":"test call"}}'

const read: LedgerEvent[] = [
  {
    source: '/switch/sfo-1',
    id: 'c-7f31',
    account: '5ea75fe7aa224700012eae40',
    customer: 'cust-0192',
    meter: 'call.outbound',
    occurredAt: Date.parse('2026-03-02T09:14:15Z'),
    quantity: '246',
    unit: 'SECONDS',
    direction: 'OUTBOUND',
    resolution: 'ANSWERED',
    product: 'TD-USG-TEL-UG-102213',
  },
  {
    source: '/messaging/eu',
    id: 'w-55e1',
    account: '5ea75fe7aa224700012eae40',
    customer: 'cust-0007',
    meter: 'whatsapp.outbound',
    occurredAt: Date.parse('2026-03-02T09:15:04.010Z'),
    quantity: '1',
    unit: 'CONVERSATIONS',
  },
  {
    kind: 'void',
    source: '/switch/sfo-1',
    id: 'void:c-7f31',
    account: '5ea75fe7aa224700012eae40',
    target: { source: '/switch/sfo-1', id: 'c-7f31' },
    reason: 'test call',
  },
]

const pretty = (text: string) => JSON.stringify(JSON.parse(text), null, 2)

describe('CloudEvents (usage-domain 4.3)', () => {
  test.each([
    ['JSON lines', undefined, `${call}\n${whatsapp}\n${voided}`],
    [
      'JSON lines with CRLF, a byte order mark and blank lines',
      undefined,
      `\uFEFF${call}\r\n\r\n${whatsapp}\r\n${voided}\r\n \n\n`,
    ],
    ['a list on one line', undefined, `[${call},${whatsapp},${voided}]`],
    [
      'a list over many lines',
      'application/cloudevents-batch+json',
      `\uFEFF [\n${[call, whatsapp, voided].map(pretty).join(',\n')}\n]\n`,
    ],
    ['a list as JSON', 'application/json; charset=utf-8', `[${call},\n${whatsapp} , ${voided}]`],
    ['objects one after another', 'application/cloudevents+json', `${pretty(call)}${whatsapp}\n${pretty(voided)}`],
  ])('%s says the same events', async (_, mediaType, text) => {
    expect(verdicts(await readAll(cloudEvents, text, { mediaType }))).toEqual(read)
  })

  test('one event, on one line or many', async () => {
    expect(verdicts(await readAll(cloudEvents, call))).toEqual([read[0]])
    expect(verdicts(await readAll(cloudEvents, pretty(call)))).toEqual([read[0]])
    expect(verdicts(await readAll(cloudEvents, pretty(call), { mediaType: 'application/cloudevents+json' }))).toEqual([read[0]])
  })

  test('lines are counted in the file, in every form', async () => {
    const lines = async (text: string, mediaType?: string) =>
      (await readAll(cloudEvents, text, { mediaType })).map(({ line }) => line)
    expect(await lines(`\n${call}\n\nnonsense\n${voided}\n`)).toEqual([2, 4, 5])
    expect(await lines(`[\n${call},\n\n${pretty(call)},${whatsapp}]`)).toEqual([2, 4, 18])
  })

  const event = JSON.parse(call)
  const withData = (data: object) => ({ ...event, data: { ...event.data, ...data } })
  const deep = '['.repeat(30_000) + ']'.repeat(30_000)

  test.each<[string, string, string]>([
    ['no JSON', '{"specversion":"1.0"', 'MalformedJson'],
    ['a text', '"event"', 'MalformedJson'],
    ['null', 'null', 'MalformedJson'],
    ['another version', JSON.stringify({ ...event, specversion: '0.3' }), 'UnsupportedVersion'],
    ['no version', JSON.stringify({ ...event, specversion: undefined }), 'UnsupportedVersion'],
    ['another type', JSON.stringify({ ...event, type: 'com.example.order' }), 'UnknownType'],
    ['no id', JSON.stringify({ ...event, id: undefined }), 'MissingField'],
    ['an id that is a number', JSON.stringify({ ...event, id: 17 }), 'InvalidField'],
    ['an id of 10 KB', JSON.stringify({ ...event, id: 'i'.repeat(10_240) }), 'FieldTooLong'],
    ['a NUL in an id', JSON.stringify({ ...event, id: 'a\0b' }), 'InvalidField'],
    ['a line break in an account', JSON.stringify({ ...event, subject: 'a\nb' }), 'InvalidField'],
    ['no subject', JSON.stringify({ ...event, subject: undefined }), 'MissingField'],
    ['an object as subject', JSON.stringify({ ...event, subject: { $ne: '' } }), 'InvalidField'],
    ['a list as data', JSON.stringify({ ...event, data: [] }), 'InvalidField'],
    ['a list as quantity', JSON.stringify(withData({ quantity: ['1'] })), 'InvalidQuantity'],
    ['no quantity', JSON.stringify(withData({ quantity: undefined })), 'InvalidQuantity'],
    ['an exponent', JSON.stringify(withData({ quantity: '1e3' })), 'InvalidQuantity'],
    ['a number beyond 2^53', call.replace('"246"', '9007199254740993'), 'InvalidQuantity'],
    ['a price that a double rounded', JSON.stringify(withData({ price: 0.1 + 0.2 })), 'InvalidField'],
    ['half a count', JSON.stringify(withData({ count: 1.5 })), 'InvalidField'],
    ['time without a zone', JSON.stringify({ ...event, time: '2026-03-02T09:14:15' }), 'InvalidTime'],
    ['a day that does not exist', JSON.stringify({ ...event, time: '2026-02-29T00:00:00Z' }), 'InvalidTime'],
    ['no time', JSON.stringify({ ...event, time: undefined }), 'InvalidTime'],
    ['depth', call.replace('"246"', deep), 'TooDeep'],
    [
      'depth in the sender’s data',
      JSON.stringify(withData({ own: { a: { b: { c: { d: { e: { f: { g: { h: 1 } } } } } } } } })),
      'TooDeep',
    ],
    ['a void of nothing', JSON.stringify({ ...JSON.parse(voided), data: {} }), 'MissingField'],
    ['a line of 1 MB', JSON.stringify({ ...event, id: 'i'.repeat(1_000_000) }), 'LineTooLong'],
    ['a NUL', call.replace('c-7f31', 'c\0'), 'NulCharacter'],
  ])('%s is refused and the next event is taken', async (_, text, code) => {
    const [first, second, ...more] = await readAll(cloudEvents, `${text}\n${whatsapp}\n`)
    expect(first).toMatchObject({ line: 1, code, message: expect.stringMatching(/.{5}/) })
    expect(first!.text.length).toBeLessThanOrEqual(65_536)
    expect(second).toMatchObject({ line: 2, value: read[1] })
    expect(more).toEqual([])
  })

  test('bytes that are no UTF-8 are refused, in lines and in lists', async () => {
    const bad = Buffer.from(call.replace('c-7f31', 'c-é'), 'latin1')
    const lines = Buffer.concat([bad, Buffer.from(`\n${whatsapp}\n`)])
    const list = Buffer.concat([Buffer.from('['), bad, Buffer.from(`,${whatsapp}]`)])
    for (const bytes of [lines, list]) expect(verdicts(await readAll(cloudEvents, bytes))).toEqual(['InvalidUtf8', read[1]])
  })

  test.each([
    ['ends in the middle', `[${call},${whatsapp.slice(0, 50)}`, [read[0], 'MalformedJson']],
    ['holds scalars', `[1,"a",null,${call}]`, ['MalformedJson', 'MalformedJson', 'MalformedJson', read[0]]],
    ['holds a huge element', `[${call.replace('c-7f31', 'x'.repeat(100_000))},${call}]`, ['LineTooLong', read[0]]],
    ['is empty', '[]', []],
    ['is nothing', '', []],
  ])('a list that %s', async (_, text, expected) => {
    expect(verdicts(await readAll(cloudEvents, text))).toEqual(expected)
  })

  test('brackets, quotes and commas inside texts end nothing', async () => {
    const tricky = ['"', '\\', '\\"', ']', '},{', '"]}', '[{"a":"', '\u2028', '😀'].map((id) => ({ ...event, id: `x${id}` }))
    const ids = async (text: string) => verdicts(await readAll(cloudEvents, text)).map((item) => (item as LedgerEvent).id)
    for (const text of [
      JSON.stringify(tricky),
      JSON.stringify(tricky, null, 2),
      tricky.map((each) => JSON.stringify(each)).join('\n'),
    ])
      expect(await ids(text)).toEqual(tricky.map(({ id }) => id))
  })

  test('numbers are taken where nothing is lost', async () => {
    const [item] = verdicts(await readAll(cloudEvents, JSON.stringify(withData({ quantity: 246, price: 0.0000001, count: 2 }))))
    expect(item).toMatchObject({ quantity: '246', price: '0.0000001', count: 2 })
  })

  test('an id is told with a refusal that comes after it was read', async () => {
    expect(await readAll(cloudEvents, JSON.stringify({ ...event, time: 'soon' }))).toEqual([
      expect.objectContaining({ id: 'c-7f31' }),
    ])
  })

  test.each<[string, LedgerEvent]>([
    ['a call', read[0]!],
    ['a void', read[2]!],
    ['own data and a count', { ...read[0], count: 3, data: { trunk: 'a', hops: [1, 2] } } as LedgerEvent],
    ['an account with a slash', { ...read[0], account: 'acme/west' } as LedgerEvent],
    ['a customer with a slash', { ...read[0], customer: 'k/7' } as LedgerEvent],
    ['no customer', { ...read[0], customer: undefined, account: 'acme/west' } as LedgerEvent],
  ])('%s written and read again is the same event', async (_, event) => {
    expect(verdicts(await readAll(cloudEvents, toCloudEvent(event)))).toEqual([JSON.parse(JSON.stringify(event))])
  })
})
