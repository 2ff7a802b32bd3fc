import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type AnyClass, type Catalog, describeAll } from '../../dtos/contract'
import * as gatewayMessages from '../../dtos/gateway'
import * as usageMessages from '../../dtos/usage'
import { openApi, typeMetadata } from '../../metadata-pages'
import * as desk from '../host/desk'
import { catalogOf, evoCatalog } from '../metadata-pages/evo-catalog'
import { repository } from '../metadata-pages/repository'

jest.setTimeout(120_000)
const run = promisify(execFile)
const redocly = path.join(repository, 'node_modules/@redocly/cli/bin/cli.js')

/** The messages among what a module exports. */
const messagesIn = (module: object): AnyClass[] =>
  Object.values(module).filter((each): each is AnyClass => {
    if (typeof each !== 'function' || !/^class/.test(Function.prototype.toString.call(each))) return false
    try {
      return describeAll([each], { namespace: 'Test' })[0]?.response !== undefined
    } catch {
      return false
    }
  })

const usage = [...messagesIn(usageMessages), ...messagesIn(gatewayMessages)]
const catalogs: Readonly<Record<string, Catalog>> = {
  evo: evoCatalog(),
  desk: catalogOf(messagesIn(desk)),
  usage: catalogOf(usage),
}

/** Of the licence and of words that are a matter of taste, the messages say what they say. */
const rules = `extends: [recommended]
rules:
  info-license: off
  tag-description: off
  no-ambiguous-paths: off
  no-unused-components: off
  operation-4xx-response: error
  no-invalid-media-type-examples: error
  no-identical-paths: error
  security-defined: error
  operation-operationId-unique: error
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'open-api-'))
  writeFileSync(path.join(folder, 'redocly.yaml'), rules)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const lint = async (file: string): Promise<{ summary: string; problems: unknown[] }> => {
  const args = [redocly, 'lint', file, '--config', path.join(folder, 'redocly.yaml'), '--format', 'json', '--max-problems', '50']
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { stdout } = await run(process.execPath, args, { cwd: folder, env, maxBuffer: 1e8 }).catch(
    (error) => error as { stdout: string },
  )
  const { totals, problems } = JSON.parse(stdout) as { totals: object; problems: { message: string; location: unknown[] }[] }
  return {
    summary: JSON.stringify(totals),
    problems: problems.map(({ message, location }) => [message, JSON.stringify(location).slice(0, 300)]),
  }
}

describe.each(Object.entries(catalogs))('the document of %s', (name, catalog) => {
  test.each(['3.1', '3.0'] as const)('%s is valid by a public validator, without an error or a warning', async (version) => {
    expect(catalog.operations.length).toBeGreaterThan(name === 'evo' ? 1 : 5)
    const file = path.join(folder, `${name}-${version}.json`)
    writeFileSync(file, JSON.stringify(openApi(catalog, typeMetadata(catalog), { version, baseUrl: 'https://gateway.test' })))
    expect((await lint(file)).problems).toEqual([])
  })
})

test('the validator finds what is wrong', async () => {
  const file = path.join(folder, 'wrong.json')
  const document = openApi(catalogs.evo!, typeMetadata(catalogs.evo!), { version: '3.1', baseUrl: 'https://gateway.test' })
  writeFileSync(file, JSON.stringify({ ...document, components: {} }))
  expect((await lint(file)).problems.length).toBeGreaterThan(3)
})
