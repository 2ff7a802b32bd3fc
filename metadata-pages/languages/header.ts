import type { AskedOptions, LanguageOptions, OptionName } from './language-options'

/** How the comment of a language holds the header (M-6.9). */
export interface HeaderStyle {
  readonly open: string
  readonly close: string
  /** Before an option that was not given: the user removes it to give it. */
  readonly prefix: string
  /** What the tip says to remove, where that is not the prefix. */
  readonly tipPrefix?: string
  /** Before every line, and after the option prefix of a given option. */
  readonly line?: string
  readonly separator?: string
  /** A line of its own above the version. */
  readonly beforeVersion?: string
  /** A line of its own below the first. */
  readonly begin?: string
  /** Before a given option, where that is not `line`. */
  readonly givenLine?: string
  /** No empty line, neither in it nor after it. */
  readonly isTight?: boolean
  /** Lines lose the space after an empty value. */
  readonly trimsValues?: boolean
  /** The language counts comments inside comments. */
  readonly nests?: boolean
}

export interface HeaderFacts {
  readonly version: string
  readonly baseUrl: string
  readonly date: Date
}

/**
 * The block that tools read options from and send back (M-6.7, M-26.1): `BaseUrl: ` at the start of a line, a given option without its prefix.
 * Ends with an empty line.
 */
export const headerText = (style: HeaderStyle, names: readonly OptionName[], asked: AskedOptions, facts: HeaderFacts): string => {
  const { open, close, prefix, tipPrefix = prefix, line = '', separator = ',', isTight = false, nests = false } = style
  const option = (name: OptionName): string =>
    `${asked.given.has(name) ? (style.givenLine ?? line) : line + prefix}${name}: ${harmless(valueText(asked.options, name, separator), nests)}`
  const lines = [
    `${line}Date: ${facts.date.toISOString().slice(0, 19).replace('T', ' ')}`,
    ...(style.beforeVersion ? [line + style.beforeVersion] : []),
    `${line}Version: ${facts.version}`,
    `${line}Tip: To override a DTO option, remove "${tipPrefix}" prefix before updating`,
    `${line}BaseUrl: ${harmless(facts.baseUrl, nests)}`,
    ...(isTight ? [] : [line]),
    ...names.map(option),
  ].map((each) => (style.trimsValues ? each.trimEnd() : each))
  return [
    `${open} Options:`,
    ...(style.begin ? [style.begin] : []),
    ...lines,
    ...(close ? [close] : []),
    ...(isTight ? [] : ['']),
    '',
  ].join('\n')
}

const valueText = (options: LanguageOptions, name: OptionName, separator: string): string => {
  const value = options[name]
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return Array.isArray(value) ? value.join(separator) : String(value)
}

/** A value that came from a caller must neither end the comment nor its line, nor open another inside where the language counts them. */
const harmless = (value: string, nests: boolean): string => {
  const ended = value
    .replace(/[\p{Cc}\u2028\u2029]/gu, '')
    .replace(/\*\//g, '*\\/')
    .replace(/\*\)/g, '*\\)')
    .replace(/"""/g, "'''")
  return nests ? ended.replace(/([/(])\*/g, '$1\\*') : ended
}

/** A header as block comment of the C family. */
export const blockHeader: HeaderStyle = { open: '/*', close: '*/', prefix: '//' }
