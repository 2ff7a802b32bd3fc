import fc from 'fast-check'
import { generatePageSource, generateTypes, languages, type MetadataTypes, select } from '../../../metadata-pages'
import { awkwardMetadata } from '../awkward-metadata'
import { outline, syntaxes } from './outline'

const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a text that would be code in a template
const breakers = [
  '*/',
  '/*',
  '*)',
  '(*',
  '//',
  '///',
  "'''",
  '"""',
  '"',
  "'",
  '`',
  '\\',
  '\\"',
  '${x}',
  '$x',
  '#{x}',
  '\\(x)',
  '\\u002a\\u002f',
  '\\N{x}',
  '\n',
  '\r\n',
  '\r',
  '\u2028',
  '\u2029',
  '\u0085',
  '\v',
  '\f',
  '\0',
  '?>',
  '<?php',
  '=begin',
  '=end',
  '</summary>',
  ']]>',
  '%>',
  '{',
  '}',
  '#',
  '日本',
  '😀',
  'EVIL()',
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: its end
const words = fc
  .array(fc.oneof(fc.constantFrom(...breakers), fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '')

/** The same messages with other words wherever a team, or a host that is not ours, writes words. */
const worded = (text: string): MetadataTypes =>
  JSON.parse(JSON.stringify(awkwardMetadata()), (key, value) => {
    if (['description', 'value', 'summary', 'notes', 'namespaceName'].includes(key)) return text
    if (key === 'path') return `/x/${text}`
    if (key === 'verbs') return value
    if (key === 'enumMemberValues') return (value as string[]).map((each, at) => (at === 0 ? `${each} ${text}` : each))
    return value
  })

const whole = (language: (typeof languages)[number], metadata: MetadataTypes, query: Readonly<Record<string, string>>): string =>
  [
    generateTypes(language, metadata, facts, query),
    ...metadata.operations.slice(0, 4).map((operation) => generatePageSource(language, metadata, select(metadata, operation))),
  ].join('\n')

describe.each(languages.map((language) => [language.name, language] as const))('%s', (name, language) => {
  const syntax = syntaxes[name]!

  test('no words of a description, route or value get out of their comment or text (M-14.4, threats 3.8)', () => {
    const queries: readonly Readonly<Record<string, string>>[] = [
      {},
      { AddDescriptionAsComments: 'false' },
      { AddDataContractAttributes: 'true' },
    ]
    const clean = queries.map((query) => outline(whole(language, worded('words'), query), syntax))
    fc.assert(
      fc.property(words, fc.nat(queries.length - 1), (text, at) => {
        expect(outline(whole(language, worded(text), queries[at]!), syntax)).toBe(clean[at])
      }),
      { numRuns: 6 },
    )
  })

  test('names of data members and contracts are names or texts, never code', () => {
    const data = (text: string): MetadataTypes =>
      JSON.parse(JSON.stringify(awkwardMetadata()), (key, value) =>
        key === 'dataMember' ? { ...value, name: text } : key === 'dataContract' ? { name: text, namespace: text } : value,
      )
    for (const evil of ['x"; EVIL(); //', "x'); EVIL(); #", 'x */ EVIL() /*', 'x\nEVIL()\n', 'x`" EVIL() ', '\\"); EVIL() //'])
      expect(outline(whole(language, data(evil), {}), syntax)).not.toMatch(/\bEVIL\b|DOES NOT END/)
  })

  test('what a caller sends as options stays in the header or is not taken (M-6.8)', () => {
    const options = [
      'IncludeTypes',
      'ExcludeTypes',
      'TreatTypesAsStrings',
      'GlobalNamespace',
      'Package',
      'BaseClass',
      'DataClass',
      'AddDefaultXmlNamespace',
    ]
    for (const evil of ['*/ EVIL() /*', '*) EVIL() (*', '""" EVIL() """', 'x\nEVIL()', '=end EVIL()', "x' EVIL()", '?> EVIL()']) {
      const query = Object.fromEntries(options.map((option) => [option, evil]))
      const code = generateTypes(language, awkwardMetadata(), { ...facts, baseUrl: `https://x.example/${evil}` }, query)
      // Ruby's header is a block of its own kind, which only a line of its own ends.
      expect(outline(code.replace(/^=begin[\s\S]*?^=end$/m, ''), syntax)).not.toMatch(/\bEVIL\b|DOES NOT END/)
    }
  })
})
