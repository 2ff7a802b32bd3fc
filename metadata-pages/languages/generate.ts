import type { MetadataType, MetadataTypes } from '../type-metadata/model'
import { type HeaderFacts, headerText } from './header'
import type { Language } from './language'
import { type LanguageOptions, readOptions } from './language-options'
import { pageProgram, wholeProgram } from './program'
import { refuseUnsafeNames } from './safe-names'

const baseUrl = ({ config }: MetadataTypes, given = ''): Partial<LanguageOptions> => {
  const known = given || config?.baseUrl
  return typeof known === 'string' ? { BaseUrl: known } : {}
}

/** The text of `/types/{language}`: header and every message and type, by the query's options (chapter 6). */
export const generateTypes = (
  language: Language,
  metadata: MetadataTypes,
  facts: HeaderFacts,
  query: Readonly<Record<string, unknown>> = {},
  host: Partial<LanguageOptions> = {},
): string => {
  refuseUnsafeNames(metadata)
  const asked = readOptions(query, { ...language.defaults, ...baseUrl(metadata, facts.baseUrl), ...host })
  const program = wholeProgram(metadata, asked.options, language.library)
  const options = language.settle?.(program, asked.options) ?? asked.options
  const body = language.write(program, options, false)
  const header = asked.withoutHeader ? '' : headerText(language.header, language.optionNames, { ...asked, options }, facts)
  return (language.preamble?.(options) ?? '') + header + body
}

/** The source tab of one operation's page: the selected types alone, no header (M-7.5 to M-7.7). */
export const generatePageSource = (
  language: Language,
  metadata: MetadataTypes,
  selected: readonly MetadataType[],
  host: Partial<LanguageOptions> = {},
): string => {
  const { options } = readOptions({}, { ...language.defaults, ...baseUrl(metadata), ...host })
  const program = pageProgram(selected, metadata)
  return (language.preamble?.(options) ?? '') + language.write(program, language.settle?.(program, options) ?? options, true)
}
