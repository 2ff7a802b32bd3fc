import fc from 'fast-check'
import { describe as describeClass, type MessageType } from '../../../dtos/contract'
import { compileBinder } from '../../../host/binder'
import { readJsv } from '../../../host/binding/jsv'
import { EchoAny, EchoCollections, EchoNested } from './wire-types'

const collections = compileBinder(describeClass(EchoCollections))
const query = (name: string, text: string) => `${name}=${encodeURIComponent(text)}`
const fromQuery = (name: string, text: string) =>
  (collections.bind({ query: query(name, text), contentKind: 'none', predefined: true }) as Record<string, unknown>)[name]
const fromForm = (name: string, text: string) =>
  (collections.bind({ query: '', contentKind: 'form', form: query(name, text), predefined: true }) as Record<string, unknown>)[
    name
  ]
const fromCell = (name: string, text: string) =>
  (
    collections.bind({ query: '', contentKind: 'tree', tree: { [name]: text }, cells: true, predefined: true }) as Record<
      string,
      unknown
    >
  )[name]
const plain = (value: unknown) => JSON.parse(JSON.stringify(value))

const item = (id: number, name?: string) => ({ id, ...(name === undefined ? {} : { name }) })

const read: readonly (readonly [member: string, text: string, value: unknown])[] = [
  ['intList', '1,2,3', [1, 2, 3]],
  ['intList', '[1,2,3]', [1, 2, 3]],
  ['intList', ' [1, 2] ', [1, 2]],
  ['intList', '1', [1]],
  ['intList', '1,2,', [1, 2]],
  ['intList', '[]', []],
  ['stringList', 'a,b', ['a', 'b']],
  ['stringList', '[a,b]', ['a', 'b']],
  ['stringList', '["a","b"]', ['a', 'b']],
  ['stringList', '"a,b",c', ['a,b', 'c']],
  ['stringList', '"say ""hi""",x', ['say "hi"', 'x']],
  ['stringList', 'a,,b', ['a', null, 'b']],
  ['stringList', 'a, b', ['a', ' b']],
  ['stringList', '[""]', ['']],
  ['stringList', 'a"b,c:d', ['a"b', 'c:d']],
  ['stringList', '[null]', [null]],
  ['stringList', '["a\\"b"]', ['a"b']],
  ['stringList', '[1.50,true,"x"]', ['1.50', 'true', 'x']],
  ['stringList', '[object Object]', ['object Object']],
  ['stringList', 'http://a.example/?x=1,y', ['http://a.example/?x=1', 'y']],
  ['boolList', 'true,off,1', [true, false, true]],
  ['doubleList', '1.5,2e1', [1.5, 20]],
  ['nested', '[1,2],[3]', undefined],
  ['nested', '[[1,2],[3]]', [[1, 2], [3]]],
  ['nested', '[]', []],
  ['item', '{Id:7,Name:"x,y"}', item(7, 'x,y')],
  ['item', '{"id":7,"name":"x,y"}', item(7, 'x,y')],
  ['item', '{"id":7, "name": "x"}', item(7, 'x')],
  ['item', '{ID:7,Unknown:{a:[1]}}', item(7)],
  ['item', '{}', {}],
  ['item', '{Id:7,Tags:[a,"b,c"],Child:{Id:8}}', { id: 7, tags: ['a', 'b,c'], child: item(8) }],
  ['item', '{"Id":7,Name:x}', item(7, 'x')],
  ['item', '{Id:7,Name:a"b}', item(7, 'a"b')],
  ['items', '[{Id:1},{Id:2}]', [item(1), item(2)]],
  ['items', '{Id:1},{Id:2}', [item(1), item(2)]],
  ['items', '{"id":1},{"id":2}', [item(1), item(2)]],
  ['map', '{a:1,b:2}', { a: '1', b: '2' }],
  ['map', 'a:1,b:2', { a: '1', b: '2' }],
  ['map', '{"a":"x:y"}', { a: 'x:y' }],
  ['map', '{a:"x,y"}', { a: 'x,y' }],
  ['map', '{a:1,a:2}', { a: '2' }],
  ['intMap', '{1:A,02:B}', { 1: 'A', 2: 'B' }],
  ['itemMap', '{a:{Id:4,Name:qux}}', { a: item(4, 'qux') }],
  ['listMap', '{a:[1,2]}', { a: [1, 2] }],
]

const refused: readonly (readonly [member: string, text: string])[] = [
  ['intList', '1,,2'],
  ['intList', '1,x'],
  ['intList', '[1,2'],
  ['intList', '[1],[2]'],
  ['intList', '[1,2]x'],
  ['intList', '[null]'],
  ['intList', '{a:1}'],
  ['stringList', '[a'],
  ['stringList', '"a'],
  ['stringList', '"a"b'],
  ['stringList', '[{"a":1}]'],
  ['item', 'Id:7'],
  ['item', '{Id:x}'],
  ['item', '{Id:7'],
  ['item', '{Id:7,}'],
  ['item', '[{Id:7}]'],
  ['item', '[object Object]'],
  ['item', '{Id}'],
  ['item', '{Id:7}x'],
  ['item', '{Id:7},{Id:8}'],
  ['item', '7'],
  ['item', '{Tags:a}'],
  ['item', '{"tags":"a"}'],
  ['item', '{"id":1e400}'],
  ['items', '{Id:1},x'],
  ['items', '{Id:1'],
  ['map', '{a:1'],
  ['map', 'a'],
  ['map', '[a:1]'],
  ['map', '{a:{b:1}}x'],
  ['intMap', '{a:A}'],
  ['itemMap', '{a:1}'],
  ['map', '{__proto__:1}'],
  ['map', '{"constructor":"x"}'],
  ['item', '{__proto__:{x:1}}'],
  ['item', '{"prototype":1}'],
]

describe.each([
  ['query', fromQuery],
  ['form', fromForm],
  ['cell', fromCell],
] as const)('structures in a %s (R-3.12)', (_, bind) => {
  test.each(read.filter(([, , value]) => value !== undefined))('%s: %s', (member, text, value) =>
    expect(plain(bind(member, text))).toEqual(plain(value)),
  )
  test.each(refused)('%s refuses %s: nothing is lost silently', (member, text) => {
    expect(() => bind(member, text)).toThrow(expect.objectContaining({ status: 400, errorCode: 'SerializationException' }))
  })
})

test('a structure is made of its classes', () => {
  const bound = fromQuery('items', '{Id:1,Child:{Id:2}}') as any[]
  expect(bound[0].constructor.name).toBe('Item')
  expect(bound[0].child.constructor.name).toBe('Item')
})

test('a text in braces keeps the digits of its numbers (clients T1)', () => {
  for (const text of ['{"id":1,"price":3.10}', '{Id:1,Price:3.10}'])
    expect(String((fromQuery('item', text) as any).price.toFixed(2))).toBe('3.10')
})

test('what nests deeper than 32 levels is refused before it is read (R-4.13)', () => {
  const nested = compileBinder(describeClass(EchoNested))
  const deep = (levels: number) => '{Next:'.repeat(levels) + '{Value:1}' + '}'.repeat(levels)
  const bind = (text: string) => nested.bind({ query: query('root', text), contentKind: 'none', predefined: true })
  expect(bind(deep(31))).toBeDefined()
  for (const text of [deep(32), deep(2000), '{"next":'.repeat(33) + '{}' + '}'.repeat(33)])
    expect(() => bind(text)).toThrow(expect.objectContaining({ status: 400 }))
  expect(() => fromQuery('nested', '['.repeat(5000))).toThrow(expect.objectContaining({ status: 400 }))
})

test('members of any type: their text from a query, what they are from a body (R-3.33)', () => {
  const any = compileBinder(describeClass(EchoAny) as MessageType)
  expect(any.bind({ query: 'value=1&values=a,b&map={x:1}', contentKind: 'none', predefined: true })).toEqual({
    value: '1',
    values: ['a', 'b'],
    map: { x: '1' },
  })
  const tree = { value: { a: [1, 'x', null, { b: true }] }, values: [1, '1', null], map: { x: 1, y: null } }
  expect(any.bind({ query: '', contentKind: 'tree', tree, predefined: true })).toEqual(tree)
  for (const value of [Number.POSITIVE_INFINITY, [{ a: Number.NaN }]])
    expect(() => any.bind({ query: '', contentKind: 'tree', tree: { value }, predefined: true })).toThrow(
      expect.objectContaining({ status: 400 }),
    )
})

describe('JSV as a tree of texts (R-4.30 to R-4.33)', () => {
  test('V-6', () => {
    expect(readJsv('{title:"a ""q"" b",ok:True,marks:[x,"y,z",""],at:2024-05-06T07:08:09Z}')).toEqual({
      title: 'a "q" b',
      ok: 'True',
      marks: ['x', 'y,z', ''],
      at: '2024-05-06T07:08:09Z',
    })
  })
  test.each([
    ['{a:"x:y"}', { a: 'x:y' }],
    ['[a,,b]', ['a', null, 'b']],
    ['{}', {}],
    ['[]', []],
    ['{"a":1, "b": [ {c:1} ]}', { a: '1', b: [{ c: '1' }] }],
    ['bare', 'bare'],
    ['"quo""ted"', 'quo"ted'],
    ['{a:{b:"}"}}', { a: { b: '}' } }],
  ])('%s', (text, tree) => expect(readJsv(text)).toEqual(tree))
  test.each(['{a:1', '[a', '{a}', '{a:1}x', '{:1}', '[{a:1]', '{a:"x}'])('%s is broken', (text) =>
    expect(readJsv(text)).toBeUndefined(),
  )

  test('what its writer emits is read again', () => {
    const quoted = (text: string) => (text === '' || /[":,{}[\]\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const write = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(write).join(',')}]`
      if (typeof value === 'object' && value !== null)
        return `{${Object.entries(value)
          .map(([name, member]) => `${quoted(name)}:${write(member)}`)
          .join(',')}}`
      return quoted(String(value))
    }
    const text = fc.string({ unit: fc.constantFrom(...'ab ":,{}[]\r\n-0é') })
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: fc.constantFrom(...'abc:"'), minLength: 1 }), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    fc.assert(
      fc.property(tree, (value) => {
        expect(readJsv(write(value))).toEqual(value)
      }),
    )
  })
  test('lists of texts survive a query', () => {
    const quoted = (text: string) => (text === '' || /[":,{}[\]\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    const word = fc.string({ unit: fc.constantFrom(...'ab":,{}[]é%+&=') })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        expect(fromQuery('stringList', `[${words.map(quoted).join(',')}]`)).toEqual(words)
        expect(fromQuery('stringList', JSON.stringify(words))).toEqual(words)
      }),
    )
  })
})
