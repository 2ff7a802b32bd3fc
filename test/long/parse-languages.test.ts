import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Language as Grammar, type Node, Parser } from 'web-tree-sitter'
import { generatePageSource, generateTypes, languageNamed, type MetadataTypes, select, typeMetadata } from '../../metadata-pages'
import { awkwardMetadata } from '../metadata-pages/awkward-metadata'
import { recordedFolders } from '../metadata-pages/compare'
import { evoCatalog } from '../metadata-pages/evo-catalog'
import { madeUp } from '../metadata-pages/languages/made-up'
import { golden } from '../metadata-pages/repository'

/**
 * Texts of languages whose compilers a machine may lack are read by the grammars that editors use: what is not a program there is an error
 * (M-30.4, chapter 27). Types are the compilers' business (compile-languages).
 */
const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }

const sets: ReadonlyMap<string, MetadataTypes> = new Map([
  ['our messages', typeMetadata(evoCatalog())],
  ['awkward ones', awkwardMetadata()],
  ...fc.sample(madeUp(), { seed: 2026, numRuns: 20 }).map((metadata, at) => [`made-up ${at}`, metadata] as const),
  ...recordedFolders(golden).map(
    (folder) => [folder, JSON.parse(readFileSync(join(golden, folder, 'types-metadata.json'), 'utf8')) as MetadataTypes] as const,
  ),
])
const queries: readonly Readonly<Record<string, string>>[] = [
  {},
  { AddResponseStatus: 'True', AddImplicitVersion: '3', InitializeCollections: 'True', AddModelExtensions: 'False' },
  { AddDescriptionAsComments: 'False', AddDataContractAttributes: 'True', AddServiceStackTypes: 'True', GlobalNamespace: 'Mine' },
]

/** Words that a grammar takes for a statement where the language does not: Swift yields in accessors only. */
const beyondGrammar: Readonly<Record<string, RegExp>> = { swift: /^\s*yield = / }

const faultsOf = (parser: Parser, source: string, beyond: RegExp | undefined): string[] => {
  const tree = parser.parse(source)
  if (!tree) return ['nothing was read']
  const lines = source.split('\n')
  const faults: string[] = []
  const visit = (node: Node): void => {
    const line = lines[node.startPosition.row] ?? ''
    if (node.isError || node.isMissing) return void (beyond?.test(line) || faults.push(`${node.startPosition.row + 1}: ${line}`))
    if (node.hasError) for (const child of node.children) if (child) visit(child)
  }
  visit(tree.rootNode)
  tree.delete()
  return faults
}

describe.each(['dart', 'swift', 'kotlin', 'zig'])('the grammar of %s', (name) => {
  const language = languageNamed(name)!
  let parser: Parser
  beforeAll(async () => {
    await Parser.init()
    parser = new Parser().setLanguage(
      await Grammar.load(readFileSync(require.resolve(`tree-sitter-wasms/out/tree-sitter-${name}.wasm`))),
    )
  })
  afterAll(() => parser.delete())
  const faults = (source: string): string[] => faultsOf(parser, source, beyondGrammar[name])

  test.each([...sets])('reads the whole text of %s', (_, metadata) => {
    for (const query of queries)
      expect({ query, faults: faults(generateTypes(language, metadata, facts, query)) }).toEqual({ query, faults: [] })
  })

  test('reads the sources of pages', () => {
    const metadata = awkwardMetadata()
    for (const operation of metadata.operations)
      expect(faults(generatePageSource(language, metadata, select(metadata, operation)))).toEqual([])
  })

  test('would say where a text is none', () => {
    const source = generateTypes(language, typeMetadata(evoCatalog()), facts)
    expect(faults(`${source}\n}}`)).not.toEqual([])
  })
})
