import fc from 'fast-check'
import { generatePageSource, generateTypes, type Language, languages, type MetadataTypes, select } from '../../metadata-pages'
import { awkwardMetadata } from './awkward-metadata'

const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }

const breakers = [
  '*/',
  '/*',
  '?>',
  '<?php',
  '"""',
  "'",
  '"',
  '`',
  '#{x}',
  '\\',
  '\\N{x}',
  '\n',
  '\r\n',
  '\u2028',
  '\u0085',
  '\v',
  '\f',
  '\0',
  '=end',
  '//',
  '#',
  '日本',
]
const words = fc
  .array(fc.oneof(fc.constantFrom(...breakers), fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('').trim())
  .filter((text) => text !== '')

/** The same messages with other words wherever a team writes words. */
const worded = (text: string): MetadataTypes =>
  JSON.parse(JSON.stringify(awkwardMetadata()), (key, value) =>
    key === 'description' || key === 'value' ? text : key === 'path' ? `/x/${text}` : value,
  )

/** How a line of a comment starts, and what must not be in it: languages whose comments are lines of their own. */
const comments: Readonly<Record<string, { readonly line: RegExp; readonly end?: RegExp; readonly lineEnd?: RegExp }>> = {
  go: { line: /^\s*(\/\/|\/\*\* .* \*\/$)/, end: /\*\/(?=.)/ },
  rust: { line: /^\s*\/\// },
  zig: { line: /^\s*\/\// },
  ruby: { line: /^\s*#/ },
  dart: { line: /^\s*(\/\/|\/\*\*$|\*)/, end: /\*\/(?=.)/ },
  php: { line: /^\s*(\/\/|\/\*\* @description .* \*\/$)/, end: /\*\/(?=.)/, lineEnd: /\?>/ },
}
const cases = languages.flatMap((language) => {
  const comment = comments[language.name]
  return comment ? [[language.name, language, comment] as const] : []
})

const program = (language: Language, metadata: MetadataTypes): string[] => [
  ...generateTypes(language, metadata, facts, { WithoutOptions: 'true' }).split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/),
  ...metadata.operations.flatMap((operation) => generatePageSource(language, metadata, select(metadata, operation)).split('\n')),
]

test.each(cases)('%s: no words of a team leave their comment (M-14.4, threats 3.8)', (_, language, { line, end, lineEnd }) => {
  const code = (lines: readonly string[]): string => lines.filter((each) => !line.test(each)).join('\n')
  const clean = code(program(language, worded('words')))
  fc.assert(
    fc.property(words, (text) => {
      const lines = program(language, worded(text))
      expect(code(lines)).toBe(clean)
      // What ends a comment before its line does must be in no line of one.
      const isLine = (each: string): boolean => /^\s*\/\//.test(each)
      expect(lines.filter((each) => line.test(each) && (isLine(each) ? lineEnd : end)?.test(each))).toEqual([])
    }),
    { numRuns: 8 },
  )
})

test('references to types are checked as names are: a remote host writes no lines of ours (M-4.5)', () => {
  for (const evil of ["X'); system('x", 'X { }\n', 'List<X */ >', 'a;b'])
    for (const key of ['type', 'method'])
      for (const language of languages) {
        const metadata: MetadataTypes = JSON.parse(JSON.stringify(awkwardMetadata()), (each, value) =>
          each === key && typeof value === 'string' ? evil : value,
        )
        expect(() => generateTypes(language, metadata, facts)).toThrow('names that are none')
      }
})
