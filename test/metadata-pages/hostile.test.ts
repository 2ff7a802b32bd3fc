import { parseSync } from '@swc/core'
import fc from 'fast-check'
import {
  generatePageSource,
  generateTypes,
  html,
  languages,
  type MetadataTypes,
  metadataPages,
  select,
  typeMetadata,
} from '../../metadata-pages'
import { catalogOf, evoCatalog, GetAIUsage, ListUsageRecords } from './evo-catalog'

const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a text that would be code in a template of JavaScript
/** What ends a comment, a text, a line or a tag somewhere, between anything else. */
const breakers = [
  '*/',
  '/*',
  '"""',
  "'''",
  '`',
  '${x}',
  '</script>',
  '<script>alert(1)</script>',
  '-->',
  ']]>',
  '"onload="x',
  '\n',
  '\r\n',
  '\u2028',
  '\u2029',
  '\u0085',
  '\v',
  '\f',
  '\0',
  '\\',
  '\\N{x}',
  '\\x',
  '\\u',
  '{',
  '}',
  '//',
  '#',
  '*)',
  "'",
  '"',
  '&lt;',
  'javascript:',
  '日本',
  '😀',
  '\ud800',
  '=begin',
  '?>',
  '%}',
  '{{',
  'import os',
  '\t',
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: its end
const words = fc
  .array(fc.oneof(fc.constantFrom(...breakers), fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '')

/** The Evo messages with other words everywhere where a team writes words. */
const hostile = (text: string): MetadataTypes =>
  JSON.parse(JSON.stringify(typeMetadata(evoCatalog())), (key, value) => {
    if (key === 'description' || key === 'value' || key === 'summary' || key === 'notes') return text
    if (key === 'path') return `/x/${text}`
    if (key === 'dataMember' || key === 'tags') return value
    return value
  })

/** Statements and members of a program, whatever the words in it are. */
const shape = (code: string, syntax: 'typescript' | 'ecmascript'): string => {
  const program = parseSync(code, { syntax, target: 'es2022' })
  return JSON.stringify(program.body, (key, value) => (key === 'span' || key === 'ctxt' ? undefined : value))
}

/** Languages that swc reads; another one's texts are tried by its own test. */
const parsed = languages
  .filter(({ highlight }) => highlight === 'typescript' || highlight === 'javascript')
  .map((language) => [language.name, language] as const)

test.each(parsed)('%s: no words of a team change the program that is generated (M-14.4, threats 3.8)', (name, language) => {
  const syntax = name.startsWith('typescript') ? 'typescript' : 'ecmascript'
  const clean = shape(generateTypes(language, hostile('words'), facts), syntax)
  fc.assert(
    fc.property(words, (text) => {
      const metadata = hostile(text)
      expect(shape(generateTypes(language, metadata, { ...facts, baseUrl: text }, { IncludeTypes: undefined }), syntax)).toBe(
        clean,
      )
      for (const operation of metadata.operations)
        expect(() => shape(generatePageSource(language, metadata, select(metadata, operation)), syntax)).not.toThrow()
    }),
    { numRuns: 25 },
  )
})

/** Python's lines without its texts and comments: a walk over quotes, as its own reader makes it. */
const pythonOutline = (code: string): string => {
  let outline = ''
  for (let at = 0; at < code.length; ) {
    const rest = code.slice(at)
    const quote = /^("""|'''|"|')/.exec(rest)?.[1]
    if (rest[0] === '#') at += /^[^\n\r]*/.exec(rest)?.[0].length ?? 1
    else if (quote) {
      const body = new RegExp(
        `^${quote}(?:\\\\[\\s\\S]|(?!${quote})${quote.length === 3 ? '[\\s\\S]' : '[^\\n]'})*${quote}`,
      ).exec(rest)
      if (!body) throw new SyntaxError(`A text that does not end: ${rest.slice(0, 40)}`)
      outline += '"…"'
      at += body[0].length
    } else {
      outline += rest[0]
      at++
    }
  }
  return outline
}

test('python: no words of a team get out of their comment or text, nor make an escape that does not compile', () => {
  const language = languages.find(({ name }) => name === 'python')!
  const clean = pythonOutline(generateTypes(language, hostile('words'), facts))
  fc.assert(
    fc.property(words, (text) => {
      const code = generateTypes(language, hostile(text), { ...facts, baseUrl: text })
      expect(pythonOutline(code)).toBe(clean)
    }),
    { numRuns: 40 },
  )
})

test('options that a caller sends stay in the header, or are not taken (M-6.8)', () => {
  const options = [
    'GlobalNamespace',
    'IncludeTypes',
    'ExcludeTypes',
    'DefaultImports',
    'AddImplicitVersion',
    'MakePropertiesOptional',
  ]
  const declared = (code: string): number => code.match(/^ *(export |declare )?(class|interface|enum|var|type) /gm)?.length ?? 0
  const most = new Map(
    parsed.map(([name, language]) => [name, declared(generateTypes(language, typeMetadata(evoCatalog()), facts))]),
  )
  fc.assert(
    fc.property(words, fc.constantFrom(...options), (text, option) => {
      for (const [name, language] of parsed) {
        const code = generateTypes(language, typeMetadata(evoCatalog()), facts, { [option]: text })
        expect(declared(code.slice(code.indexOf('*/\n')))).toBeLessThanOrEqual(most.get(name) ?? 0)
      }
    }),
    { numRuns: 25 },
  )
  for (const text of ['X { } class Y', 'a";alert(1);"', 'f()', '`x`'])
    for (const option of ['GlobalNamespace', 'DefaultImports', 'DataClass', 'DataClassJson', 'Package'])
      for (const language of languages)
        expect(generateTypes(language, typeMetadata(evoCatalog()), facts, { [option]: text })).toBe(
          generateTypes(language, typeMetadata(evoCatalog()), facts),
        )
})

test('metadata of another host with names that are none is refused (M-4.5)', () => {
  const clean = typeMetadata(evoCatalog())
  for (const name of ['A{}', 'A B', 'A;B', 'A"', 'A\n', '*/', ''])
    for (const language of languages) {
      const metadata = { ...clean, types: [...clean.types, { name, namespace: 'X' }] }
      expect(() => generateTypes(language, metadata, facts)).toThrow(/names that are none/)
    }
})

describe('pages', () => {
  const count = (body: string) => ({
    scripts: body.match(/<script/g)?.length,
    tags: body.match(/<(?!wbr|br)[a-z][^\s>]*/g)?.filter((tag) => tag !== '<span').length,
    handlers: body.match(/<[^>]*\son\w+\s*=/g)?.length ?? 0,
    elsewhere: [...body.matchAll(/(?:src|href|action)="(https?:\/\/[^/"]*)/g)]
      .map(([, host]) => host)
      .filter((host) => host !== 'https://evo.example').length,
  })
  const pagesWith = (text: string): string[] => {
    const catalog = catalogOf([GetAIUsage, ListUsageRecords], { description: text })
    const operations = catalog.operations.map((operation) => ({
      ...operation,
      message: {
        ...operation.message,
        description: text,
        tags: [text],
        access: { ...operation.message.access, requiredRoles: [text] },
        routes: [{ path: `/x/${text}`, verbs: ['GET'], summary: text, notes: text, priority: 0, fallback: false }],
        ownMembers: operation.message.ownMembers.map((member) => ({
          ...member,
          description: text,
          allowableValues: [text],
          dataType: text,
          parameterType: text,
        })),
      },
    }))
    const pages = metadataPages(
      { ...catalog, serviceName: text, operations },
      { product: text, links: [{ label: text, href: text }] },
    )
    const base = 'https://evo.example'
    return [
      pages.index({}, base).body,
      ...['', 'typescript', text].map((lang) => pages.operation('json', 'ListUsageRecords', lang, base)?.body ?? ''),
    ]
  }

  test('no words of a team or of a caller make a tag, a handler or an address (threats 3.8)', () => {
    const clean = pagesWith('words').map(count)
    fc.assert(
      fc.property(words, (text) => {
        expect(pagesWith(text).map(count)).toEqual(clean)
      }),
      { numRuns: 15 },
    )
  }, 30_000)

  test('the query of the filter is only ever text', () => {
    const pages = metadataPages(evoCatalog())
    const none = count(pages.index({ q: 'nothing is called this' }, 'https://evo.example').body)
    fc.assert(
      fc.property(words, (text) => {
        expect(count(pages.index({ q: `nothing${text}` }, 'https://evo.example').body)).toEqual(none)
      }),
      { numRuns: 25 },
    )
  })
})

test('a template takes nothing but text, numbers and HTML', () => {
  expect(html`<p title="${'"<>&'}">${['a', 1, null, false, html`<b>b</b>`]}</p>`.toString()).toBe(
    '<p title="&quot;&lt;&gt;&amp;">a1<b>b</b></p>',
  )
  expect(() => html`${{ toString: () => '<script>' } as never}`).toThrow(TypeError)
})
