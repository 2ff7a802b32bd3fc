import { readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from '@swc/core'
import * as host from '../../host'
import { authEventKinds } from '../../services'

const page = readFileSync(path.join(__dirname, '../../docs/audit.md'), 'utf8')

test('docs/audit.md tells every kind of event, in the order of the program', () => {
  expect([...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, kind]) => kind)).toEqual([...authEventKinds])
})

test('docs/audit.md runs as it stands, and says what it prints', async () => {
  const source = /^```ts\n([\s\S]*?)^```/m.exec(page)![1]!
  const { code } = transformSync(`export const run = async () => {${source.replace(/^import .*$/m, '')}}`, {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  })
  const names = /^import \{ (.*) \}/m.exec(source)![1]!.split(', ')
  const printed: unknown[] = []
  const exported: { run?: () => Promise<void> } = {}
  const AsyncFunction = (async () => {}).constructor as new (...words: string[]) => (...args: unknown[]) => Promise<void>
  const published = host as unknown as Readonly<Record<string, unknown>>
  const make = new AsyncFunction('exports', 'console', ...names, code)
  await make(exported, { log: (word: unknown) => printed.push(word) }, ...names.map((name) => published[name]))
  await exported.run!()
  expect(printed.map(String)).toEqual([...source.matchAll(/console\.log.*\/\/ (.*)$/gm)].map(([, said]) => said))
})
