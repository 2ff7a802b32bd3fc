import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { generateTypes, languageNamed, type MetadataTypes, typeMetadata } from '../../metadata-pages'
import { awkwardMetadata } from '../metadata-pages/awkward-metadata'
import { recordedFolders } from '../metadata-pages/compare'
import { evoCatalog } from '../metadata-pages/evo-catalog'
import { madeUp } from '../metadata-pages/languages/made-up'
import { golden, repository } from '../metadata-pages/repository'

/** TypeScript, JavaScript and Python of whole sets: read by their compilers, loaded, and one made of each class (M-30.4, chapter 27). */
const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }
const sets: ReadonlyMap<string, MetadataTypes> = new Map([
  ['evo', typeMetadata(evoCatalog())],
  ['awkward', awkwardMetadata()],
  ...fc.sample(madeUp(), { seed: 2026, numRuns: 8 }).map((metadata, at) => [`made-up-${at}`, metadata] as const),
  ...recordedFolders(golden).map(
    (folder) => [folder, JSON.parse(readFileSync(join(golden, folder, 'types-metadata.json'), 'utf8')) as MetadataTypes] as const,
  ),
])
const queries = new Map<string, Readonly<Record<string, string>>>([
  ['plain', {}],
  ['more', { AddResponseStatus: 'True', AddImplicitVersion: '3', InitializeCollections: 'True' }],
])

const root = mkdtempSync(join(tmpdir(), 'scripts-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** One folder a language, one file a set and query; answers their names. */
const written = (
  language: string,
  ending: string,
  change = (text: string): string => text,
): { folder: string; files: string[] } => {
  const folder = join(root, language)
  mkdirSync(folder, { recursive: true })
  const files = [...sets].flatMap(([set, metadata]) =>
    [...queries].map(([name, query]) => {
      const file = `${set}_${name}`.replace(/\W/g, '_') + ending
      writeFileSync(join(folder, file), change(generateTypes(languageNamed(language)!, metadata, facts, query)))
      return file
    }),
  )
  return { folder, files }
}
const run = (program: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 26 })
  return status === 0 ? '' : `${error?.message ?? ''}${stdout}${stderr}`.slice(0, 4_000) || `exit ${status}`
}
const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0
const tsc = join(repository, 'node_modules', 'typescript', 'bin', 'tsc')
const checked = ['--noEmit', '--strict', '--module', 'node16', '--target', 'es2022', '--lib', 'es2022,dom', '--types', 'node']

test.each([
  ['typescript', '.ts'],
  ['typescript.d', '.d.ts'],
])(
  'tsc --strict takes all %s, and of our own messages also without the mark that keeps it from looking closely',
  (language, ending) => {
    // In a module, types of an application that are called as ones of the language or the browser are apart from them.
    const { folder, files } = written(language, ending, (text) => `${text}\nexport {}\n`)
    const own = `our_own${ending}`
    const text = generateTypes(languageNamed(language)!, sets.get('evo')!, facts)
    expect(text).toContain('// @ts-nocheck')
    writeFileSync(join(folder, own), `${text.replace('// @ts-nocheck', '')}\nexport {}\n`)
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
    // Members are set by `init`, which tsc cannot know.
    const args = [tsc, ...checked, '--strictPropertyInitialization', 'false']
    expect(run(process.execPath, [...args, ...files, own], folder)).toBe('')
    writeFileSync(join(folder, own), `${text.replace(/\bstring\b/, 'strin')}}`)
    expect(run(process.execPath, [...args, own], folder)).toContain('error TS')
  },
)

/** Loads each file, and makes one of each class and its answer. */
const use = `for (const file of process.argv.slice(2)) import('./' + file).then((dtos) => {
  for (const made of Object.values(dtos.default ?? dtos)) if (typeof made === 'function') {
    const one = new made({})
    JSON.stringify(one)
    one.createResponse?.()
  }
}).catch((error) => { console.error(file, error.stack); process.exitCode = 1 })
`
test.each([
  ['mjs', '.mjs'],
  ['js', '.cjs'],
])('node loads all of %s', (language, ending) => {
  const { folder, files } = written(language, ending)
  for (const file of files.slice(0, 3)) expect(run(process.execPath, ['--check', file], folder)).toBe('')
  writeFileSync(join(folder, 'use.mjs'), use)
  expect(run(process.execPath, ['use.mjs', ...files], folder)).toBe('')
})

const python = has('python3', '--version') ? test : test.skip
const libraries = ['servicestack', 'dataclasses_json', 'marshmallow']
const pythonFiles = () => {
  const { folder, files } = written('python', '.py')
  for (const name of libraries)
    cpSync(join(__dirname, 'callers', 'python', name), join(folder, name), { recursive: true, force: true })
  return { folder, files }
}
python('python3 loads all Python, and makes one of each class', () => {
  const { folder, files } = pythonFiles()
  writeFileSync(
    join(folder, 'use.py'),
    `import dataclasses, importlib, sys
for name in sys.argv[1:]:
    for made in list(vars(importlib.import_module(name)).values()):
        if isinstance(made, type) and made.__module__ == name and dataclasses.is_dataclass(made): made()
`,
  )
  expect(run('python3', ['-X', 'utf8', 'use.py', ...files.map((file) => file.replace(/\.py$/, ''))], folder)).toBe('')
})

const typed = has('mypy', '--version') ? test : test.skip
if (!has('mypy', '--version')) console.info('Skipped: no mypy on this machine')
typed('mypy takes the Python of our own messages', () => {
  const { folder } = pythonFiles()
  expect(run('mypy', ['--no-error-summary', '--follow-imports', 'silent', 'evo_plain.py'], folder)).toBe('')
})
