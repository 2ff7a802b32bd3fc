import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { JsonServiceClient } from '@servicestack/client'
import { transformSync } from '@swc/core'
import { Command } from 'commander'
import * as host from '../../host'
import { commands } from '../../host/commands/commands'
import { usageCommands } from '../../host/usage/commands'
import { settings } from '../../host/usage/config'

/** What the README says is run as it stands. */
jest.setTimeout(60_000)

const root = path.join(__dirname, '../..')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
const run = promisify(execFile)

const blocks = [...readme.matchAll(/^```(\w+)(?: ([\w-]+))?\n([\s\S]*?)^```/gm)].map(([, language, name, text]) => ({
  language,
  name,
  text: text!,
}))
const block = (language: string, name: string): string => {
  const found = blocks.find((each) => each.language === language && each.name === name)
  if (!found) throw new Error(`The README has no block ${language} ${name}.`)
  return found.text
}
const hasTool = (name: string) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0
/** Skipped with its reason where the tool is absent. */
const testWith = (tool: string) => (hasTool(tool) ? test : (test.skip as typeof test))

const compiled = (text: string) =>
  transformSync(text, {
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
    module: { type: 'commonjs' },
  }).code

/** A block as a function body with these names around it. */
const evaluate = (source: string, names: Record<string, unknown>): unknown =>
  new Function(...Object.keys(names), source)(...Object.values(names))

describe('write a message and a service, and call it', () => {
  let gateway: host.Gateway
  let address: string
  let FindLoans: unknown

  beforeAll(async () => {
    let listening: ReturnType<host.Gateway['listen']> | undefined
    const createGateway = (options: host.GatewayOptions) => {
      gateway = host.createGateway(options)
      return { listen: () => (listening = gateway.listen(0)) }
    }
    const module: { exports: Record<string, unknown> } = { exports: {} }
    const source = `${compiled(block('ts', 'loans'))}\n;module.exports.FindLoans = FindLoans`
    evaluate(source, {
      require: (name: string) => (name === 'tollgate' ? { ...host, createGateway } : require(name)),
      module,
      exports: module.exports,
    })
    FindLoans = module.exports.FindLoans
    const server = await listening!
    address = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => gateway.close())

  const here = (text: string) => text.replaceAll('http://localhost:3000', address)

  testWith('curl')('the printed curls answer what is printed', () => answers('loans'))
  testWith('curl')('every format, in and out', () => answers('formats'))
  testWith('curl')('DTOs are fetched', () => answers('types'))

  async function answers(name: string) {
    let output = ''
    for (const line of block('sh', name).trim().split('\n')) {
      const { stdout } = await run('bash', ['-c', here(line).replace(/^curl/, 'curl -s')])
      output += stdout.endsWith('\n') ? stdout : `${stdout}\n`
    }
    expect(output.replaceAll('\r', '')).toBe(block('text', name))
  }

  test("TypeScript, with ServiceStack's client and the server's own class", async () => {
    const body = compiled(`(async () => {${here(block('ts', 'client')).replace(/^import.*\n/m, '')}})()`).replace(
      '"use strict";',
      '',
    )
    const lines: string[] = []
    await evaluate(`return ${body.trim()}`, {
      JsonServiceClient,
      FindLoans,
      console: { log: (line: string) => lines.push(line) },
    })
    expect(lines).toEqual(['Maps of north'])
  })

  testWith('python3')('Python', async () => {
    const { stdout } = await run('python3', ['-c', here(block('python', 'client'))])
    expect(stdout).toBe('Maps of north\n')
  })
})

describe('tables', () => {
  test('settings are those that the program reads', () => {
    const rows = [...readme.matchAll(/^\| `(TOLLGATE_\w+)` \| (.+?) \| (.+?) \|$/gm)].map(([, name, standard, means]) => ({
      name,
      default: standard!.replaceAll('`', ''),
      means,
    }))
    expect(rows).toEqual(settings.map((setting) => ({ ...setting })))
  })

  test('commands are those of the bin', () => {
    const program = new Command()
    for (const command of [...commands, ...usageCommands]) command(program)
    const names = program.commands.map((command) => command.name()).sort()
    const told = new Set([...readme.matchAll(/`tollgate (\w+)/g)].map(([, name]) => name))
    expect(names.filter((name) => !told.has(name))).toEqual([])
    expect([...told].filter((name) => !names.includes(name!))).toEqual([])
  })

  test('files that it links to exist', () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target]) => target!)
    expect(links.length).toBeGreaterThan(4)
    for (const target of links) expect(readFileSync(path.join(root, target)).length).toBeGreaterThan(0)
  })
})

test('the usage commands, in an empty folder', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'readme-'))
  try {
    const bin = path.join(root, 'dist/host/usage/tollgate.js')
    if (spawnSync('test', ['-f', bin]).status !== 0) return console.warn('Skipped: the bin is not built (npm run build).')
    const script = block('sh', 'usage').replaceAll('npx tollgate', `node ${bin}`)
    const output = execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: { ...process.env, TOLLGATE_DATA: path.join(folder, 'data') },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    expect(output).toMatch(/^tg_\w{10}_\w{49}$/m)
    expect(output).toMatch(/Clean: \d+ rollup rows agree with \d+ events\./)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
