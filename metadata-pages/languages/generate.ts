import type { MetadataType, MetadataTypeName, MetadataTypes } from '../type-metadata/model'
import { type HeaderFacts, headerText } from './header'
import type { Language } from './language'
import { type LanguageOptions, readOptions } from './language-options'
import { oncePer } from './metadata-index'
import { pageProgram, wholeProgram } from './program'

/** Names that no language could hold: a saved file or another host's answer must not write lines of its own into a program (M-4.5). */
const safeName = /^[\p{L}\p{N}_$.+`]+(\[,*\])*$/u

/** The same where a type is referred to, with its arguments: `Dictionary<String,List<Loan>>`. */
const safeReference = /^[\p{L}\p{N}_$.+`'<>, [\]]*$/u

const references = ({ types, operations }: MetadataTypes): string[] => {
  const ofName = (type: MetadataTypeName | undefined): string[] => (type ? [type.name, ...(type.genericArgs ?? [])] : [])
  const ofType = ({ inherits, implements: implemented = [], properties = [] }: MetadataType): string[] => [
    ...ofName(inherits),
    ...implemented.flatMap(ofName),
    ...properties.flatMap(({ type, genericArgs = [] }) => [type, ...genericArgs]),
  ]
  return [
    ...types.flatMap(ofType),
    ...operations.flatMap(({ request, response, returnType, method }) => [
      ...ofType(request),
      ...(response ? ofType(response) : []),
      ...ofName(returnType),
      method,
    ]),
  ]
}

const refuseUnsafeNames = oncePer((metadata): void => {
  const types = [
    ...metadata.types,
    ...metadata.operations.flatMap(({ request, response }) => [request, ...(response ? [response] : [])]),
  ]
  const names = types.flatMap(({ name, namespace, genericArgs = [], enumNames = [], properties = [] }) => [
    name,
    ...(namespace ? [namespace] : []),
    ...genericArgs,
    ...enumNames,
    ...properties.map((property) => property.name),
  ])
  const unsafe = [
    ...names.filter((name) => !safeName.test(name)),
    ...references(metadata).filter((name) => !safeReference.test(name)),
  ]
  if (unsafe.length > 0)
    throw new Error(
      `The metadata has names that are none: ${unsafe
        .slice(0, 5)
        .map((name) => JSON.stringify(name))
        .join(', ')}`,
    )
})

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
