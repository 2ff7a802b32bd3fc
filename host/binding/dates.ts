import { OffsetDate } from '../../dtos/contract/offset-date'
import { bare, type ScalarReader } from './value-reader'

// The forms of. Years come first or months are names, so that no date can be read in two ways.
const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,12}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/
const compact = /^(\d{4})(\d{2})(\d{2})$/
const serviceStack = /^\\?\/Date\((-?\d{1,15})([+-]\d{4})?\)\\?\/$/
/** `Mon, 06 May 2024 07:08:09 GMT` (RFC 1123), `6 May 2024`. */
const invariant =
  /^(?:([A-Z][a-z]{2,8}), )?(\d{1,2})[ -]([A-Z][a-z]{2,8})[ -](\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: (GMT|UTC|Z|[+-]\d{4}))?)?$/
/** `Mon May 06 2024 07:08:09 GMT+0200 (…)`: a Date's own text, which the TypeScript client puts in queries. */
const printed =
  /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) (\d{2}) (\d{4})(?: (\d{2}):(\d{2}):(\d{2}) (GMT|GMT[+-]\d{4})(?: \([^()]*\))?)?$/

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The first and the last millisecond that .NET's DateTime holds. */
const earliest = -62_135_596_800_000
const latest = 253_402_300_799_999
const minute = 60_000
const day = 86_400_000

/** A name in full or by its first three letters; -1 where it is neither. */
const indexOfName = (names: readonly string[], text: string) => {
  const name = text.toLowerCase()
  return names.findIndex((full) => full === name || full.slice(0, 3) === name)
}

/** Minutes east of Greenwich; no zone is UTC. */
function zoneMinutes(zone: string | undefined): number | undefined {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? []
  if (sign === undefined) return 0
  if (Number(minutes) > 59 || Number(hours) * 60 + Number(minutes) > 14 * 60) return undefined
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function dayNumber(year: number, month: number, date: number): number | undefined {
  if (year < 1 || month < 1 || month > 12 || date < 1) return undefined
  const start = new Date(0)
  const time = start.setUTCFullYear(year, month - 1, date)
  return start.getUTCDate() === date ? time / day : undefined
}

function timeOfDay(hours = '0', minutes = '0', seconds = '0', fraction = ''): number | undefined {
  const [hour, min, second] = [Number(hours), Number(minutes), Number(seconds)]
  if (hour > 23 || min > 59 || second > 59) return undefined
  return hour * 3_600_000 + min * minute + second * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** A date and time as written: its day, and the instant that the zone makes of it. */
interface Moment {
  readonly day: number
  readonly instant: number
  /** Minutes east of Greenwich. */
  readonly offset: number
}

function moment(days: number | undefined, time: number | undefined, zone: string | undefined): Moment | undefined {
  const offset = zoneMinutes(zone)
  if (days === undefined || time === undefined || offset === undefined) return undefined
  const instant = days * day + time - offset * minute
  return instant >= earliest && instant <= latest ? { day: days, instant, offset } : undefined
}

const named = (weekday: string | undefined, days: number | undefined): number | undefined =>
  days === undefined || (weekday !== undefined && indexOfName(weekdays, weekday) !== (((days + 4) % 7) + 7) % 7)
    ? undefined
    : days

const forms: readonly ((text: string) => Moment | undefined)[] = [
  (text) => {
    const [matched, year, month, date = '1', hours, minutes, seconds, fraction, zone] = iso.exec(text) ?? []
    if (matched === undefined) return undefined
    return moment(dayNumber(Number(year), Number(month), Number(date)), timeOfDay(hours, minutes, seconds, fraction), zone)
  },
  (text) => {
    const [matched, year, month, date] = compact.exec(text) ?? []
    return matched === undefined ? undefined : moment(dayNumber(Number(year), Number(month), Number(date)), 0, undefined)
  },
  (text) => {
    // The offset says how the sender saw the instant, it does not move it (chapter 11).
    const [, milliseconds, zone] = serviceStack.exec(text) ?? []
    const instant = Number(milliseconds ?? Number.NaN)
    const offset = zoneMinutes(zone)
    return instant >= earliest && instant <= latest && offset !== undefined
      ? { day: Math.floor(instant / day), instant, offset }
      : undefined
  },
  (text) => {
    const [matched, weekday, date, month = '', year, hours, minutes, seconds, zone] = invariant.exec(text) ?? []
    if (matched === undefined) return undefined
    return moment(
      named(weekday, dayNumber(Number(year), indexOfName(months, month) + 1, Number(date))),
      timeOfDay(hours, minutes, seconds),
      zone,
    )
  },
  (text) => {
    const [matched, weekday, month = '', date, year, hours, minutes, seconds, zone] = printed.exec(text) ?? []
    if (matched === undefined) return undefined
    return moment(
      named(weekday, dayNumber(Number(year), indexOfName(months, month) + 1, Number(date))),
      timeOfDay(hours, minutes, seconds),
      zone,
    )
  },
]

const longestDate = 100

/** The forms that programs write, which JavaScript reads too. */
const common = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?Z)?$/

function parseMoment(text: string): Moment | undefined {
  if (common.test(text)) {
    const instant = Date.parse(text)
    // JavaScript takes 30 February for 2 March, and 24:00 for the next day.
    const exists = new Date(instant).getUTCDate() === Number(text.slice(8, 10)) && !text.startsWith('24', 11)
    return exists && instant >= earliest ? { day: Math.floor(instant / day), instant, offset: 0 } : undefined
  }
  if (text.length > longestDate) return undefined
  for (const form of forms) {
    const read = form(text)
    if (read) return read
  }
  return undefined
}

/** Bare numbers are refused: nobody can tell seconds from milliseconds. */
const textOnly = (fromText: (text: string) => unknown): ScalarReader => ({
  valueType: true,
  fromText,
  fromJson: (value) =>
    typeof value === 'string' ? fromText(value) : value instanceof Date ? fromText(validIso(value)) : undefined,
})
/** Formats with dates of their own (YAML) give Dates. */
const validIso = (date: Date) => (Number.isNaN(date.getTime()) ? '' : date.toISOString())

export const dateTime = textOnly((text) => {
  const read = parseMoment(bare(text))
  return read && new Date(read.instant)
})

/** The same with the offset that it was sent with. */
export const dateTimeOffset = textOnly((text) => {
  const read = parseMoment(bare(text))
  return read && (read.offset === 0 ? new Date(read.instant) : new OffsetDate(read.instant, read.offset))
})

/** A DateOnly: the day as written, whatever the zone beside it. */
export const dateOnly = textOnly((text) => {
  const read = parseMoment(bare(text))
  return read && new Date(read.day * day).toISOString().slice(0, 10)
})
