import type { WriteOptions } from '../../dtos/contract/format'
import type { TypeRef } from '../../dtos/contract/message-type'
import { anyText, isAbsent } from './any-text'
import { scalarTable } from './scalar-table'
import { exponentText, offsetText, shortIsoText } from './scalar-text'
import type { Syntax } from './syntax'
import { compileText } from './text-walk'

const needsQuotes = /[":,{}[\]\r\n]/

/** A JSV string: bare, or in quotes with its own doubled. */
export const jsvQuote = (text: string): string =>
  text === '' || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text

const bare = scalarTable({
  text: (text) => text,
  string: jsvQuote,
  double: exponentText,
  true: 'True',
  false: 'False',
  dateTime: shortIsoText,
  dateTimeOffset: offsetText,
  nothing: '',
})

export const jsvSyntax: Syntax = {
  name: 'JSV',
  scalars: { ...bare, char: (value) => jsvQuote(bare.char(value)), uri: (value) => jsvQuote(bare.uri(value)) },
  text: jsvQuote,
  // Blanks before a name are passed over when it is read; in quotes they stay.
  key: (text) => (text.startsWith(' ') || text.startsWith('\t') ? `"${text.replaceAll('"', '""')}":` : `${jsvQuote(text)}:`),
  nullItem: '',
  // Empty it could not be told from a missing item when it is read back (chapter 11, R-4.31).
  nullObject: '{}',
}

const plainly: WriteOptions = { writeNulls: false }

/**
 * A type's JSV writer, compiled once; `undefined`: values of unknown type. Null is empty, whatever the options say; names, defaults and enums
 * are as they say.
 */
export function jsvWriter(type: TypeRef | undefined, options: WriteOptions = plainly): (value: unknown) => string {
  if (!type) return (value) => (isAbsent(value) ? '' : anyText(value, jsvSyntax))
  const write = compileText(type, jsvSyntax, options)
  return (value) => (isAbsent(value) ? '' : write(value, 1))
}

/** One value as JSV; where there are many of a type, `jsvWriter` compiles once. */
export const jsvText = (value: unknown, type?: TypeRef): string => jsvWriter(type)(value)
