import fc from 'fast-check'
import { FormatException } from '../../../dtos/contract/errors'
import { compileBinder } from '../../../host/binder'
import { jsv } from '../../../host/formats/jsv'
import { Aliased, Deep, Item, list, object, Page, typeOf } from './shapes'

const write = (value: unknown, target: Parameters<typeof object>[0]) => jsv.writer(object(target), { writeNulls: true })(value)
const read = (text: string, target: Parameters<typeof object>[0] = Item) => jsv.reader!(typeOf(target))(text)
const refused = (text: string, target: Parameters<typeof object>[0] = Item) =>
  expect(() => read(text, target)).toThrow(FormatException)

describe('JSV, written', () => {
  it('is sent as the reference sends it (R-2.7)', () => {
    expect(jsv).toMatchObject({ name: 'jsv', contentType: 'application/jsv', mediaTypes: ['application/jsv', 'text/jsv'] })
  })

  it('leaves null out even where JSON would write it: JSV has none (R-4.31)', () => {
    expect(write({ id: 1, name: null, tags: ['a', null, ''] }, Item)).toBe('{id:1,tags:[a,,""]}')
  })

  it('writes errors of any reply as the reference does (R-5.20)', () => {
    const body = { responseStatus: { errorCode: 'NotFound', message: 'gone', errors: [] } }
    expect(jsv.writer(undefined, { writeNulls: true })(body)).toBe('{responseStatus:{errorCode:NotFound,message:gone,errors:[]}}')
  })

  it('quotes a dictionary key that begins with a blank, which readers pass over', () => {
    const type = {
      kind: 'dictionary',
      key: { kind: 'scalar', scalar: 'string' },
      value: { kind: 'scalar', scalar: 'int32' },
    } as const
    expect(jsv.writer(type, { writeNulls: false })({ ' a': 1, 'b c': 2, '': 3 })).toBe('{" a":1,b c:2,"":3}')
  })
})

describe('JSV, read', () => {
  const cases: [string, string, unknown][] = [
    ['members', '{id:7,name:"Me, Jr",tags:[a,"b:c"]}', { id: '7', name: 'Me, Jr', tags: ['a', 'b:c'] }],
    ['doubled quotes', '{name:"a ""q"" b"}', { name: 'a "q" b' }],
    ['quotes and colons within a bare text', '{name:a"b:c}', { name: 'a"b:c' }],
    ['a text that looks like a structure, for a string', '{name:[a],tags:[{x}]}', { name: '[a]', tags: ['{x}'] }],
    ['line breaks', '{name:multi\nline}', { name: 'multi\nline' }],
    ['quoted names', '{"id":7,"name":"x"}', { id: '7', name: 'x' }],
    ['blanks where nothing can be meant by them', ' { id:1, name:a } ', { id: '1', name: 'a ' }],
    ['nothing', '{}', {}],
    ['an empty value, which says nothing', '{id:,name:}', {}],
    ['an empty text', '{name:""}', { name: '' }],
    ['a missing item', '{tags:[a,,b]}', { tags: ['a', null, 'b'] }],
    ['nested objects', '{child:{child:{id:1}}}', { child: { child: { id: '1' } } }],
    ['names that are not known, as texts', '{nope:{a:[b},id:1}', { nope: '{a:[b}', id: '1' }],
    ['a scalar where a list belongs, for the binder to refuse', '{tags:a}', { tags: 'a' }],
  ]
  it.each(cases)('%s (R-4.32)', (_, text, tree) => {
    expect(read(text)).toEqual(tree)
  })

  it.each([
    'nope',
    'id:1',
    '[id:1]',
    '{id:1',
    '{string:a}b',
    '{id}',
    '{:1}',
    '{tags:[a}',
    '{tags:[a]b}',
    '{name:"a}',
    '{name:"a"b}',
    '{id:1,}',
  ])('%p is no JSV (R-3.32)', (text) => {
    refused(text)
  })

  it('names compare without case, aliases and declared names both bind (R-3.6)', () => {
    const bound = compileBinder(typeOf(Aliased)).bind({
      query: '',
      contentKind: 'tree',
      tree: read('{FIRST_NAME:a,urlpath:/x,Zed:4}', Aliased),
      predefined: false,
    })
    expect(bound).toMatchObject({ firstName: 'a', urlPath: '/x', zed: 4 })
  })

  it('names the member of a value that cannot be read, with its way (R-3.31)', () => {
    const bind = () =>
      compileBinder(typeOf(Page)).bind({
        query: '',
        contentKind: 'tree',
        tree: read('{results:[{id:1},{id:x}]}', Page),
        predefined: false,
      })
    expect(bind).toThrow(
      expect.objectContaining({ status: 400, details: { errors: [expect.objectContaining({ fieldName: 'results[1].id' })] } }),
    )
  })

  it('takes names of JavaScript for names', () => {
    const tree = read('{__proto__:{x:1},constructor:1,id:1}') as object
    expect(Object.keys(tree)).toEqual(['__proto__', 'constructor', 'id'])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  it('reads many, in brackets or not (R-4.33)', () => {
    const readAll = jsv.listReader!(typeOf(Item))
    for (const text of ['[{id:1},{id:2}]', '{id:1},{id:2}']) expect(readAll(text)).toEqual([{ id: '1' }, { id: '2' }])
    expect(readAll('[]')).toEqual([])
  })

  it('refuses what nests deeper than 32 levels, but not brackets in texts (R-4.13)', () => {
    const nested = (levels: number) => `${'{next:'.repeat(levels - 1)}{value:1}${'}'.repeat(levels - 1)}`
    expect(() => read(nested(32), Deep)).not.toThrow()
    refused(nested(33), Deep)
    expect(read(`{name:"${'['.repeat(500)}"}`)).toEqual({ name: '['.repeat(500) })
  })

  it('refuses more than a thousand names in an object', () => {
    refused(`{${Array.from({ length: 1001 }, (_, index) => `n${index}:1`).join()}}`)
  })

  it('reads or refuses anything, in time that grows with the text alone (threats 3.8)', () => {
    const text = fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', ' ', 'a', 'id', 'tags', '\n') })
    fc.assert(
      fc.property(text, (found) => {
        try {
          read(`{${found}}`)
        } catch (error) {
          expect(error).toBeInstanceOf(FormatException)
        }
      }),
      { numRuns: 500 },
    )
    const big = ['{tags:[', '"', '{a:', '{tags:[[', '""'].map((part) => `{${part.repeat(20_000)}`)
    for (const hostile of big) {
      const start = performance.now()
      expect(() => read(hostile)).toThrow(FormatException)
      expect(performance.now() - start).toBeLessThan(1_000)
    }
  })

  it('lists of lists and of objects read back as written', () => {
    const type = list(object(Item))
    const items = [
      { id: 1, tags: [] },
      { id: 2, name: '', child: { tags: ['x,y'] } },
    ]
    const text = jsv.writer(type, { writeNulls: false })(items) as string
    expect(jsv.listReader!(typeOf(Item))(text)).toEqual([
      { id: '1', tags: [] },
      { id: '2', name: '', child: { tags: ['x,y'] } },
    ])
  })
})
