import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The house of the design: imports run one way, and the application stands on the framework, never under it. */
const root = path.join(__dirname, '../..')
const folders = ['dtos', 'services', 'metadata-pages', 'host'] as const
type Folder = (typeof folders)[number]

const mayImport: Record<Folder, readonly Folder[]> = {
  dtos: ['dtos'],
  services: ['services', 'dtos'],
  'metadata-pages': ['metadata-pages', 'dtos'],
  host: ['host', 'services', 'metadata-pages', 'dtos'],
}

interface Import {
  readonly to: string
  readonly typeOnly: boolean
}

const filesOf = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))

const files = folders.flatMap(filesOf)
const known = new Set(files)

const importsOf = (file: string): Import[] => {
  const text = readFileSync(path.join(root, file), 'utf8')
  const found: Import[] = []
  for (const [, clause = '', target] of text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+([^'";]*?)\s*(?:from\s*)?'(\.\.?\/[^']+)'/g,
  ))
    found.push({ to: resolve(file, target!), typeOnly: isTypeOnly(clause) })
  for (const [, target] of text.matchAll(/(?:import|require)\('(\.\.?\/[^']+)'\)/g))
    found.push({ to: resolve(file, target!), typeOnly: false })
  return found
}
const isTypeOnly = (clause: string) =>
  /^type\b/.test(clause) ||
  (/^\{/.test(clause) &&
    clause
      .replace(/[{}]/g, '')
      .split(',')
      .filter((name) => name.trim())
      .every((name) => /^\s*type\s/.test(name)))
const resolve = (from: string, target: string) => {
  const base = path.join(path.dirname(from), target)
  return [`${base}.ts`, path.join(base, 'index.ts'), base].find((file) => known.has(file)) ?? base
}

const graph = new Map(files.map((file) => [file, importsOf(file)]))
const isApplication = (file: string) => file.split(path.sep).includes('usage') || file === path.join('host', 'main.ts')

test('every relative import leads to a file', () => {
  const lost = [...graph].flatMap(([file, imports]) =>
    imports.filter(({ to }) => !known.has(to)).map(({ to }) => `${file} → ${to}`),
  )
  expect(lost.filter((line) => !/\.(cjs|json)$/.test(line))).toEqual([])
  expect(files.length).toBeGreaterThan(100)
})

test('imports run one way: dtos ← services, metadata-pages ← host', () => {
  const against = [...graph].flatMap(([file, imports]) => {
    const from = file.split(path.sep)[0] as Folder
    return imports
      .filter(({ to }) => !mayImport[from].includes(to.split(path.sep)[0] as Folder))
      .map(({ to }) => `${file} → ${to}`)
  })
  expect(against).toEqual([])
})

test('the contract needs nothing of ours', () => {
  const contract = path.join('dtos', 'contract')
  const against = [...graph]
    .filter(([file]) => file.startsWith(contract))
    .flatMap(([file, imports]) => imports.filter(({ to }) => !to.startsWith(contract)).map(({ to }) => `${file} → ${to}`))
  expect(against).toEqual([])
})

test('the framework does not know the application', () => {
  const against = [...graph]
    .filter(([file]) => !isApplication(file))
    .flatMap(([file, imports]) => imports.filter(({ to }) => isApplication(to)).map(({ to }) => `${file} → ${to}`))
  expect(against).toEqual([])
})

test('no imports run in a circle', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) return void circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const { to } of graph.get(file) ?? []) walk(to, [...trail, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(circles).toEqual([])
})
