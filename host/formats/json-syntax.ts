import type { DateHandler, WriteOptions } from '../../dtos/contract/format'
import { type DateForms, jsonDates } from './json-dates'
import { scalarTable } from './scalar-table'
import type { Syntax } from './syntax'
import { standardSpan } from './time-span'

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/** A JSON string. Most texts need no escape, and a look at them costs less than JSON.stringify. */
export const quote = (text: string): string => {
  if (text.length > shortText) return needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c || unit >= 0xd800) return JSON.stringify(text)
  }
  return `"${text}"`
}

const shortText = 24

const syntaxWith = (dates: DateForms): Syntax => ({
  name: 'JSON',
  scalars: scalarTable({ text: quote, true: 'true', false: 'false', ...dates, nothing: 'null' }),
  text: quote,
  key: (text) => `${quote(text)}:`,
  nullItem: 'null',
  nullObject: 'null',
})

const standardSpans = (syntax: Syntax): Syntax => {
  const { timeSpan } = syntax.scalars
  const write = (value: unknown) => timeSpan(typeof value === 'string' ? standardSpan(value) : value)
  return { ...syntax, scalars: { ...syntax.scalars, timeSpan: write } }
}

export const jsonSyntax: Syntax = syntaxWith(jsonDates.iso8601)

const syntaxes = Object.fromEntries(Object.entries(jsonDates).map(([name, forms]) => [name, syntaxWith(forms)])) as Readonly<
  Record<DateHandler, Syntax>
>

/** JSON with the dates and spans that are asked for. */
export function jsonSyntaxOf({ dates = 'iso8601', timeSpans }: WriteOptions): Syntax {
  const syntax = syntaxes[dates]
  return timeSpans === 'standard' ? standardSpans(syntax) : syntax
}

const escapes = /\\(?:u00[01][0-9a-f]|.)/g

/** Control characters in upper-case hex, as the reference writes them. Few texts have an escape at all, and one character is found quickest. */
export const upperHex = (json: string): string =>
  json.includes('\\') && json.includes('\\u00')
    ? json.replace(escapes, (found) => (found.length > 2 ? `\\u${found.slice(2).toUpperCase()}` : found))
    : json
