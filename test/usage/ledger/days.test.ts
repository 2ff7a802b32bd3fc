import * as fc from 'fast-check'
import {
  dayFrom,
  dayOf,
  dayText,
  firstDayOf,
  lastDay,
  lastDayOf,
  monthOf,
  monthOfDay,
  monthText,
  msOf,
  msPerDay,
  parseDay,
  parseMonth,
  splitRange,
} from '../../../services/usage/ledger'

const day = fc.integer({ min: 0, max: lastDay })

describe('days and months are integers in UTC (usage-domain 3.4)', () => {
  test('a day begins at midnight and ends a millisecond before the next', () => {
    fc.assert(
      fc.property(day, (number) => {
        expect(dayOf(msOf(number))).toBe(number)
        expect(dayOf(msOf(number) + msPerDay - 1)).toBe(number)
      }),
    )
  })

  test('texts are read back as they are written', () => {
    fc.assert(
      fc.property(day, (number) => {
        expect(parseDay(dayText(number))).toBe(number)
        expect(parseMonth(monthText(monthOfDay(number)))).toBe(monthOfDay(number))
      }),
    )
  })

  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2100-02-29', false],
    ['2026-13-01', false],
    ['2026-2-3', false],
    [' 2026-02-03 ', false],
    ['20260203', false],
    ['0001-01-01', true],
    ['9999-12-31', true],
    ['2026-00-10', false],
    ['😀', false],
  ])('%j is a day: %j (usage-domain 3.9)', (text, valid) => {
    expect(parseDay(text) !== undefined).toBe(valid)
  })

  test('the calendar has no day 0 and no month 13', () => {
    expect(dayFrom(2026, 1, 0)).toBeUndefined()
    expect(dayFrom(2026, 13, 1)).toBeUndefined()
    expect(dayFrom(1970, 1, 1)).toBe(0)
  })

  test.each([
    [Date.UTC(2025, 11, 31, 23, 59, 59, 999), '2025-12'],
    [Date.UTC(2026, 0, 1), '2026-01'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 999), '2024-02'],
    [Date.UTC(2024, 2, 1), '2024-03'],
  ])('%d is in %s', (ms, month) => {
    expect(monthText(monthOf(ms))).toBe(month)
  })
})

describe('a range is whole months and at most 60 edge days (usage-domain 3.5)', () => {
  test('every day is in exactly one part, and no part has another day', () => {
    const start = dayFrom(2023, 1, 1)!
    const range = fc.tuple(fc.integer({ min: start, max: start + 6 * 366 }), fc.integer({ min: -3, max: 400 }))
    fc.assert(
      fc.property(range, ([from, length]) => {
        const to = from + length
        const { months, edges } = splitRange({ from, to })
        const days: number[] = []
        if (months) for (let at = firstDayOf(months.from); at <= lastDayOf(months.to); at++) days.push(at)
        for (const edge of edges) for (let at = edge.from; at <= edge.to; at++) days.push(at)
        days.sort((left, right) => left - right)
        expect(days).toEqual(Array.from({ length: Math.max(0, length + 1) }, (_, index) => from + index))
        const edgeDays = edges.reduce((sum, edge) => sum + edge.to - edge.from + 1, 0)
        expect(edgeDays).toBeLessThanOrEqual(60)
      }),
      { numRuns: 500 },
    )
  })

  test('whole months have no edges', () => {
    const range = { from: parseDay('2024-02-01')!, to: parseDay('2024-07-31')! }
    expect(splitRange(range)).toEqual({ months: { from: parseMonth('2024-02'), to: parseMonth('2024-07') }, edges: [] })
  })
})
