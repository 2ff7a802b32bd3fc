import fc from 'fast-check'
import { decimalText } from '../../../services/usage/imports/decimal-text'
import { isoTime, timeReader } from '../../../services/usage/imports/timestamps'
import { isZone, zoneClock, zoneOffset } from '../../../services/usage/imports/zone-time'

const wall = (text: string) => Date.parse(`${text}Z`)

describe('Local time to UTC', () => {
  test.each([
    ['Europe/Paris', '2026-01-15T12:00:00', '2026-01-15T11:00:00Z'],
    ['Europe/Paris', '2026-07-15T12:00:00', '2026-07-15T10:00:00Z'],
    ['America/Phoenix', '2026-07-15T12:00:00', '2026-07-15T19:00:00Z'],
    ['Asia/Kathmandu', '2026-07-15T00:10:00', '2026-07-14T18:25:00Z'],
    ['Asia/Tokyo', '2024-02-29T08:59:59', '2024-02-28T23:59:59Z'],
    // The clock is turned back: the first pass.
    ['Europe/Paris', '2026-10-25T01:59:59', '2026-10-24T23:59:59Z'],
    ['Europe/Paris', '2026-10-25T02:30:00', '2026-10-25T00:30:00Z'],
    ['Europe/Paris', '2026-10-25T03:00:00', '2026-10-25T02:00:00Z'],
    ['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45:00', '2026-04-04T14:45:00Z'],
    // The clock is put forward: the offset from before.
    ['Europe/Paris', '2026-03-29T02:30:00', '2026-03-29T01:30:00Z'],
    ['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
    // A day that a zone left out.
    ['Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
    ['UTC', '2026-03-29T02:30:00', '2026-03-29T02:30:00Z'],
  ])('%s %s is %s', (zone, local, utc) => {
    expect(new Date(zoneClock(zone)(wall(local))).toISOString()).toBe(new Date(utc).toISOString())
  })

  test('an instant shown as local time and read again is that instant, or the first of the two that look alike', () => {
    const zones = [
      'Europe/Paris',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Tokyo',
      'America/Sao_Paulo',
      'Africa/Casablanca',
    ]
    const clocks = zones.map((zone) => [zoneOffset(zone), zoneClock(zone)] as const)
    const instant = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2030, 0, 1) })
    fc.assert(
      fc.property(instant, fc.constantFrom(...clocks), (at, [offset, clock]) => {
        const read = clock(at + offset(at))
        expect(read + offset(read)).toBe(at + offset(at))
        expect(read).toBeLessThanOrEqual(at)
        if (offset(at - 7_200_000) === offset(at + 7_200_000)) expect(read).toBe(at)
      }),
    )
  })

  test('zones are known by name', () => {
    expect(['Europe/Paris', 'UTC', 'America/Argentina/Ushuaia'].every(isZone)).toBe(true)
    expect(['Mars/Olympus', '', '../etc'].some(isZone)).toBe(false)
  })
})

describe('Times as text', () => {
  test.each([
    ['2026-03-02T09:14:15Z', '2026-03-02T09:14:15.000Z'],
    ['2026-03-02T09:14:15.1Z', '2026-03-02T09:14:15.100Z'],
    ['2026-03-02T09:14:15.123456789Z', '2026-03-02T09:14:15.123Z'],
    ['2026-03-02 09:14:15+02:00', '2026-03-02T07:14:15.000Z'],
    ['2026-03-02T23:14:15-0500', '2026-03-03T04:14:15.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('%s', (text, expected) => {
    expect(new Date(isoTime()(text)!).toISOString()).toBe(expected)
  })

  test.each([
    '',
    '2026-03-02',
    '2026-2-3T00:00:00Z',
    '2026-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-03-02T24:00:00Z',
    '2026-03-02T09:14:15',
    '2026-03-02T09:14:15+25:00',
    '20260302T091415Z',
    ' 2026-03-02T09:14:15Z',
    '🕘',
    '9'.repeat(10_000),
  ])('%.40s is no time', (text) => {
    expect(isoTime()(text)).toBeUndefined()
  })

  test.each([
    ['epoch', '1772442847', 1_772_442_847_000],
    ['epoch', '1772442847.25', 1_772_442_847_250],
    ['epoch-ms', '1772442847123', 1_772_442_847_123],
    ['DD.MM.YYYY HH:mm:ss', '02.03.2026 09:14:07', wall('2026-03-02T09:14:07')],
    ['MM/DD/YYYY HH:mm', '3/2/2026 9:14', wall('2026-03-02T09:14:00')],
    ['YYYYMMDDHHmmss', '20260302091407', wall('2026-03-02T09:14:07')],
    ['YYYY-MM-DD', '2026-02-30', undefined],
    ['epoch', 'soon', undefined],
  ])('%s reads %s', (format, text, expected) => {
    expect(timeReader(format, 'UTC')!(text)).toBe(expected)
  })

  test.each(['', 'HH:mm', 'YYYY-MM', 'YYYY-MM-DD YYYY'])('%j is no form of a time', (format) => {
    expect(timeReader(format, 'UTC')).toBeUndefined()
  })
})

describe('Decimals', () => {
  test.each([
    ['246', '246'],
    [' 1.50 ', '1.50'],
    ['+3', '3'],
    ['-2.5', '-2.5'],
    [246, '246'],
    [0.0085, '0.0085'],
    [1e-7, '0.0000001'],
    [-12.25, '-12.25'],
    [0, '0'],
  ])('%j is %s', (value, expected) => {
    expect(decimalText(value)).toBe(expected)
  })

  test.each([
    '',
    ' ',
    '1e3',
    '1,5',
    '.5',
    '5.',
    '--1',
    '0x10',
    'NaN',
    '١',
    '1'.repeat(40),
    Number.NaN,
    Infinity,
    2 ** 53,
    1e21,
    0.1 + 0.2,
    null,
    undefined,
    {},
    ['1'],
    true,
  ])('%j is none', (value) => {
    expect(decimalText(value)).toBeUndefined()
  })

  test('a decimal comma is a profile’s', () => {
    expect([decimalText('1,5', true), decimalText('1.5', true), decimalText('1.000,5', true)]).toEqual(['1.5', '1.5', undefined])
  })
})
