import fc from 'fast-check'
import { OffsetDate } from '../../../dtos/contract'
import { dateTime, dateTimeOffset } from '../../../host/binding/dates'
import { timeSpan } from '../../../host/binding/durations'
import { indented } from '../../../host/formats/indent'
import { jsonDates } from '../../../host/formats/json-dates'
import { standardSpan } from '../../../host/formats/time-span'

// What callers ask for by jsconfig can be read again (R-2.30).

test('indented JSON is the same JSON, with a line a value and no blank at the end of one', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (json) => {
      const text = indented(json)
      expect(JSON.parse(text)).toEqual(JSON.parse(json))
      expect(text).not.toMatch(/[ \t]$/m)
    }),
  )
  expect(indented('{"a":[],"b":{},"c":[1,{"d":"x,\\"y\\":{"}],"n":-1.50e+3}')).toBe(
    '{\n    "a": [],\n    "b": {},\n    "c": [\n        1,\n        {\n            "d": "x,\\"y\\":{"\n        }\n    ],\n    "n": -1.50e+3\n}',
  )
})

test('a span in the standard form is the same span (R-4.8, R-3.11)', () => {
  const part = (max: number) => fc.option(fc.nat(max), { nil: undefined })
  const span = fc
    .tuple(fc.boolean(), part(9999), part(23), part(59), part(59), part(9_999_999))
    .map(([negative, days, hours, minutes, seconds, ticks]) => {
      const fraction = ticks === undefined ? '' : `.${String(ticks).padStart(7, '0')}`
      const time = [
        [hours, 'H'],
        [minutes, 'M'],
        [seconds === undefined && ticks === undefined ? undefined : `${seconds ?? 0}${fraction}`, 'S'],
      ].flatMap(([value, unit]) => (value === undefined ? [] : [`${value}${unit}`]))
      const date = days === undefined ? '' : `${days}D`
      return `${negative ? '-' : ''}P${date}${time.length > 0 ? `T${time.join('')}` : date === '' ? 'T0S' : ''}`
    })
  fc.assert(fc.property(span, (text) => expect(timeSpan.fromText(standardSpan(text))).toBe(timeSpan.fromText(text))))
  expect(standardSpan('-P1DT2H3M4.005S')).toBe('-1.02:03:04.0050000')
  expect(standardSpan('PT36H')).toBe('1.12:00:00')
  expect(standardSpan('no span')).toBe('no span')
})

test('dates in the forms that name an instant are the same instant, whatever the offset (R-4.9, R-4.10)', () => {
  const date = fc.date({ min: new Date('0001-01-03'), max: new Date('9999-12-30'), noInvalidDate: true })
  const offset = fc.integer({ min: -840, max: 840 })
  for (const form of ['iso8601', 'timestampOffset'] as const)
    fc.assert(
      fc.property(date, offset, (instant, minutes) => {
        const there = new OffsetDate(instant.getTime(), minutes)
        expect(dateTime.fromText(JSON.parse(jsonDates[form].dateTime(instant)))).toEqual(instant)
        const read = dateTimeOffset.fromText(JSON.parse(jsonDates[form].dateTimeOffset(there))) as OffsetDate
        expect([read.getTime(), read.offsetMinutes ?? 0]).toEqual([there.getTime(), minutes])
      }),
    )
})
