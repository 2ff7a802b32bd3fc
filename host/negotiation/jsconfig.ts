import type { DateHandler, NameStyle, WriteOptions } from '../../dtos/contract'

/** What `?jsconfig=` changes of how a reply is written; empty: nothing. */
export type WriteConfig = Partial<WriteOptions>

const nameStyles: Readonly<Record<string, NameStyle>> = {
  cc: 'camelCase',
  camelcase: 'camelCase',
  pc: 'pascalCase',
  pascalcase: 'pascalCase',
  sc: 'snakeCase',
  snakecase: 'snakeCase',
  d: 'declared',
  default: 'declared',
}
const dateHandlers: Readonly<Record<string, DateHandler>> = {
  to: 'timestampOffset',
  timestampoffset: 'timestampOffset',
  dcjsc: 'timestampOffset',
  dcjscompatible: 'timestampOffset',
  iso8601: 'iso8601',
  iso8601do: 'iso8601DateOnly',
  iso8601dateonly: 'iso8601DateOnly',
  iso8601dt: 'iso8601DateTime',
  iso8601datetime: 'iso8601DateTime',
  rfc1123: 'rfc1123',
  ut: 'unixTime',
  unixtime: 'unixTime',
  utm: 'unixTimeMs',
  unixtimems: 'unixTimeMs',
}
const spanForms: Readonly<Record<string, 'duration' | 'standard'>> = {
  df: 'duration',
  durationformat: 'duration',
  sf: 'standard',
  standardformat: 'standard',
}

type Heard = (value: string | undefined) => WriteConfig | undefined

const isOn = (value: string | undefined) => value !== 'false' && value !== '0'
const names =
  (style: NameStyle): Heard =>
  (value) =>
    // Switching a style off switches no other one on.
    isOn(value) ? { names: style } : undefined
const flag =
  (name: 'omitDefaults' | 'writeNulls' | 'writeNullEntries' | 'enumsAsNumbers' | 'indent'): Heard =>
  (value) => ({ [name]: isOn(value) })
const oneOf =
  <K extends 'names' | 'dates' | 'timeSpans'>(name: K, values: Readonly<Record<string, WriteOptions[K]>>): Heard =>
  (value) =>
    value !== undefined && Object.hasOwn(values, value) ? { [name]: values[value] } : undefined

/** Each key under its short and its long name. What a `Date`, an object and a reader of ours have no use for (`au`, `iti`, `pc` …) is passed over like any unknown word. */
const keys: Readonly<Record<string, Heard>> = Object.fromEntries(
  (
    [
      [['eccn', 'emitcamelcasenames'], names('camelCase')],
      [['epcn', 'emitpascalcasenames'], names('pascalCase')],
      [['elun', 'emitlowercaseunderscorenames'], names('snakeCase')],
      [['tc', 'textcase'], oneOf('names', nameStyles)],
      [['edv', 'excludedefaultvalues'], flag('omitDefaults')],
      [['ide', 'includedefaultenums'], (value) => ({ omitDefaultEnums: !isOn(value) })],
      [['inv', 'includenullvalues'], flag('writeNulls')],
      [['invid', 'includenullvaluesindictionaries'], flag('writeNullEntries')],
      [['i', 'indent', 'pp', 'prettyprint'], flag('indent')],
      [['dh', 'datehandler'], oneOf('dates', dateHandlers)],
      [['tsh', 'timespanhandler'], oneOf('timeSpans', spanForms)],
      [['teai', 'treatenumasinteger'], flag('enumsAsNumbers')],
    ] satisfies [string[], Heard][]
  ).flatMap(([aliases, heard]) => aliases.map((alias) => [alias, heard])),
)

export const jsconfigWords: readonly string[] = Object.keys(keys)

/** Words beyond these say nothing new. */
const mostWords = 40

/** `key,key:value,…` without case; unknown words and values are passed over. Undefined: it changes nothing. */
export function readJsconfig(text: string): WriteConfig | undefined {
  const config: WriteConfig = {}
  for (const word of text.toLowerCase().split(',', mostWords)) {
    const colon = word.indexOf(':')
    const key = (colon < 0 ? word : word.slice(0, colon)).trim()
    if (Object.hasOwn(keys, key)) Object.assign(config, keys[key]!(colon < 0 ? undefined : word.slice(colon + 1).trim()))
  }
  return Object.keys(config).length > 0 ? config : undefined
}
