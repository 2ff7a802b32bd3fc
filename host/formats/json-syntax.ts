import { scalarTable } from './scalar-table'
import { isoOffsetText, isoText } from './scalar-text'
import type { Syntax } from './syntax'

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/** A JSON string. Most texts need no escape, and a look at them costs less than JSON.stringify. */
export const quote = (text: string): string => (needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`)

const quotedIso = (date: Date) => `"${isoText(date)}"`

export const jsonSyntax: Syntax = {
  name: 'JSON',
  scalars: scalarTable({
    text: quote,
    true: 'true',
    false: 'false',
    dateTime: quotedIso,
    dateTimeOffset: (date) => `"${isoOffsetText(date)}"`,
    nothing: 'null',
  }),
  text: quote,
  key: (text) => `${quote(text)}:`,
  nullItem: 'null',
  nullObject: 'null',
}

const escapes = /\\(?:u00[01][0-9a-f]|.)/g

/** Control characters in upper-case hex, as the reference writes them. */
export const upperHex = (json: string): string =>
  json.includes('\\u00')
    ? json.replace(escapes, (found) => (found.length > 2 ? `\\u${found.slice(2).toUpperCase()}` : found))
    : json
