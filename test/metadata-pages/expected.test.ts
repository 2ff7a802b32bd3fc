import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatePageSource, generateTypes, languages, select, typeMetadata } from '../../metadata-pages'
import { evoCatalog } from './evo-catalog'
import { golden, repository } from './repository'

const metadata = typeMetadata(evoCatalog())
const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date('2030-01-02T03:04:05Z') }
const expected = (name: string): string =>
  readFileSync(join(repository, 'test', 'metadata-pages', 'expected', `${name}.txt`), 'utf8')

describe.each(languages.map((language) => [language.name, language] as const))('%s of the Evo messages', (_, language) => {
  test('is the text that is kept, header included (M-6.7 to M-6.10)', () => {
    expect(generateTypes(language, metadata, facts)).toBe(expected(language.fileName))
  })

  const operations = language.tab ? metadata.operations : []
  for (const operation of operations)
    test(`the source on the page of ${operation.request.name} is the text that is kept`, () => {
      const text = generatePageSource(language, metadata, select(metadata, operation))
      expect(text).toBe(expected(`${operation.request.name}.${language.fileName}`))
    })
})

/** The class names, order and texts of the recorded answer, but for Count, which may be absent with us. */
const seeds = join(golden, 'seeds')
const recorded = existsSync(seeds) ? test : test.skip
recorded('TypeScript, JavaScript and Python of both Evo messages equal what the reference answers', () => {
  const pages = JSON.parse(readFileSync(join(seeds, 'pages.json'), 'utf8')).operations
  for (const language of languages.filter(({ name }) => ['typescript', 'mjs', 'python'].includes(name)))
    for (const operation of metadata.operations)
      expect(generatePageSource(language, metadata, select(metadata, operation))).toBe(
        pages[operation.request.name].tabs[language.name].code,
      )
})

recorded('the type metadata of both equals what the reference answers (M-5.10 to M-5.20)', () => {
  const reference = JSON.parse(readFileSync(join(seeds, 'types-metadata.json'), 'utf8'))
  const names = ['GetAIUsage', 'ListUsageRecords']
  expect(metadata.operations).toEqual(
    reference.operations.filter(({ request }: { request: { name: string } }) => names.includes(request.name)),
  )
  for (const type of metadata.types.filter(({ name }) => name !== 'UsageRecordInfo'))
    expect(type).toEqual(reference.types.find(({ name }: { name: string }) => name === type.name))
})
