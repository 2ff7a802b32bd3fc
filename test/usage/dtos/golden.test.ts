import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Catalog, describeAll, type Operation } from '../../../dtos/contract'
import { GetAIUsage, ListUsageRecords } from '../../../dtos/usage'
import { generatePageSource, generateTypes, languageNamed, languages, select, typeMetadata } from '../../../metadata-pages'

/** What the reference host says of the same two messages; beside the repository where it was recorded, absent elsewhere. */
const golden = join(process.cwd(), '../shared/golden/seeds')
const read = (name: string) => readFileSync(join(golden, name), 'utf8')
const whenRecorded = existsSync(golden) ? describe : describe.skip

const [ai, records] = describeAll([GetAIUsage, ListUsageRecords])
const operations: Operation[] = [
  { message: ai!, actions: ['ANY'] },
  { message: records!, actions: ['GET'] },
]
const catalog: Catalog = { serviceName: 'Evo Voice', version: '1.0', namespace: '', operations, formats: [] }
const metadata = typeMetadata(catalog)

/** The listed differences: `totalprice` counts nothing, so ours is a nullable int (usage-domain 3.7); Ruby's list of nothing becomes a list of records (docs/differences.md). */
const listed: readonly (readonly [golden: RegExp, ours: string])[] = [
  [/def response_type\(\) = List$/gm, 'def response_type() = [UsageRecordInfo]'],
  [/public count: number;/g, 'public count?: number;'],
  [/^( *)count: int = 0$/gm, '$1count: Optional[int] = None'],
  [/@type \{number\} \*\/\n( *)count;/g, '@type {?number} */\n$1count;'],
]
const withListed = (text: string) => listed.reduce((all, [from, to]) => all.replace(from, to), text)

whenRecorded('generated from our classes, compared byte by byte', () => {
  describe.each(
    languages.filter(({ name }) => !['js', 'typescript.d'].includes(name)).map((language) => [language.name, language] as const),
  )('the %s tab', (name, language) => {
    test.each(metadata.operations.map((operation) => [operation.request.name, operation] as const))('%s', (op, operation) => {
      const recorded = JSON.parse(read('pages.json')).operations[op].tabs[name].code
      expect(generatePageSource(language, metadata, select(metadata, operation), { BaseUrl: 'http://seeds.example' })).toBe(
        withListed(recorded),
      )
    })
  })

  test('every class of dtos.typescript, with its routes and its response', () => {
    const facts = { baseUrl: 'http://seeds.example', date: new Date(0), version: '1.0' }
    const text = generateTypes(languageNamed('typescript')!, metadata, facts)
    const classes = text
      .split(/\n\n(?=export (?:class|enum)|\/\*\* @description .*\n\/\/ @Route|\/\/ @Route)/)
      .filter((part) => /^export class|@Route/.test(part))
    const recorded = withListed(read('dtos.typescript'))
    expect(classes.length).toBe(6)
    for (const each of classes) expect(recorded).toContain(each.trim())
  })

  test('the type metadata of both operations', () => {
    const recorded = JSON.parse(read('types-metadata.json'))
    for (const { request, ...operation } of JSON.parse(JSON.stringify(metadata.operations))) {
      const theirs = recorded.operations.find((each: { request: { name: string } }) => each.request.name === request.name)
      expect(request).toEqual(theirs.request)
      expect(operation).toMatchObject({ method: theirs.method, routes: theirs.routes, returnType: theirs.returnType })
    }
  })
})
