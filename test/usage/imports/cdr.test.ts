import { type MappingProfile, mappedCsv, readProfile } from '../../../services/usage/imports'
import { asterisk } from '../../../services/usage/imports/asterisk'
import { freeswitch } from '../../../services/usage/imports/freeswitch'
import { profileFaults } from '../../../services/usage/imports/mapping-profile'
import { readAll, verdicts } from './support'

// Columns of usage-domain 4.3 (a).
const answered =
  '"acme-001","+14155550123","+442079460018","outbound","""Anna B"" <+14155550123>","PJSIP/201-0000a1","PJSIP/trunk-0000a2","Dial","PJSIP/trunk","2026-03-02 09:14:07","2026-03-02 09:14:15","2026-03-02 09:18:21",254,246,"ANSWERED","BILL","1772442847.1731",""'
const abandoned =
  '"acme-001","+33142278186","+14155550100","from-pstn","<+33142278186>","PJSIP/trunk-0000a7","","Queue","support","2026-03-02 09:20:44","","2026-03-02 09:21:09",25,0,"NO ANSWER","BILL","1772443244.1736",""'

const row = (changes: Partial<Record<string, string>>) => {
  const columns = [
    'accountcode',
    'src',
    'dst',
    'dcontext',
    'clid',
    'channel',
    'dstchannel',
    'lastapp',
    'lastdata',
    'start',
    'answer',
    'end',
    'duration',
    'billsec',
    'disposition',
    'amaflags',
    'uniqueid',
    'userfield',
  ]
  const base: Record<string, string> = {
    accountcode: 'acme',
    src: '1',
    dst: '2',
    dcontext: 'outbound',
    start: '2026-03-02 09:14:07',
    duration: '70',
    billsec: '61',
    disposition: 'ANSWERED',
    amaflags: 'BILL',
    uniqueid: '1.1',
  }
  return columns.map((name) => `"${changes[name] ?? base[name] ?? ''}"`).join(',')
}

describe('Asterisk CDR (usage-domain 4.3)', () => {
  test('a row becomes a call; the start is UTC by the zone of the profile; the quantity is billsec', async () => {
    const [first, second] = verdicts(
      await readAll(asterisk, `${answered}\r\n${abandoned}\r\n\r\n`, { zone: 'America/New_York', host: 'pbx1' }),
    )
    expect(first).toEqual({
      source: 'cdr:asterisk:pbx1',
      id: '1772442847.1731',
      account: 'acme-001',
      meter: 'call.outbound',
      direction: 'OUTBOUND',
      resolution: 'ANSWERED',
      occurredAt: Date.parse('2026-03-02T14:14:07Z'),
      quantity: '246',
      unit: 'SECONDS',
      data: { src: '+14155550123', dst: '+442079460018', dcontext: 'outbound', duration: '254', disposition: 'ANSWERED' },
    })
    expect(second).toMatchObject({ meter: 'call.inbound.local', direction: 'INBOUND', resolution: 'ABANDONED', quantity: '0' })
  })

  test.each([
    [
      { dcontext: 'from-pstn', dst: '+18005550100' },
      { meter: 'call.inbound.tollfree', direction: 'INBOUND', resolution: 'ANSWERED' },
    ],
    [{ dcontext: 'inbound-main', dst: '0018885550100' }, { meter: 'call.inbound.tollfree' }],
    [{ dcontext: 'from-internal', dst: '448081570192' }, { meter: 'call.inbound.tollfree' }],
    [{ dcontext: 'from-pstn', dst: '+14155550100' }, { meter: 'call.inbound.local' }],
    [
      { dcontext: 'outbound', dst: '+18005550100' },
      { meter: 'call.outbound', direction: 'OUTBOUND' },
    ],
    [{ disposition: 'NO ANSWER', billsec: '0' }, { resolution: 'MISSED' }],
    [{ disposition: 'NO ANSWER', billsec: '0', dcontext: 'from-pstn' }, { resolution: 'MISSED' }],
    [
      { disposition: 'BUSY', billsec: '0' },
      { resolution: 'OTHER', quantity: '0' },
    ],
    [
      { disposition: 'ANSWERED', billsec: '0' },
      { resolution: 'MISSED', quantity: '0' },
    ],
  ])('%j becomes %j', async (changes, expected) => {
    expect(verdicts(await readAll(asterisk, row(changes)))).toEqual([expect.objectContaining(expected)])
  })

  test.each([
    [{ accountcode: '' }, 'MissingField'],
    [{ disposition: 'WHO KNOWS' }, 'NoRuleMatches'],
    [{ start: '' }, 'InvalidTime'],
    [{ start: '2026-02-30 10:00:00' }, 'InvalidTime'],
    [{ billsec: '1e3' }, 'InvalidQuantity'],
    [{ accountcode: 'x'.repeat(257) }, 'FieldTooLong'],
    [{ uniqueid: 'i'.repeat(10_240) }, 'FieldTooLong'],
  ])('%j is refused as %s, and nothing is guessed', async (changes, code) => {
    const good = row({})
    expect(await readAll(asterisk, `${row(changes)}\n${good}\n`)).toEqual([
      expect.objectContaining({ line: 1, code, text: row(changes) }),
      expect.objectContaining({ line: 2, text: good }),
    ])
  })

  test('without uniqueid the id is a hash of the line and its number among equal lines, whatever the quotes', async () => {
    const short = row({}).split(',').slice(0, 16).join(',')
    const ids = (text: string) => readAll(asterisk, text).then((items) => items.map((item) => 'value' in item && item.value.id))
    const [first, second, other] = await ids(`${short}\n${short}\n${short.replace('acme', 'else')}\n`)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(second).toBe(`${first}-1`)
    expect(other).not.toBe(first)
    expect(await ids(`${short.replaceAll('"', '')}\r\n`)).toEqual([first])
  })
})

describe('FreeSWITCH CDR (usage-domain 4.3)', () => {
  const cdr = (cause: string, billsec: number, context = 'default') =>
    `"Anna","201","+442079460018","${context}","2026-03-02 09:14:07","2026-03-02 09:14:15","2026-03-02 09:18:21","254","${billsec}","${cause}","0b5f1b1e-6f0a-4c43-9d6d-1d2f3a4b5c6d","","acme-001","PCMU","PCMU"`

  test.each([
    [
      'NORMAL_CLEARING',
      246,
      'default',
      { direction: 'OUTBOUND', meter: 'call.outbound', resolution: 'ANSWERED', quantity: '246' },
    ],
    ['NORMAL_CLEARING', 246, 'public', { direction: 'INBOUND', meter: 'call.inbound.tollfree', resolution: 'ANSWERED' }],
    ['NO_ANSWER', 0, 'inbound', { direction: 'INBOUND', resolution: 'MISSED' }],
    ['USER_BUSY', 0, 'default', { resolution: 'OTHER' }],
  ])('%s, %i s in %s', async (cause, billsec, context, expected) => {
    const line = cdr(cause, billsec, context).replace('+442079460018', context === 'public' ? '+18005550100' : '+442079460018')
    expect(verdicts(await readAll(freeswitch, line, { zone: 'Europe/Paris' }))).toEqual([
      expect.objectContaining({
        source: 'cdr:freeswitch:local',
        account: 'acme-001',
        occurredAt: Date.parse('2026-03-02T08:14:07Z'),
        ...expected,
      }),
    ])
  })
})

describe('A mapping profile (usage-domain 4.3)', () => {
  const profile: MappingProfile = {
    name: 'billing-export',
    delimiter: ';',
    header: true,
    decimalComma: true,
    zone: 'Europe/Berlin',
    timeFormat: 'DD.MM.YYYY HH:mm:ss',
    id: ['Beleg', 'Zeile'],
    occurredAt: 'Beginn',
    source: '{profile}@{host}',
    fields: {
      account: 'Konto',
      customer: 'Kunde',
      direction: { column: 'Art', map: { ein: 'INBOUND', aus: 'OUTBOUND' } },
      meter: {
        cases: [
          { when: { $direction: 'OUTBOUND' }, value: 'sms.outbound' },
          { when: { $direction: 'INBOUND' }, value: 'sms.inbound' },
        ],
      },
      quantity: 'Menge',
      price: 'Preis',
      currency: { value: 'EUR' },
    },
  }
  const header = 'Beleg;Zeile;Beginn;Konto;Kunde;Art;Menge;Preis'

  test('delimiter, decimal comma, zone, word table and id columns are the profile’s', async () => {
    const text = `\uFEFF${header}\r\n17;2;01.07.2026 00:30:00;acme;k-1;aus;3;0,0079\r\n`
    expect(verdicts(await readAll(mappedCsv(profile), text))).toEqual([
      {
        source: 'billing-export@local',
        id: '17/2',
        account: 'acme',
        customer: 'k-1',
        direction: 'OUTBOUND',
        meter: 'sms.outbound',
        occurredAt: Date.parse('2026-06-30T22:30:00Z'),
        quantity: '3',
        price: '0.0079',
        currency: 'EUR',
      },
    ])
  })

  test('a word without an entry refuses the row', async () => {
    expect(verdicts(await readAll(mappedCsv(profile), `${header}\n17;2;01.07.2026 00:30:00;acme;;quer;3;0,01\n`))).toEqual([
      'NoRuleMatches',
    ])
  })

  test('a header without the columns refuses every line, once each', async () => {
    expect(verdicts(await readAll(mappedCsv(profile), 'a;b\n1;2\n3;4\n'))).toEqual([
      'InvalidHeader',
      'InvalidHeader',
      'InvalidHeader',
    ])
  })

  test('a sound profile is read from JSON as it stands', () => {
    expect(readProfile(JSON.stringify(profile))).toEqual(profile)
  })

  test('all faults of a profile are named at once', () => {
    const faults = profileFaults({
      name: 'a b',
      zone: 'Mars/Olympus',
      columns: ['a', 'b'],
      occurredAt: 'start',
      colour: 'red',
      timeFormat: 'soon',
      fields: { account: 'konto', meter: { cases: [{ when: { $quantity: '1', a: '@none' }, value: 'x' }, {}] }, planet: 'a' },
    })
    for (const part of [
      'name',
      'zone',
      'start',
      'colour',
      'timeFormat',
      'konto',
      '$quantity',
      '@none',
      'cases[1]',
      'planet',
      'fields.quantity',
    ])
      expect(faults.join('\n')).toContain(part)
    expect(() => readProfile('{', 'my.json')).toThrow('my.json is not JSON')
    expect(() => readProfile('[]', 'my.json')).toThrow('my.json is not an import profile')
  })
})
