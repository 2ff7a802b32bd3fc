import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const letters = 'abcdefghijklmnopqrstuvwxyz'

/** One black pixel. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const files: Readonly<Record<string, string | Buffer>> = {
  'letters.txt': letters,
  'data.json': '{"a":1}',
  'site.css': 'body{}',
  'dot.png': Buffer.from(dot, 'base64'),
  'secret.cs': '// secret',
  'with space.txt': 'sp ace',
  'page.html': '<p>page</p>',
  'sub/index.html': '<h1>Sub</h1>',
}
const modified = new Date('2024-05-06T07:08:09Z')

let folder: string | undefined

/** The static files of the test hosts, made on first use and gone with the process. */
export function staticFolder(): string {
  if (folder !== undefined) return folder
  const root = mkdtempSync(join(tmpdir(), 'conformance-'))
  mkdirSync(join(root, 'sub'))
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(root, name), content)
    utimesSync(join(root, name), modified, modified)
  }
  process.once('exit', () => rmSync(root, { recursive: true, force: true }))
  folder = root
  return root
}
