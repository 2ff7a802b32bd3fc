import { parseSync } from '@swc/core'
import fc from 'fast-check'
import {
  generatePageSource,
  generateTypes,
  languageNamed,
  languages,
  type MetadataTypes,
  optionNames,
  select,
} from '../../../metadata-pages'
import { madeUp, member, reserved } from './made-up'
import { outline, syntaxes } from './outline'

const facts = { version: '10.15', baseUrl: 'https://desk.example', date: new Date(0) }
const texts = (name: string, metadata: MetadataTypes, query: Readonly<Record<string, string>> = {}): string =>
  generateTypes(languageNamed(name)!, metadata, facts, query)
const namespace = 'Desk'
const type = (name: string, more: Partial<MetadataTypes['types'][number]> = {}) => ({ name, namespace, implements: [], ...more })
const service = (...types: readonly ReturnType<typeof type>[]): MetadataTypes => ({
  namespaces: [namespace],
  types,
  operations: [],
})

describe.each(languages.map((language) => [language.name, language] as const))('%s', (name, language) => {
  test('any metadata becomes a text whose comments, texts and brackets end, under any options (M-6.6 to M-6.14)', () => {
    const values = ['true', 'false', '3', 'Loan', 'Loan.*', 'types', 'services', 'Made.Up/*', '*.Loan']
    const queries = fc.dictionary(fc.constantFrom(...optionNames), fc.constantFrom(...values), { maxKeys: 6 })
    fc.assert(
      fc.property(madeUp(), queries, (metadata, query) => {
        const code = outline(generateTypes(language, metadata, facts, query), syntaxes[name]!)
        expect(code).not.toContain('DOES NOT END')
        for (const [open, close] of ['{}', '()', '[]']) expect(code.split(open!).length).toBe(code.split(close!).length)
        for (const operation of metadata.operations)
          expect(outline(generatePageSource(language, metadata, select(metadata, operation)), syntaxes[name]!)).not.toContain(
            'DOES NOT END',
          )
      }),
      { numRuns: 5 },
    )
  })

  test('the same metadata gives the same text, whatever was generated before', () => {
    fc.assert(
      fc.property(madeUp(), (metadata) => {
        const first = generateTypes(language, metadata, facts)
        generateTypes(language, metadata, facts, {
          TreatTypesAsStrings: 'Loan',
          DefaultImports: 'other',
          AddImplicitVersion: '2',
        })
        for (const operation of metadata.operations) generatePageSource(language, metadata, select(metadata, operation))
        expect(generateTypes(language, JSON.parse(JSON.stringify(metadata)), facts)).toBe(first)
      }),
      { numRuns: 5 },
    )
  })
})

test.each(['typescript', 'typescript.d', 'mjs', 'js'])(
  '%s: whatever types are called, the text parses (M-12.11, chapter 27)',
  (name) => {
    const syntax = name.startsWith('typescript') ? 'typescript' : 'ecmascript'
    fc.assert(
      fc.property(madeUp(), (metadata) => {
        expect(() => parseSync(texts(name, metadata), { syntax, target: 'es2022' })).not.toThrow()
      }),
      { numRuns: 8 },
    )
  },
)

test('a word that any language keeps for itself can be a member in every language', () => {
  const properties = [...new Set(reserved.map((word) => word.charAt(0).toUpperCase() + word.slice(1)))].map((name) =>
    member(name, 'String', new Set()),
  )
  for (const { name } of languages) {
    const code = outline(texts(name, service(type('Words', { properties }))), syntaxes[name]!)
    expect(code).not.toContain('DOES NOT END')
  }
  const mjs = texts('mjs', service(type('Words', { properties })))
  expect(() => parseSync(mjs, { syntax: 'ecmascript', target: 'es2022' })).not.toThrow()
})

test('numbers of 64 bits keep each digit (M-4.7)', () => {
  const numbers = ['9007199254740993', '-9223372036854775808', '1']
  const metadata = service(type('Wide', { isEnum: true, isEnumInt: true, enumNames: ['Big', 'Low', 'One'], enumValues: numbers }))
  for (const { name } of languages.filter((each) => each.name !== 'typescript.d'))
    for (const number of numbers) expect(texts(name, metadata)).toContain(number)
})

test('Ruby: a class is never one of Ruby’s own (M-23.3)', () => {
  const base = type('Base', { properties: [member('Id', 'Int64', new Set())] })
  const array = type('Array', { inherits: { name: 'Base', namespace }, properties: [member('Length', 'Int32', new Set())] })
  const holder = type('Holder', { properties: [member('Items', 'List<Array>', new Set()), member('One', 'Array', new Set())] })
  const code = texts('ruby', service(base, array, holder))
  expect(code).toContain('class Array_ < Base')
  expect(code).toContain("one: { name: 'one', type: Array_ }")
})

test('PHP: what a base without members cannot read is not asked of it (M-21.4)', () => {
  const derived = type('Derived', { inherits: { name: 'Empty', namespace }, properties: [member('Id', 'Int64', new Set())] })
  expect(texts('php', service(type('Empty'), derived))).not.toContain('parent::fromMap')
  const full = type('Empty', { properties: [member('Name', 'String', new Set())] })
  expect(texts('php', service(full, derived))).toContain('parent::fromMap')
})

test('a comment that is opened in words or in an option is not opened for languages that count them', () => {
  const metadata = service(type('Loan', { description: 'a /* b (* c' }))
  for (const name of ['dart', 'kotlin', 'swift', 'rust', 'fsharp'])
    expect(outline(texts(name, metadata, { IncludeTypes: 'Loan,/* (*' }), syntaxes[name]!)).not.toContain('DOES NOT END')
})

test('an interface has no initial values (M-13.1)', () => {
  const promise = type('IHasItems', {
    isInterface: true,
    isAbstract: true,
    properties: [member('Items', 'List<String>', new Set(), { isRequired: true })],
  })
  for (const name of ['typescript', 'typescript.d', 'csharp', 'vbnet', 'swift', 'kotlin'])
    expect(texts(name, service(promise), { InitializeCollections: 'true' })).not.toMatch(/= (\[\]|new|New|ArrayList)/)
})
