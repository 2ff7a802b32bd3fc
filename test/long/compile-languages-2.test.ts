import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import {
  generatePageSource,
  generateTypes,
  type Language,
  languageNamed,
  type MetadataTypes,
  select,
  typeMetadata,
} from '../../metadata-pages'
import { awkwardMetadata } from '../metadata-pages/awkward-metadata'
import { recordedFolders } from '../metadata-pages/compare'
import { evoCatalog } from '../metadata-pages/evo-catalog'
import { madeUp } from '../metadata-pages/languages/made-up'
import { golden } from '../metadata-pages/repository'
import {
  goLibrary,
  phpLibrary,
  phpUse,
  rubyLibrary,
  rubyUse,
  rustDerives,
  rustJson,
  rustLibrary,
  rustSerde,
} from './compile-stubs'

const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }

/** Our own messages, what is hard on compilers, and what is recorded of the reference's. */
const sets: readonly (readonly [string, () => MetadataTypes])[] = [
  ['evo', () => typeMetadata(evoCatalog())],
  ['awkward', awkwardMetadata],
  ...fc.sample(madeUp(), { seed: 2026, numRuns: 8 }).map((metadata, at) => [`made-up-${at}`, () => metadata] as const),
  ...recordedFolders(golden).map(
    (folder) =>
      [folder, (): MetadataTypes => JSON.parse(readFileSync(join(golden, folder, 'types-metadata.json'), 'utf8'))] as const,
  ),
]
const optionSets: readonly Readonly<Record<string, string>>[] = [{}, { AddResponseStatus: 'True' }, { AddImplicitVersion: '3' }]

const root = mkdtempSync(join(tmpdir(), 'dtos-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const folderOf = (...parts: readonly string[]): string => {
  const folder = join(root, ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

/** What a program said where it failed; empty where it was content. */
const run = (program: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): string => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env: { ...process.env, ...env }, encoding: 'utf8' })
  return status === 0 ? '' : `${error?.message ?? ''}${stdout}${stderr}` || `exit ${status}`
}
const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args, { encoding: 'utf8' }).status === 0

/** A test for each set and option where the compiler is there; where it is not, one line that says so. */
const compiles = (name: string, isThere: boolean, compile: (file: string, folder: string) => string): void => {
  if (!isThere) console.info(`Skipped: no compiler of ${name} on this machine`)
  const language = languageNamed(name) as Language
  const cases = sets.flatMap(([set, metadata]) =>
    optionSets.map((options) => [set, JSON.stringify(options), metadata, options] as const),
  )
  const suite = isThere ? describe : describe.skip
  suite(`${name} compiles (M-30.4, chapter 27)`, () => {
    test.each(cases)('%s with %s', (set, _, metadata, options) => {
      const folder = folderOf(name, `${set}-${Object.keys(options)[0] ?? 'plain'}`)
      const file = join(folder, language.fileName)
      writeFileSync(file, generateTypes(language, metadata(), facts, options))
      expect(compile(file, folder)).toBe('')
    })
  })
}

const goModule = folderOf('go')
writeFileSync(
  join(goModule, 'go.mod'),
  'module dtos\n\ngo 1.18\n\nrequire github.com/ServiceStack/servicestack-go v0.0.0\n\nreplace github.com/ServiceStack/servicestack-go => ./library\n',
)
writeFileSync(join(folderOf('go', 'library'), 'library.go'), goLibrary)
writeFileSync(join(goModule, 'library', 'go.mod'), 'module github.com/ServiceStack/servicestack-go\n\ngo 1.18\n')
const goEnv = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local', GOCACHE: join(root, 'go-cache') }
compiles('go', has('go', 'version'), (_, folder) => run('go', ['vet', '.'], folder, goEnv))

const goFormat = has('go', 'version') && has('gofmt', '-h') ? test : test.skip
goFormat.each(sets)('the Go of %s is as gofmt lays it out (M-22.1)', (set, metadata) => {
  const file = join(folderOf('gofmt', set), 'dtos.go')
  writeFileSync(file, generateTypes(languageNamed('go') as Language, metadata(), facts))
  expect(spawnSync('gofmt', ['-d', file], { encoding: 'utf8' }).stdout).toBe('')
})

const rustFolder = folderOf('rust')
const hasRust = has('rustc', '--version')
const rustc = (type: string, name: string, source: string): string =>
  run(
    'rustc',
    ['--edition', '2021', '--crate-type', type, '--crate-name', name, source, '-L', rustFolder, '--out-dir', rustFolder],
    rustFolder,
  )
beforeAll(() => {
  if (!hasRust) return
  const libraries: readonly (readonly [string, string, string])[] = [
    ['proc-macro', 'serde_derive', rustDerives],
    ['lib', 'serde', rustSerde],
    ['lib', 'serde_json', rustJson],
    ['lib', 'servicestack', rustLibrary],
  ]
  for (const [type, name, source] of libraries) {
    writeFileSync(join(rustFolder, `${name}.rs`), source)
    expect(rustc(type, name, join(rustFolder, `${name}.rs`))).toBe('')
  }
})
const rustExterns = ['serde', 'serde_json', 'servicestack'].flatMap((name) => [
  '--extern',
  `${name}=${join(rustFolder, `lib${name}.rlib`)}`,
])
compiles('rust', hasRust, (file, folder) =>
  run(
    'rustc',
    [
      '--edition',
      '2021',
      '--crate-type',
      'lib',
      '--emit',
      'metadata',
      '--cap-lints',
      'warn',
      '-L',
      rustFolder,
      ...rustExterns,
      '--out-dir',
      folder,
      file,
    ],
    folder,
  ),
)

const phpFolder = folderOf('php')
writeFileSync(join(phpFolder, 'library.php'), phpLibrary)
writeFileSync(join(phpFolder, 'use.php'), phpUse)
compiles(
  'php',
  has('php', '-v'),
  (file, folder) => run('php', ['-l', file], folder) || run('php', [join(phpFolder, 'use.php'), file], folder),
)

const rubyFolder = folderOf('ruby')
writeFileSync(join(rubyFolder, 'servicestack.rb'), rubyLibrary)
writeFileSync(join(rubyFolder, 'use.rb'), rubyUse)
compiles(
  'ruby',
  has('ruby', '-v'),
  (file, folder) =>
    run('ruby', ['-c', file], folder) || run('ruby', ['-W0', '-I', rubyFolder, join(rubyFolder, 'use.rb'), file], folder),
)

compiles('dart', has('dart', '--version'), (file, folder) => run('dart', ['format', '--output', 'none', file], folder))
compiles('zig', has('zig', 'version'), (file, folder) => run('zig', ['ast-check', file], folder))

/** The sources of pages are read, too, and copied. */
const readers: Readonly<Record<string, readonly string[]>> = { php: ['php', '-l'], ruby: ['ruby', '-c'], go: ['gofmt', '-l'] }
describe.each(Object.entries(readers))('the sources of pages in %s', (name, [program = '', flag = '']) => {
  const there = has(program, flag === '-l' && program === 'gofmt' ? '-h' : '-v') ? test : test.skip
  there('parse', () => {
    const language = languageNamed(name) as Language
    const metadata = awkwardMetadata()
    for (const operation of metadata.operations) {
      const file = join(folderOf('pages', name), language.fileName)
      writeFileSync(file, generatePageSource(language, metadata, select(metadata, operation)))
      expect(existsSync(file)).toBe(true)
      expect(run(program, [flag, file], root)).toBe('')
    }
  })
})
