import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repository } from '../metadata-pages/repository'
import { openParcelHouse, type ParcelHouse } from './callers/house'

/**
 * ServiceStack's own tools for npm add a reference to our host and update it, the options that were changed in its header kept (M-26.1).
 * They are no dependency: `npm install --prefix FOLDER @servicestack/cli`, and SERVICESTACK_CLI=FOLDER.
 */
const tools = join(process.env.SERVICESTACK_CLI ?? repository, 'node_modules/@servicestack/cli/bin')
const there = existsSync(tools) ? describe : describe.skip
if (!existsSync(tools)) console.info('Skipped: no @servicestack/cli (SERVICESTACK_CLI=FOLDER where it is installed)')

/** Tool → file, and the line of its header that asks for one message alone: without the prefix of a default. */
const references: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  'typescript-ref': ['dtos.ts', '//IncludeTypes: ', 'IncludeTypes: '],
  'typescriptd-ref': ['dtos.d.ts', '//IncludeTypes: ', 'IncludeTypes: '],
  'csharp-ref': ['dtos.cs', '//IncludeTypes: ', 'IncludeTypes: '],
  'fsharp-ref': ['dtos.fs', '//IncludeTypes: ', 'IncludeTypes: '],
  'vbnet-ref': ['dtos.vb', "'''IncludeTypes: ", "'IncludeTypes: "],
  'java-ref': ['dtos.java', '//IncludeTypes: ', 'IncludeTypes: '],
  'kotlin-ref': ['dtos.kt', '//IncludeTypes: ', 'IncludeTypes: '],
  'swift-ref': ['dtos.swift', '//IncludeTypes: ', 'IncludeTypes: '],
  'dart-ref': ['dtos.dart', '//IncludeTypes: ', 'IncludeTypes: '],
}

there('@servicestack/cli', () => {
  let house: ParcelHouse
  let folder: string
  beforeAll(async () => {
    house = await openParcelHouse()
    folder = mkdtempSync(join(tmpdir(), 'references-'))
  })
  afterAll(async () => {
    await house.gateway.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const run = (tool: string, ...args: string[]) =>
    promisify(execFile)(process.execPath, [join(tools, `${tool}.js`), ...args], {
      cwd: folder,
      env: { ...process.env, SERVICESTACK_TELEMETRY_OPTOUT: '1' },
    })

  test.each(Object.entries(references))('%s adds and updates', async (tool, [name, from, to]) => {
    await run(tool, house.address)
    const file = join(folder, name)
    const added = readFileSync(file, 'utf8')
    expect(added).toContain(`BaseUrl: ${house.address}\n`)
    expect(added).toContain('ShipParcel')
    writeFileSync(file, added.replace(from, `${to}Part`))
    await run(tool, name)
    const updated = readFileSync(file, 'utf8')
    expect(updated).toContain(`\n${to}Part\n`)
    expect(updated).toMatch(/\bPart\b/)
    expect(updated).not.toMatch(/(class|struct|Class|type) ShipParcel/)
  })
})
