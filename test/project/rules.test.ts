import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** docs/rules.md says every numbered rule that the tree cites, once, in a sentence: who carries on the work has no other book. */
const root = path.join(__dirname, '../..')
const sources = ['dtos', 'services', 'metadata-pages', 'host', 'test', 'bench', 'docs', 'README.md', 'SECURITY.md']
const rule = /\b(?:[RMABEQ]-\d+\.\d+[a-z]?|V-\d+)\b/g

const filesOf = (name: string): string[] => {
  const full = path.join(root, name)
  return /\.\w+$/.test(name)
    ? [full]
    : readdirSync(full, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|md)$/.test(file))
        .map((file) => path.join(full, file))
}

const cited = new Map<string, string>()
for (const file of sources.flatMap(filesOf))
  if (!file.endsWith(path.join('docs', 'rules.md')))
    for (const [name] of readFileSync(file, 'utf8').matchAll(rule))
      if (!cited.has(name)) cited.set(name, path.relative(root, file))

const lines = readFileSync(path.join(root, 'docs/rules.md'), 'utf8').split('\n')
const told = lines.flatMap((line) => /^- \*\*([A-Z]-[\d.]+[a-z]?)\*\* (.{20,})$/.exec(line)?.[1] ?? [])

test('every cited rule is told in docs/rules.md', () => {
  expect([...cited].filter(([name]) => !told.includes(name)).map(([name, file]) => `${name} (${file})`)).toEqual([])
})

test('no rule is told that nobody cites, and none twice', () => {
  expect(told.filter((name) => !cited.has(name))).toEqual([])
  expect(told.filter((name, index) => told.indexOf(name) !== index)).toEqual([])
})
