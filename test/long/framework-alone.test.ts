import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Without the folders named usage and host/main.ts, the rest builds and passes its tests (design.md section 1). */
const root = path.join(__dirname, '../..')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'alone-'))
  const framework = (file: string) => !file.split(path.sep).includes('usage') && !file.endsWith(path.join('host', 'main.ts'))
  for (const name of ['dtos', 'services', 'host', 'metadata-pages', 'bench', 'docs', 'scripts'])
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true, filter: framework })
  for (const name of ['dtos', 'services', 'host', 'metadata-pages', 'bench', 'conformance'])
    cpSync(path.join(root, 'test', name), path.join(folder, 'test', name), { recursive: true, filter: framework })
  for (const name of ['package.json', 'tsconfig.json', 'jest.config.cjs']) cpSync(path.join(root, name), path.join(folder, name))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it builds', () => {
  execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--noEmit'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
})

test('its tests pass', () => {
  const jest = path.join(root, 'node_modules/jest/bin/jest.js')
  execFileSync(
    process.execPath,
    [
      jest,
      '--silent',
      '--testPathPatterns',
      'test/dtos',
      'test/services',
      'test/host/(gateway|batch|hooks|startup|routing|formats/json)',
      'test/metadata-pages/(pages|expected)',
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
})
