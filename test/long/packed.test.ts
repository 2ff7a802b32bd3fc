import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** What another project gets: the packed package, in a folder of its own, compiled against its types. */
const root = path.join(__dirname, '../..')
let folder: string
let child: ChildProcess | undefined

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packed-'))
})
afterEach(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const source = `
import { Any, ApiMember, createGateway, Get, Returns, Route } from 'tollgate'
import { HttpError } from 'tollgate/dtos'
import { answeredBy } from 'tollgate/services'
import { typeMetadata } from 'tollgate/metadata-pages'

class Book {
  @ApiMember({ type: 'int64' }) id!: bigint
  @ApiMember('Title') title!: string
}
@Route('/books', 'GET')
class ListBooks extends Returns([Book]) {
  constructor(init?: Partial<ListBooks>) { super(); Object.assign(this, init) }
  @ApiMember({}) author?: string
}
@Route('/books/{Id}', 'GET')
class GetBook extends Returns(Book) {
  @ApiMember({ type: 'int64' }) id!: bigint
}
class BookService {
  @Any(ListBooks) list({ author }: ListBooks) { return [{ id: 9007199254740993n, title: 'by ' + author }] }
  @Get(GetBook) get({ id }: GetBook) {
    if (id < 0n) throw new HttpError(404, 'BookNotFound', 'No such book.')
    return { id, title: 'One' }
  }
}
const service = new BookService()
const gateway = createGateway({ services: [service] })
gateway.listen(0).then((server) => {
  const { port } = server.address() as { port: number }
  console.log(JSON.stringify({ port, answers: answeredBy(service).length, operations: typeMetadata(gateway.catalog).operations.length }))
})
`

const compilerOptions = {
  target: 'ES2022',
  module: 'node20',
  strict: true,
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  useDefineForClassFields: false,
  types: ['node'],
  outDir: 'out',
  rootDir: '.',
}

async function runBookshop(): Promise<void> {
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'bookshop', private: true, type: 'commonjs' }))
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['shop.ts'] }))
  writeFileSync(path.join(folder, 'shop.ts'), source)
  execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  child = spawn(process.execPath, ['out/shop.js'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout!, 'data')) as [Buffer]
  const { port, answers, operations } = JSON.parse(line.toString())
  expect([answers, operations]).toEqual([2, 2])
  const get = async (address: string) => (await fetch(`http://localhost:${port}${address}`)).text()
  expect(await get('/books?author=Ann')).toBe('[{"id":9007199254740993,"title":"by Ann"}]')
  expect(await get('/books/7.csv')).toBe('Id,Title\r\n7,One\r\n')
  expect(await get('/api/GetBook?id=-1')).toContain('BookNotFound')
}

function pack(): string {
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, '--silent'], { cwd: root, stdio: 'pipe' })
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'))
  if (!name) throw new Error('npm pack made no file')
  return path.join(folder, name)
}

test('unpacked beside the installed dependencies, a gateway of two messages compiles and answers', async () => {
  const file = pack()
  const modules = path.join(folder, 'node_modules')
  mkdirSync(modules)
  for (const name of readdirSync(path.join(root, 'node_modules')))
    if (name !== 'tollgate' && !name.startsWith('.')) symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name))
  execFileSync('tar', ['-xzf', file, '-C', modules])
  cpSync(path.join(modules, 'package'), path.join(modules, 'tollgate'), { recursive: true })
  await runBookshop()
})

test('the package holds what it needs and nothing else', () => {
  const listed = execFileSync('tar', ['-tzf', pack()], { encoding: 'utf8' }).trim().split('\n')
  for (const needed of [
    'package/dist/host/index.js',
    'package/dist/host/index.d.ts',
    'package/dist/host/usage/tollgate.js',
    'package/README.md',
    'package/LICENSE',
  ])
    expect(listed).toContain(needed)
  expect(listed.filter((name) => /\/(test|bench)\//.test(name))).toEqual([])
  expect(execFileSync('npx', ['publint', '--strict'], { cwd: root, encoding: 'utf8' })).toMatch(/All good/)
})

test('installed by npm, the same gateway answers and the bin helps', async () => {
  const file = pack()
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'bookshop', private: true, type: 'commonjs' }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', file, '@types/node@20'], { cwd: folder, stdio: 'pipe' })
  await runBookshop()
  expect(execFileSync('npx', ['tollgate', '--help'], { cwd: folder, encoding: 'utf8' })).toMatch(/import .*usage and master data/)
})
