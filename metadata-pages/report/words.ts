/** `AIMinutes` → `AI Minutes`, `due_on` → `Due On`. */
export const humanised = (name: string): string =>
  name
    .slice(0, 200)
    .split(/[_\s-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `21 November 2026 09:14:07 UTC` */
export const longTime = (date: Date): string =>
  `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} UTC`

/** The wire's date as people read it, to the second, without a time where it is midnight; other texts as they are. */
export const readableDate = (text: string): string => {
  const [, day, time = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? []
  if (!day) return text
  const inUtc = zone === 'Z' || zone === '+00:00'
  if (inUtc && time === '00:00:00' && !/[1-9]/.test(fraction)) return day
  const part = fraction.replace(/0+$/, '')
  return `${day} ${time}${part === '.' ? '' : part} ${inUtc ? 'UTC' : zone}`.trimEnd()
}

/** `1234567.50` → `1,234,567.50`: every digit stays. */
export const grouped = (text: string): string => {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d{4,})(\.\d+)?$/.exec(text) ?? []
  return whole === '' ? text : sign + whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest
}

/** The last word of a name, lower case: what kind of thing it names. */
export const lastWord = (name: string): string => humanised(name).split(' ').at(-1)?.toLowerCase() ?? ''

export const spent = (ms: number): string =>
  ms < 1 ? `${Math.max(1, Math.round(ms * 1000))} µs` : `${ms.toFixed(ms < 10 ? 2 : 0)} ms`
