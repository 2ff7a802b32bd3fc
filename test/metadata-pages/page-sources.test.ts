import { languageNamed, metadataPages } from '../../metadata-pages'
import { catalogOf, GetAIUsage, Ping } from './evo-catalog'

const catalog = catalogOf([GetAIUsage, Ping])
const sourceOf = (pages: ReturnType<typeof metadataPages>, lang: string, base: string): string => {
  const body = pages.operation('json', 'GetAIUsage', lang, base)?.body ?? ''
  return (/<pre class="code"[\s\S]*?<\/pre>/.exec(body)?.[0] ?? '').replace(/<[^>]*>/g, '').replace(/&#39;/g, "'")
}

test('the source of a page knows the address that it was asked at (M-20.8)', () => {
  const pages = metadataPages(catalog)
  for (const host of ['one.example', 'two.example', 'one.example'])
    expect(sourceOf(pages, 'dart', `https://${host}:8080/base`)).toContain(`library: '${host}'`)
})

test('the options of the gateway hold for the sources of its pages (M-7.7)', () => {
  const pages = metadataPages(catalog, {
    languageOptions: { GlobalNamespace: 'Mine', MakeVirtual: false, AddDescriptionAsComments: false },
  })
  expect(sourceOf(pages, 'csharp', 'https://one.example')).toContain('namespace Mine')
  expect(sourceOf(pages, 'csharp', 'https://one.example')).not.toContain('virtual')
  expect(sourceOf(pages, 'typescript', 'https://one.example')).not.toContain('@description')
  expect(sourceOf(pages, 'dart', 'https://one.example')).toContain("library: 'Mine'")
})

test('a page is the same at every address but for what tells of it', () => {
  const pages = metadataPages(catalog)
  for (const lang of ['csharp', 'typescript', 'python', 'zig'])
    expect(sourceOf(pages, lang, 'https://one.example')).toBe(sourceOf(pages, lang, 'https://two.example'))
  expect(languageNamed('dart')).toBeDefined()
})
