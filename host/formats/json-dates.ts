import type { DateHandler } from '../../dtos/contract/format'
import { offsetOf } from '../../dtos/contract/offset-date'
import { isoOffsetText, isoText } from './scalar-text'

/** A date as a JSON value, quotes included. */
export interface DateForms {
  dateTime(date: Date): string
  dateTimeOffset(date: Date): string
}

/** One form whatever the offset is. */
const same = (write: (date: Date) => string): DateForms => ({ dateTime: write, dateTimeOffset: write })
const quoted = (text: string) => `"${text}"`

/** The slashes are escaped, by which old readers tell a date from a text. */
const stamp = (date: Date, offset = '') => `"\\/Date(${date.getTime()}${offset})\\/"`

/** `+0200`; of Greenwich nothing. */
function offsetDigits(date: Date): string {
  const minutes = offsetOf(date)
  if (minutes === 0) return ''
  const size = Math.abs(minutes)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`
}

/** The forms of `dateHandler` and `?jsconfig=dh:…`. */
export const jsonDates: Readonly<Record<DateHandler, DateForms>> = {
  iso8601: { dateTime: (date) => quoted(isoText(date)), dateTimeOffset: (date) => quoted(isoOffsetText(date)) },
  iso8601DateOnly: same((date) => quoted(date.toISOString().slice(0, 10))),
  iso8601DateTime: same((date) => quoted(date.toISOString().slice(0, 19).replace('T', ' '))),
  timestampOffset: { dateTime: (date) => stamp(date), dateTimeOffset: (date) => stamp(date, offsetDigits(date)) },
  rfc1123: same((date) => quoted(date.toUTCString())),
  unixTime: same((date) => String(Math.floor(date.getTime() / 1000))),
  unixTimeMs: same((date) => String(date.getTime())),
}
