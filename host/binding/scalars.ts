import type { Scalar, ScalarRef } from '../../dtos/contract'
import { dateOnly, dateTime, dateTimeOffset } from './dates'
import { timeOfDay, timeSpan } from './durations'
import { bigInteger, decimal, floating, integer, scalarText, single } from './numbers'
import { isStorableText } from './storable-text'
import { bare, type ScalarReader } from './value-reader'

const booleans = new Map([
  ...['1', 't', 'T', 'y', 'Y', 'on'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'n', 'N', 'off'].map((text) => [text, false] as const),
])
const booleanText = (text: string): boolean | undefined => {
  const word = bare(text)
  const known = booleans.get(word)
  if (known !== undefined || word.length > 5) return known
  const lower = word.toLowerCase()
  return lower === 'true' ? true : lower === 'false' ? false : undefined
}

const boolean: ScalarReader = {
  valueType: true,
  fromText: booleanText,
  fromJson: (value) => (typeof value === 'boolean' ? value : booleanText(scalarText(value) ?? '')),
}

const storable = (text: string | undefined) => (text !== undefined && isStorableText(text) ? text : undefined)

/** Literally what was sent; in a body also the text of a number or boolean. */
const string: ScalarReader = { valueType: false, fromText: storable, fromJson: (value) => storable(scalarText(value)) }

/** One UTF-16 unit, a blank too; in a query it may stand in quotes. NUL is what .NET clients send for no char at all. */
const oneUnit = (text: string | undefined) => (text === '\0' ? null : text?.length === 1 ? storable(text) : undefined)
const char: ScalarReader = {
  valueType: true,
  fromText: (text) =>
    text.length === 3 && text.startsWith('"') && text.endsWith('"') ? text[1] : text === '"' ? undefined : oneUnit(text),
  fromUnquoted: oneUnit,
  fromJson: (value) => oneUnit(scalarText(value)),
}

const guidText = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i
/** Its own text: with dashes or without, as the caller writes it (chapter 11); braces and parentheses are not part of it. */
const guidFromText = (text: string) => {
  const value = bare(text)
  const inner = /^(?:\{.*\}|\(.*\))$/.test(value) ? value.slice(1, -1) : value
  return guidText.test(inner) ? inner : undefined
}
const guid: ScalarReader = {
  valueType: true,
  fromText: guidFromText,
  fromJson: (value) => (typeof value === 'boolean' ? undefined : guidFromText(scalarText(value) ?? '')),
}

const scheme = /^[a-z][a-z0-9+.-]*:/i
const uriFromText = (text: string) => {
  const value = bare(text)
  return scheme.test(value) && URL.canParse(value) ? value : undefined
}
const uri: ScalarReader = {
  valueType: false,
  fromText: uriFromText,
  fromJson: (value) => (typeof value === 'string' ? uriFromText(value) : undefined),
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/
const byteList = (values: readonly unknown[]) => {
  const octet = integer(0, 255)
  const read = values.map((value) => octet.fromJson(value))
  return read.includes(undefined) ? undefined : Uint8Array.from(read as number[])
}
const bytesFromText = (text: string): Uint8Array | undefined => {
  const value = bare(text)
  if (value.startsWith('[') && value.endsWith(']')) {
    const inner = value.slice(1, -1).trim()
    return byteList(inner === '' ? [] : inner.split(','))
  }
  return value.length % 4 === 0 && base64.test(value) ? new Uint8Array(Buffer.from(value, 'base64')) : undefined
}
/** Base64 with its padding, or the list of the octets. */
const bytes: ScalarReader = {
  valueType: false,
  fromText: bytesFromText,
  fromJson: (value) => {
    if (typeof value === 'string') return bytesFromText(value)
    if (value instanceof Uint8Array) return value
    return Array.isArray(value) ? byteList(value) : undefined
  },
}

const int64 = [-(2n ** 63n), 2n ** 63n - 1n] as const
const uint64 = [0n, 2n ** 64n - 1n] as const
const greatestFloat = 3.4028234663852886e38

/** What each scalar of the wire is read from. `any` has its own reader among the structures. */
export const scalarReaders: Readonly<Record<Exclude<Scalar, 'any'>, ScalarReader>> = {
  string,
  boolean,
  char,
  sbyte: integer(-128, 127),
  byte: integer(0, 255),
  int16: integer(-32_768, 32_767),
  uint16: integer(0, 65_535),
  int32: integer(-2_147_483_648, 2_147_483_647),
  uint32: integer(0, 4_294_967_295),
  int64: bigInteger(...int64, 'bigint'),
  uint64: bigInteger(...uint64, 'bigint'),
  float: floating(greatestFloat, single),
  double: floating(Number.MAX_VALUE),
  decimal,
  dateTime,
  dateTimeOffset,
  date: dateOnly,
  time: timeOfDay,
  timeSpan,
  guid,
  uri,
  bytes,
}

const numberReaders = { int64: bigInteger(...int64, 'number'), uint64: bigInteger(...uint64, 'number') }

export const scalarReader = ({ scalar, as }: ScalarRef & { readonly scalar: Exclude<Scalar, 'any'> }): ScalarReader =>
  as === 'number' && (scalar === 'int64' || scalar === 'uint64') ? numberReaders[scalar] : scalarReaders[scalar]
