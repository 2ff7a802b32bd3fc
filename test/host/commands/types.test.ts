import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import type { Gateway } from '../../../host'
import { commands } from '../../../host/commands/commands'
import { runProgram } from '../../../host/commands/program'
import { metadata } from '../../../host/features'
import {
  generateTypes,
  languageNamed,
  languages,
  type MetadataTypes,
  type OptionName,
  optionNames,
  readHeader,
  readMetadata,
} from '../../../metadata-pages'
import { headerText } from '../../../metadata-pages/languages/header'
import { readOptions } from '../../../metadata-pages/languages/language-options'
import { golden } from '../../metadata-pages/repository'
import { deskGateway, deskUsers } from '../desk'

/** What the bin does with a command line: exit code and both streams. */
async function tollgate(...args: readonly string[]) {
  const before = process.argv
  const code = process.exitCode
  const out: string[] = []
  const err: string[] = []
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0),
    jest.spyOn(console, 'log').mockImplementation((line: string) => void out.push(`${line}\n`)),
    jest.spyOn(console, 'error').mockImplementation((line: string) => void err.push(`${line}\n`)),
  ]
  process.argv = ['node', 'tollgate', ...args]
  process.exitCode = 0
  try {
    await runProgram(commands)
    return { code: process.exitCode, out: out.join(''), err: err.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
    process.argv = before
    process.exitCode = code
  }
}

const undated = (text: string) => text.replace(/^(.{0,4}Date: ).*$/m, '$1')

let folder: string
let gateway: Gateway
let address: string
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'types-'))
  gateway = deskGateway((await deskUsers()).users, { features: [metadata()] })
  const server = await gateway.listen(0)
  address = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('from a running gateway', () => {
  test.each(languages.map(({ name }) => name))('%s: the text of /types/{language}, and nothing else', async (name) => {
    const { code, out, err } = await tollgate('types', name, address)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const served = await (await fetch(`${address}/types/${name}`)).text()
    expect(undated(out)).toBe(undated(served))
  })

  test('options are those of the query (M-6.6)', async () => {
    const { out } = await tollgate('types', 'typescript', address, '--IncludeTypes', 'FindLoans', '--GlobalNamespace', 'Desk')
    const query = 'IncludeTypes=FindLoans&GlobalNamespace=Desk'
    expect(undated(out)).toBe(undated(await (await fetch(`${address}/types/typescript?${query}`)).text()))
    expect(out).toContain('\nIncludeTypes: FindLoans\n')
  })

  test.each(['', '/', '/types/typescript', '/metadata', '/types/metadata?format=json'])(
    'any address of the host will do: %s',
    async (suffix) => {
      const { out } = await tollgate('types', 'python', address + suffix)
      expect(out).toContain(`\nBaseUrl: ${address}\n`)
    },
  )
})

describe('--out FILE', () => {
  test.each(languages.map(({ name }) => name))('%s: made again, the options in its header are kept (M-26.1)', async (name) => {
    const file = path.join(folder, `kept.${name}`)
    const first = [
      '--ExcludeTypes',
      'DropLoan,WhoAmI',
      '--AddDescriptionAsComments',
      'false',
      '--BaseUrl',
      'https://desk.example',
    ]
    expect(await tollgate('types', name, address, '--out', file, ...first)).toMatchObject({ code: 0, out: '' })
    const written = readFileSync(file, 'utf8')
    const again = await tollgate('types', name, address, '--out', file)
    expect(again).toMatchObject({ code: 0, out: '' })
    expect(again.err).toContain('Kept BaseUrl https://desk.example')
    expect(undated(readFileSync(file, 'utf8'))).toBe(undated(written))
    await tollgate('types', name, address, '--out', file, '--ExcludeTypes', 'Audit')
    expect(readHeader(languageNamed(name)!, readFileSync(file, 'utf8'))?.options).toMatchObject({ ExcludeTypes: 'Audit' })
  })

  test('an option whose prefix was removed by hand counts, and the source is in the file', async () => {
    const file = path.join(folder, 'dtos.ts')
    await tollgate('types', 'typescript', address, '--out', file)
    writeFileSync(file, readFileSync(file, 'utf8').replace('//IncludeTypes: ', 'IncludeTypes: FindLoans.*'))
    expect(await tollgate('types', 'typescript', '--out', file)).toEqual({ code: 0, out: '', err: '' })
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('class FindLoans')
    expect(text).not.toContain('class DropLoan')
  })

  test('a file of something else is not written over', async () => {
    const file = path.join(folder, 'mine.ts')
    writeFileSync(file, 'export const mine = 1\n')
    const { code, err } = await tollgate('types', 'typescript', address, '--out', file)
    expect(code).toBe(2)
    expect(err).toContain('exists and has no header')
    expect(readFileSync(file, 'utf8')).toBe('export const mine = 1\n')
  })
})

describe('from files and other hosts', () => {
  const saved = () => gateway.catalog && fetch(`${address}/types/metadata`).then((answer) => answer.json())

  test('/types/metadata and /metadata/app.json say the same', async () => {
    const api = await saved()
    const one = path.join(folder, 'types-metadata.json')
    const other = path.join(folder, 'app.json')
    writeFileSync(one, `\uFEFF${JSON.stringify(api)}`)
    writeFileSync(other, JSON.stringify({ app: { baseUrl: address, serviceStackVersion: '8.81' }, api }))
    const [fromTypes, fromApp] = [await tollgate('types', 'mjs', one), await tollgate('types', 'mjs', other)]
    expect(fromTypes.out).toContain(`BaseUrl: ${address}`)
    expect(fromApp.out).toContain('Version: 8.81')
    expect(undated(fromApp.out).replace('8.81', '10.15')).toBe(undated(fromTypes.out))
  })

  test('a host without /types/metadata is asked for /metadata/app.json (M-26.6)', async () => {
    const api = await saved()
    const asked: string[] = []
    const server: Server = createServer((request, response) => {
      asked.push(request.url!)
      response.statusCode = request.url === '/metadata/app.json' ? 200 : 404
      response.end(response.statusCode === 200 ? JSON.stringify({ api }) : '<html>')
    })
    await new Promise<void>((resolve) => void server.listen(0, resolve))
    try {
      const { code, out } = await tollgate('types', 'java', `http://localhost:${(server.address() as AddressInfo).port}`)
      expect({ code, asked }).toEqual({ code: 0, asked: ['/types/metadata?format=json', '/metadata/app.json'] })
      expect(out).toContain('class FindLoans')
    } finally {
      server.close()
    }
  })

  const recorded = existsSync(golden) ? readdirSync(golden).filter((name) => existsSync(path.join(golden, name, 'app.json'))) : []
  const testRecorded = recorded.length > 0 ? test : test.skip
  testRecorded('recorded hosts: a text in every language from either file', async () => {
    for (const name of recorded.slice(0, 2))
      for (const file of ['types-metadata.json', 'app.json']) {
        const place = path.join(golden, name, file)
        const json = JSON.parse(readFileSync(place, 'utf8')) as MetadataTypes & { api?: MetadataTypes }
        for (const language of languages) {
          const { code, out } = await tollgate('types', language.name, place)
          const facts = { version: '10.15', baseUrl: `http://${name}.example`, date: new Date() }
          expect(code).toBe(0)
          expect(undated(out)).toBe(undated(generateTypes(language, json.api ?? json, facts)))
        }
      }
  })

  const headers = path.join(golden, 'headers.json')
  const testHeaders = existsSync(headers) ? test : test.skip
  testHeaders("the reference's own headers are read: nothing was given in them", () => {
    const all = JSON.parse(readFileSync(headers, 'utf8')) as Record<string, { lines: string[] }>
    for (const language of languages) {
      const { lines } = all[language.name]!
      expect(readHeader(language, [...lines, '', 'code'].join('\n'))).toEqual({ baseUrl: 'http://HOST', options: {} })
    }
  })
})

describe('what cannot be done', () => {
  test.each([
    [['types'], 2, 'Which language?'],
    [['types', 'cobol', 'http://localhost'], 2, 'There is no language cobol'],
    [['types', 'python'], 2, 'Whose types?'],
    [['types', 'python', 'nowhere.json'], 2, 'nowhere.json cannot be read'],
    [['types', 'python', 'package.json'], 1, 'no type metadata'],
    [['types', 'python', 'README.md'], 1, 'not JSON'],
    [['types', 'python', 'http://localhost:1'], 1, 'did not tell its types'],
    [['types', 'python', 'package.json', '--MakePartial', 'perhaps'], 2, '--MakePartial cannot be "perhaps"'],
    [['types', 'python', 'package.json', '--MakePerfect', 'true'], 2, 'unknown option'],
  ])('%j exits %i', async (args, code, words) => {
    const result = await tollgate(...args)
    expect(result.code).toBe(code)
    expect(result.err).toContain(words)
    expect(result.out).toBe('')
  })

  test.each([
    { operations: [], types: [{ namespace: 'A' }] },
    { operations: [{}], types: [] },
    { operations: [], types: [{ name: 'A', properties: {} }] },
    { operations: [], types: [{ name: 'A', properties: [{ name: 'B', type: 'String\nevil()' }] }] },
    { operations: [], types: [{ name: 'A', inherits: { name: "x'); evil(" } }] },
    [],
    null,
  ])('%j is refused', (json) => expect(() => readMetadata(json)).toThrow())
})

test('--list names every language and its file (M-26.2)', async () => {
  const { code, out } = await tollgate('types', '--list', '--json')
  expect(code).toBe(0)
  const rows = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; file: string })
  expect(rows.map(({ name, file }) => [name, file])).toEqual(languages.map(({ name, fileName }) => [name, fileName]))
})

test('whatever is given comes back from the header, in every language (M-6.8, M-26.1)', () => {
  const item = fc.stringMatching(/^[A-Za-z][\w.]{0,8}(\/\*|\.\*)?$/)
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.array(item, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (language, items, flag) => {
        const values: Partial<Record<OptionName, string>> = {
          IncludeTypes: items.join(','),
          ExcludeTypes: items.join(','),
          AddServiceStackTypes: String(flag),
        }
        const query = Object.fromEntries(
          Object.entries(values).filter(([name]) => language.optionNames.includes(name as OptionName)),
        )
        const facts = { version: '1', baseUrl: 'http://a.example/b', date: new Date(0) }
        const text = headerText(language.header, language.optionNames, readOptions(query), facts)
        const kept = readHeader(language, `${text}code`)!
        expect(kept.baseUrl).toBe(facts.baseUrl)
        expect(readOptions(kept.options)).toEqual(readOptions(query))
      },
    ),
    { numRuns: 300 },
  )
})

test('the built bin has it', () => {
  const bin = path.join(__dirname, '../../../dist/host/usage/tollgate.js')
  if (!existsSync(path.join(path.dirname(bin), '../commands/types.js')))
    return console.warn('Skipped: the bin is not built (npm run build).')
  const { status, stdout } = spawnSync(process.execPath, [bin, 'types', '--list'], { encoding: 'utf8' })
  expect(status).toBe(0)
  expect(stdout).toContain('dtos.ts')
  expect(optionNames).toContain('IncludeTypes')
})
