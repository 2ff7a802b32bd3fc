import { zoneClock } from './zone-time'

/** Milliseconds UTC; undefined when the text is no time of that form. */
export type TimeReader = (text: string) => number | undefined

const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?:([Zz])|([+-])(\d\d):?(\d\d))?$/

/** ISO 8601 or RFC 3339, digits beyond the millisecond cut off. Without a zone it is local time of `zone`; without `zone` it is no time at all. */
export function isoTime(zone?: string): TimeReader {
  const local = zone === undefined ? undefined : zone === 'UTC' ? (wall: number) => wall : zoneClock(zone)
  return (text) => {
    const found = iso.exec(text)
    if (!found) return undefined
    const [, year, month, day, hours, minutes, seconds, fraction, utc, sign, offsetHours, offsetMinutes] = found
    const wall = wallTime(+year!, +month!, +day!, +hours!, +minutes!, +seconds!, milliseconds(fraction))
    if (wall === undefined || utc) return wall
    if (sign === undefined) return local?.(wall)
    if (+offsetHours! > 23 || +offsetMinutes! > 59) return undefined
    return wall - (sign === '-' ? -1 : 1) * (+offsetHours! * 60 + +offsetMinutes!) * 60_000
  }
}

const seconds = /^(\d{1,11})(?:[.](\d{1,9}))?$/

const epochReaders: Record<string, TimeReader> = {
  epoch(text) {
    const found = seconds.exec(text)
    return found ? +found[1]! * 1000 + milliseconds(found[2]) : undefined
  },
  'epoch-ms': (text) => (/^\d{1,14}$/.test(text) ? +text : undefined),
}

const tokens: Record<string, { name: string; pattern: string }> = {
  YYYY: { name: 'year', pattern: '(\\d{4})' },
  MM: { name: 'month', pattern: '(\\d{1,2})' },
  DD: { name: 'day', pattern: '(\\d{1,2})' },
  HH: { name: 'hour', pattern: '(\\d{1,2})' },
  mm: { name: 'minute', pattern: '(\\d{1,2})' },
  ss: { name: 'second', pattern: '(\\d{1,2})' },
  SSS: { name: 'fraction', pattern: '(\\d{1,9})' },
}
const tokenPattern = /YYYY|MM|DD|HH|mm|ss|SSS/g

/** `iso`, `epoch`, `epoch-ms`, or a pattern of YYYY MM DD HH mm ss SSS, which is local time of `zone`. Undefined: no such form. */
export function timeReader(format: string, zone: string): TimeReader | undefined {
  if (format === 'iso') return isoTime(zone)
  if (epochReaders[format]) return epochReaders[format]
  const names = (format.match(tokenPattern) ?? []).map((token) => tokens[token]!.name)
  if (!['year', 'month', 'day'].every((name) => names.includes(name)) || new Set(names).size !== names.length) return undefined
  const source = format
    .split(/(YYYY|MM|DD|HH|mm|ss|SSS)/)
    .map((part) => tokens[part]?.pattern ?? part.replace(/[^\w\s]/g, '\\$&'))
    .join('')
  const pattern = new RegExp(`^${source}$`)
  const local = zoneClock(zone)
  return (text) => {
    const found = pattern.exec(text)
    if (!found) return undefined
    const part = (name: string) => found[names.indexOf(name) + 1]
    const number = (name: string) => (names.includes(name) ? +part(name)! : 0)
    const fraction = names.includes('fraction') ? part('fraction') : undefined
    const wall = wallTime(
      number('year'),
      number('month'),
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
      milliseconds(fraction),
    )
    return wall === undefined ? undefined : local(wall)
  }
}

const milliseconds = (fraction: string | undefined) => (fraction ? +fraction.padEnd(3, '0').slice(0, 3) : 0)

function wallTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms: number,
): number | undefined {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 || year < 1) return undefined
  const time = new Date(Date.UTC(2000, month - 1, 1, hour, minute, second, ms)).setUTCFullYear(year, month - 1, day)
  return new Date(time).getUTCDate() === day ? time : undefined
}
