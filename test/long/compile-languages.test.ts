import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { generateTypes, languageNamed, type MetadataTypes, typeMetadata } from '../../metadata-pages'
import { recordedFolders } from '../metadata-pages/compare'
import { evoCatalog } from '../metadata-pages/evo-catalog'
import { madeUp } from '../metadata-pages/languages/made-up'
import { golden, repository } from '../metadata-pages/repository'
import { javaClient } from './stubs/java-client'

/** Generated DTOs are accepted by the compilers of their languages, against outlines of the client libraries (M-30.4, chapter 27). */
const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }
const stubs = join(repository, 'test', 'long', 'stubs')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compiled-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const evo = typeMetadata(evoCatalog())
/** Words that would end a comment or a text, or begin an escape or a template. */
const breaking = 'a */ /* """ \\u0041 \\users ${x} $x `y` “z” "q" \'s\' *) (* {| <b> & %} \n ]]> //'
const hostile: MetadataTypes = JSON.parse(JSON.stringify(evo), (key, value) =>
  key === 'description' || key === 'value' ? breaking : value,
)

const sets: ReadonlyMap<string, MetadataTypes> = new Map([
  ['the Evo messages', evo],
  ['the Evo messages with hostile words', hostile],
  ...fc.sample(madeUp(), { seed: 2026, numRuns: 5 }).map((metadata, at) => [`made-up ${at}`, metadata] as const),
  ...recordedFolders(golden).map(
    (name) => [name, JSON.parse(readFileSync(join(golden, name, 'types-metadata.json'), 'utf8'))] as const,
  ),
])

/** Options that change what a compiler sees most. */
const queries: readonly Readonly<Record<string, string>>[] = [
  {},
  { AddResponseStatus: 'True', AddImplicitVersion: '3', InitializeCollections: 'True', MakeDataContractsExtensible: 'True' },
  { AddDescriptionAsComments: 'False', AddDataContractAttributes: 'True', AddIndexesToDataMembers: 'True' },
  { GlobalNamespace: 'Mine', AddNullableAnnotations: 'False', AddGeneratedCodeAttributes: 'True' },
]

interface Compiler {
  readonly language: string
  /** Undefined where the machine does not have it. */
  readonly compile?: (source: string, where: string) => void
  readonly isSlow?: boolean
}

const run = (command: string, args: readonly string[], cwd: string): void => {
  try {
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: 'pipe', maxBuffer: 1 << 26 })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    const lines = `${stdout}${stderr}`.split('\n').filter((line) => /error/i.test(line))
    throw new Error(lines.slice(0, 12).join('\n') || `${stdout}${stderr}`.slice(0, 2_000))
  }
}

const newest = (parent: string): string | undefined => (existsSync(parent) ? readdirSync(parent).sort().at(-1) : undefined)

/** The compilers in the .NET SDK, called without a project: no package is fetched. */
const dotNet = (): readonly Compiler[] => {
  const home = ['/usr/share/dotnet', '/usr/lib/dotnet', process.env.DOTNET_ROOT ?? ''].find(
    (each) => each && existsSync(join(each, 'sdk')),
  )
  const sdk = home && newest(join(home, 'sdk'))
  const pack = home && join(home, 'packs', 'Microsoft.NETCore.App.Ref')
  const version = pack && newest(pack)
  if (!home || !sdk || !pack || !version) return ['csharp', 'vbnet', 'fsharp'].map((language) => ({ language }))
  const frameworks = join(pack, version, 'ref')
  const library = join(frameworks, newest(frameworks) ?? '')
  const references = readdirSync(library)
    .filter((file) => file.endsWith('.dll'))
    .map((file) => `-r:${join(library, file)}`)
  const roslyn = (name: string): string => join(home, 'sdk', sdk, 'Roslyn', 'bincore', `${name}.dll`)
  const fsharp = join(home, 'sdk', sdk, 'FSharp')
  const stub = (): string => {
    const dll = join(folder, 'ServiceStack.Client.dll')
    if (!existsSync(dll))
      run(
        'dotnet',
        [roslyn('csc'), '-nologo', '-target:library', `-out:${dll}`, ...references, join(stubs, 'service-stack.cs')],
        folder,
      )
    return dll
  }
  const compiling =
    (tool: string, file: string, args: readonly string[], dash = '-') =>
    (source: string, where: string): void => {
      writeFileSync(join(where, file), source)
      const plain = ['nologo', 'target:library', 'out:dtos.dll'].map((option) => dash + option)
      run('dotnet', [tool, ...plain, ...args, ...references, `-r:${stub()}`, file], where)
    }
  return [
    { language: 'csharp', compile: compiling(roslyn('csc'), 'dtos.cs', ['-nullable:annotations']) },
    {
      language: 'vbnet',
      compile: compiling(roslyn('vbc'), 'dtos.vb', [`-sdkpath:${library}`, '-optionstrict+', '-define:_MYTYPE="Empty"']),
    },
    {
      language: 'fsharp',
      compile: compiling(
        join(fsharp, 'fsc.dll'),
        'dtos.fs',
        ['--noframework', '--targetprofile:netcore', `-r:${join(fsharp, 'FSharp.Core.dll')}`],
        '--',
      ),
    },
  ]
}

const has = (command: string): boolean => {
  try {
    execFileSync(command, ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const javac = (): Compiler => {
  if (!has('javac')) return { language: 'java' }
  return {
    language: 'java',
    compile: (source, where) => {
      const client = join(folder, 'client')
      const classes = join(folder, 'classes')
      if (!existsSync(classes)) {
        for (const [file, text] of javaClient) {
          mkdirSync(dirname(join(client, file)), { recursive: true })
          writeFileSync(join(client, file), text)
        }
        mkdirSync(classes)
        run('javac', ['-d', classes, ...[...javaClient.keys()].map((file) => join(client, file))], client)
      }
      const name = /^public class (\w+)$/m.exec(source)?.[1] ?? 'dtos'
      writeFileSync(join(where, `${name}.java`), source)
      run('javac', ['-encoding', 'UTF-8', '-nowarn', '-cp', classes, '-d', join(where, 'out'), `${name}.java`], where)
    },
  }
}

/** Java's outlines serve Kotlin too; its compiler starts slowly, so it reads each set once. */
const kotlinc = (java: Compiler): Compiler => {
  if (!java.compile || !has('kotlinc')) return { language: 'kotlin' }
  return {
    language: 'kotlin',
    isSlow: true,
    compile: (source, where) => {
      if (!existsSync(join(folder, 'classes'))) java.compile?.('public class dtos {}', where)
      writeFileSync(join(where, 'dtos.kt'), source)
      run('kotlinc', ['-nowarn', '-no-reflect', '-cp', join(folder, 'classes'), '-d', join(where, 'out'), 'dtos.kt'], where)
    },
  }
}

const compilers = [...dotNet(), javac(), kotlinc(javac())]
const absent = compilers.filter(({ compile }) => !compile).map(({ language }) => language)
if (absent.length > 0) console.info(`Skipped: the machine has no compiler of ${absent.join(', ')}`)
for (const name of ['kotlin', 'swift']) if (!languageNamed(name)) throw new Error(`${name} is gone`)

describe.each(compilers.filter(({ compile }) => compile).map((each) => [each.language, each] as const))(
  '%s',
  (name, { compile, isSlow }) => {
    const language = languageNamed(name)!
    test.each([...sets])('%s compile', (set, metadata) => {
      const faults: string[] = []
      queries.slice(0, isSlow ? 1 : undefined).forEach((query, at) => {
        const where = join(folder, name, set.replace(/\W/g, '-'), String(at))
        mkdirSync(where, { recursive: true })
        try {
          compile!(generateTypes(language, metadata, facts, query), where)
        } catch (error) {
          faults.push(`${JSON.stringify(query)}\n${(error as Error).message}`)
        }
      })
      expect(faults).toEqual([])
    })
  },
)
