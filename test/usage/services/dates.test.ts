import fc from 'fast-check'
import { HttpError } from '../../../dtos/contract'
import { readDay, readRange, readTwilioDay } from '../../../services/usage/dates'
import { dayText, lastDay, parseDay } from '../../../services/usage/ledger'

const caught = (run: () => unknown): HttpError => {
  try {
    run()
  } catch (error) {
    return error as HttpError
  }
  throw new Error('nothing was thrown')
}

describe('the forms of a date (usage-domain 3.7, 3.9)', () => {
  test.each([
    ['2026-02-03', '2026-02-03'],
    ['2024-02-29', '2024-02-29'],
    ['0001-01-01', '0001-01-01'],
    ['9999-12-31', '9999-12-31'],
    ['2026-02-03T23:59:59-05:00', '2026-02-04'],
    ['2026-02-03T00:30:00+05:30', '2026-02-02'],
    ['2026-02-03T10:00:00Z', '2026-02-03'],
    ['2026-02-03T10:00:00', '2026-02-03'],
    ['2026-02-03T00:00:00.0000000Z', '2026-02-03'],
    ['/Date(1700000000000)/', '2023-11-14'],
    ['/Date(1700000000000+0100)/', '2023-11-14'],
    ['/Date(-1)/', '1969-12-31'],
  ])('%s is %s', (text, day) => {
    expect(dayText(readDay(text, 'StartDate'))).toBe(day)
  })

  test.each([
    '2023-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-2-3',
    ' 2026-02-03 ',
    '20260203',
    '2026-02-03T24:00:00Z',
    '2026-02-03T10:00:00+24:00',
    '9999-12-31T23:59:59-05:00',
    '0001-01-01T00:00:00+05:00',
    '0000-01-01',
    '10000-01-01',
    '/Date(99999999999999999)/',
    '/Date(abc)/',
    '📅',
    'today',
    '1772442847',
    '2026-02-03; drop table',
    '9'.repeat(10_240),
  ])('%s is refused with its field', (text) => {
    const error = caught(() => readDay(text, 'StartDate'))
    expect(error).toMatchObject({ status: 400, errorCode: 'InvalidDate', details: { fieldName: 'StartDate' } })
    expect(error.message.length).toBeLessThan(200)
  })

  test('every day that there is can be said and read again', () => {
    fc.assert(
      fc.property(fc.integer({ min: parseDay('0001-01-01')!, max: lastDay }), (day) => readDay(dayText(day), 'X') === day),
    )
  })

  test('any other text is a 400 and nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          return Number.isInteger(readDay(text, 'X'))
        } catch (error) {
          return error instanceof HttpError && error.status === 400
        }
      }),
    )
  })
})

describe('a range', () => {
  test('both days are included, so one day is a range', () => {
    expect(readRange({ startDate: '2026-02-03', endDate: '2026-02-03' })).toEqual({ from: 20487, to: 20487 })
  })
  test.each([undefined, '', null as unknown as undefined])('%p leaves an end open', (nothing) => {
    expect(readRange({ startDate: nothing, endDate: '2026-02-03' })).toEqual({ from: undefined, to: 20487 })
  })
  test('swapped ends are the caller’s mistake', () => {
    const error = caught(() => readRange({ startDate: '2026-03-01', endDate: '2026-02-01' }))
    expect(error).toMatchObject({ status: 400, errorCode: 'InvalidDateRange', details: { fieldName: 'EndDate' } })
    expect(error.message).toMatch(/2026-02-01 is before startDate 2026-03-01/)
  })
})

describe('Twilio’s dates (usage-domain 1.2)', () => {
  const today = parseDay('2026-03-10')!
  test.each([
    ['2026-02-03', '2026-02-03'],
    ['-30days', '2026-02-08'],
    ['-1day', '2026-03-09'],
    ['+30days', '2026-04-09'],
    ['-0days', '2026-03-10'],
  ])('%s is %s', (text, day) => {
    expect(dayText(readTwilioDay(text, 'StartDate', today))).toBe(day)
  })
  test.each(['30days', '-30', '--1days', '-99999days0', '2026-02-03T00:00:00Z', '+9999999days'])('%s is refused', (text) => {
    expect(caught(() => readTwilioDay(text, 'StartDate', today))).toMatchObject({
      status: 400,
      details: { fieldName: 'StartDate' },
    })
  })
})
