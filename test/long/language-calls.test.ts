import { execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repository } from '../metadata-pages/repository'
import { openParcelHouse, type ParcelHouse } from './callers/house'
import { goLibrary } from './compile-stubs'
import { javaClient } from './stubs/java-client'

/**
 * A program of each language takes its DTOs from a running gateway, compiles, sends a message that asks for a role with the typed request,
 * and prints the typed answer: with the public client where the machine has it, by the language's own HTTP where not.
 */
jest.setTimeout(300_000)
const execute = promisify(execFile)
const callers = join(__dirname, 'callers')

interface Caller {
  /** Of `/types`. */
  readonly language: string
  /** Undefined: the machine has what it needs; else what is missing. */
  readonly missing: string | undefined
  readonly files: readonly string[]
  readonly dtos: string
  /** Run one after the other; what the last one prints is the answer. */
  readonly commands: (folder: string) => readonly (readonly string[])[]
  readonly prepare?: (folder: string) => void
}

const has = (program: string, ...args: readonly string[]): boolean => spawnSync(program, args).status === 0
const without = (...needs: readonly (readonly [name: string, isThere: boolean])[]): string | undefined =>
  needs.find(([, isThere]) => !isThere)?.[0]

const withNodeModules = (folder: string): void => symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
const tsc = join(repository, 'node_modules/typescript/bin/tsc')
const gson = ['/usr/share/java/gson.jar', process.env.GSON ?? ''].find((file) => file && existsSync(file))

const newest = (parent: string): string => (existsSync(parent) ? (readdirSync(parent).sort().at(-1) ?? '') : '')
const dotNetHome = ['/usr/share/dotnet', '/usr/lib/dotnet', process.env.DOTNET_ROOT ?? ''].find(
  (each) => each && existsSync(join(each, 'sdk')),
)
const csharpCompiler = (folder: string): readonly string[] => {
  const home = dotNetHome ?? ''
  const pack = join(home, 'packs/Microsoft.NETCore.App.Ref')
  const frameworks = join(pack, newest(pack), 'ref')
  const library = join(frameworks, newest(frameworks))
  const version = newest(join(home, 'shared/Microsoft.NETCore.App'))
  writeFileSync(
    join(folder, 'call.runtimeconfig.json'),
    JSON.stringify({ runtimeOptions: { tfm: newest(frameworks), framework: { name: 'Microsoft.NETCore.App', version } } }),
  )
  return [
    'dotnet',
    join(home, 'sdk', newest(join(home, 'sdk')), 'Roslyn/bincore/csc.dll'),
    '-nologo',
    '-nowarn:CS8632,CS0105',
    '-target:exe',
    '-out:call.dll',
    ...readdirSync(library)
      .filter((file) => file.endsWith('.dll'))
      .map((file) => `-r:${join(library, file)}`),
    'Call.cs',
    'dtos.cs',
    join(__dirname, 'stubs/service-stack.cs'),
  ]
}

const list: readonly Caller[] = [
  {
    language: 'typescript',
    missing: undefined,
    // Not of this project's own compilation: its DTOs are there only when it runs.
    files: ['call.ts.txt'],
    dtos: 'dtos.ts',
    prepare: withNodeModules,
    commands: () => [
      [
        process.execPath,
        tsc,
        '--strict',
        '--skipLibCheck',
        '--module',
        'node16',
        '--target',
        'es2022',
        '--lib',
        'es2022,dom',
        'call.ts',
      ],
      [process.execPath, 'call.js'],
    ],
  },
  {
    language: 'mjs',
    missing: undefined,
    files: ['call.mjs'],
    dtos: 'dtos.mjs',
    prepare: withNodeModules,
    commands: () => [[process.execPath, 'call.mjs']],
  },
  {
    language: 'python',
    missing: without(['python3', has('python3', '--version')]),
    files: ['call.py'],
    dtos: 'dtos.py',
    prepare: (folder) => {
      for (const name of ['servicestack', 'dataclasses_json', 'marshmallow'])
        if (!has('python3', '-c', `import ${name}`))
          cpSync(join(callers, 'python', name), join(folder, name), { recursive: true })
    },
    commands: () => [['python3', '-X', 'utf8', 'call.py']],
  },
  {
    language: 'java',
    missing: without(['javac', has('javac', '-version')], ['gson.jar (libgson-java)', gson !== undefined]),
    files: ['Call.java'],
    dtos: 'dtos.java',
    prepare: (folder) => {
      for (const [name, source] of javaClient)
        if (!name.startsWith('com/google/')) {
          mkdirSync(join(folder, name, '..'), { recursive: true })
          writeFileSync(join(folder, name), source)
        }
    },
    commands: () => [
      ['javac', '-encoding', 'UTF-8', '-cp', `.:${gson}`, 'Call.java', 'dtos.java'],
      ['java', '-cp', `.:${gson}`, 'Call'],
    ],
  },
  {
    language: 'php',
    missing: without(['php', has('php', '-v')]),
    files: ['call.php', 'library.php'],
    dtos: 'dtos.php',
    commands: () => [['php', 'call.php']],
  },
  {
    language: 'ruby',
    missing: without(['ruby', has('ruby', '-v')]),
    files: ['call.rb', 'servicestack.rb'],
    dtos: 'dtos.rb',
    commands: () => [['ruby', '-E', 'UTF-8', '-I', '.', 'call.rb']],
  },
  {
    language: 'go',
    missing: without(['go', has('go', 'version')]),
    files: ['call.go'],
    dtos: 'dtos/dtos.go',
    prepare: (folder) => {
      mkdirSync(join(folder, 'library'))
      writeFileSync(join(folder, 'library/library.go'), goLibrary)
      writeFileSync(join(folder, 'library/go.mod'), 'module github.com/ServiceStack/servicestack-go\n\ngo 1.18\n')
      writeFileSync(
        join(folder, 'go.mod'),
        'module depot\n\ngo 1.18\n\nrequire github.com/ServiceStack/servicestack-go v0.0.0\n\nreplace github.com/ServiceStack/servicestack-go => ./library\n',
      )
    },
    commands: () => [['go', 'run', '.']],
  },
  {
    language: 'csharp',
    missing: without(['dotnet with its SDK', dotNetHome !== undefined]),
    files: ['Call.cs'],
    dtos: 'dtos.cs',
    commands: (folder) => [csharpCompiler(folder), ['dotnet', 'call.dll']],
  },
]

let house: ParcelHouse
let root: string
beforeAll(async () => {
  house = await openParcelHouse()
  root = mkdtempSync(join(tmpdir(), 'callers-'))
})
afterAll(async () => {
  await house.gateway.close()
  rmSync(root, { recursive: true, force: true })
})

/** What every program prints: the typed answer, and how a caller without a key is refused. */
const expected = async (): Promise<string> => {
  const parcel = {
    to: 'Zoë "7" & Söhne',
    colour: 'DeepBlue',
    parts: [
      { name: 'bolt', count: 2 },
      { name: 'nut', count: 3 },
    ],
  }
  const call = (headers: Record<string, string>) =>
    fetch(`${house.address}/api/ShipParcel`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(parcel),
    }).then((response) => response.json())
  const { id, to, colour, parts, total } = await call({ 'X-Api-Key': house.key })
  const { responseStatus } = await call({})
  const pieces = parts.map(({ name, count }: { name: string; count: number }) => `${name}*${count}`).join()
  return `${[id, to, colour, pieces, total].join('|')}\n${responseStatus.errorCode}\n`
}

test('the answer to compare with is whole', async () => {
  expect(await expected()).toBe('4200000000|Zoë "7" & Söhne|DeepBlue|bolt*2,nut*3|5\nUnauthorized\n')
})

describe.each(list)('$language', ({ language, missing, files, dtos, commands, prepare }) => {
  if (missing) console.info(`Skipped: ${language} makes no call, this machine has no ${missing}`)
  const there = missing ? test.skip : test
  there('sends a typed message with its DTOs as the gateway prints them, and reads the typed answer', async () => {
    const folder = join(root, language)
    mkdirSync(join(folder, dtos, '..'), { recursive: true })
    const answer = await fetch(`${house.address}/types/${language}`)
    writeFileSync(join(folder, dtos), await answer.text())
    for (const file of files) cpSync(join(callers, file), join(folder, file.replace(/\.txt$/, '')))
    prepare?.(folder)
    const env = {
      ...process.env,
      GATEWAY: house.address,
      KEY: house.key,
      GOCACHE: join(root, 'go-cache'),
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
    }
    let printed = ''
    for (const [program = '', ...args] of commands(folder)) {
      const run = execute(program, args, { cwd: folder, env }).catch((error) => {
        throw new Error(`${program} ${args[0]}: ${error.stdout}${error.stderr}`.slice(0, 3_000))
      })
      printed = (await run).stdout
    }
    expect(printed.replace(/\r/g, '')).toBe(await expected())
  })
})
