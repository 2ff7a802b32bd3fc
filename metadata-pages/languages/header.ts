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
  /** Lines lose the space after an empty value. */
  readonly trimsValues?: boolean
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
  const { open, close, prefix, tipPrefix = prefix, line = '', separator = ',' } = style
  const lines = [
    `Date: ${facts.date.toISOString().slice(0, 19).replace('T', ' ')}`,
    `Version: ${facts.version}`,
    `Tip: To override a DTO option, remove "${tipPrefix}" prefix before updating`,
    `BaseUrl: ${harmless(facts.baseUrl)}`,
    '',
    ...names.map(
      (name) => `${asked.given.has(name) ? '' : prefix}${name}: ${harmless(valueText(asked.options, name, separator))}`,
    ),
  ]
  const written = lines.map((each) => (style.trimsValues ? (line + each).trimEnd() : line + each))
  return [`${open} Options:`, ...written, ...(close ? [close] : []), '', ''].join('\n')
}

const valueText = (options: LanguageOptions, name: OptionName, separator: string): string => {
  const value = options[name]
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return Array.isArray(value) ? value.join(separator) : String(value)
}

/** A value that came from a caller must neither end the comment nor its line. */
const harmless = (value: string): string =>
  value
    .replace(/[\p{Cc}\u2028\u2029]/gu, '')
    .replace(/\*\//g, '*\\/')
    .replace(/\*\)/g, '*\\)')
    .replace(/"""/g, "'''")

/** A header as block comment of the C family. */
export const blockHeader: HeaderStyle = { open: '/*', close: '*/', prefix: '//' }
