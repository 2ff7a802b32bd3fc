import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { parseDecimal } from '../../../dtos/contract/decimal'
import type { Scalar, TypeRef } from '../../../dtos/contract/message-type'
import { json } from '../../../host/formats/json'
import { Aliased, Color, Deep, dictionary, enumeration, Item, list, object, Plain, Row, Size, scalar } from './shapes'

const write = (value: unknown, type?: TypeRef, writeNulls = false) => json.writer(type, { writeNulls })(value) as string

const utc = (text: string) => new Date(text)

const scalars: [Scalar, unknown, string][] = [
  ['string', 'a "b" \\ / é \u2028', '"a \\"b\\" \\\\ / é \u2028"'],
  ['string', '', '""'],
  ['string', '\b\f\n\r\t\u0001\u001f\u000b', '"\\b\\f\\n\\r\\t\\u0001\\u001F\\u000B"'],
  [
    'string',
    'a text that says \\u001f itself, and is longer than most',
    '"a text that says \\\\u001f itself, and is longer than most"',
  ],
  ['string', '\ud800', '"\\ud800"'],
  ['char', 'x', '"x"'],
  ['boolean', true, 'true'],
  ['boolean', 0, 'false'],
  ['int32', -3, '-3'],
  ['int64', 9007199254740993n, '9007199254740993'],
  ['uint64', 18446744073709551615n, '18446744073709551615'],
  ['int64', 42, '42'],
  ['float', 1.1, '1.1'],
  ['double', 0.1, '0.1'],
  ['double', -0, '-0'],
  ['double', Number.NaN, 'null'],
  ['double', Number.POSITIVE_INFINITY, 'null'],
  ['decimal', parseDecimal('1.50'), '1.50'],
  ['decimal', parseDecimal('-0.00'), '0.00'],
  ['decimal', new Decimal('79228162514264337593543950335'), '79228162514264337593543950335'],
  ['decimal', new Decimal('1e-7'), '0.0000001'],
  ['decimal', 12.5, '12.5'],
  ['decimal', '12.50', '12.50'],
  ['decimal', 1e-7, '0.0000001'],
  ['dateTime', utc('2023-11-14T22:13:20Z'), '"2023-11-14T22:13:20Z"'],
  ['dateTime', utc('2023-11-14T22:13:20.123Z'), '"2023-11-14T22:13:20.1230000Z"'],
  ['dateTimeOffset', utc('2023-11-14T22:13:20.1Z'), '"2023-11-14T22:13:20.1000000Z"'],
  ['dateTime', new Date(Number.NaN), 'null'],
  ['date', '2024-05-06', '"2024-05-06"'],
  ['time', 'PT7H8M', '"PT7H8M"'],
  ['timeSpan', 'PT1H30M', '"PT1H30M"'],
  ['guid', '0f8fad5b-d9cb-469f-a165-70867728950e', '"0f8fad5b-d9cb-469f-a165-70867728950e"'],
  ['uri', new URL('http://a.example/x?y=1&z=2'), '"http://a.example/x?y=1&z=2"'],
  ['bytes', new Uint8Array([1, 2]), '"AQI="'],
]

describe('JSON', () => {
  it.each(scalars)('writes a %s %p as %s (R-4.7, R-4.9, R-4.11)', (kind, value, text) => {
    expect(write(value, scalar(kind))).toBe(text)
  })

  it('writes enums by name or member value, flags as numbers, strangers as their number in quotes (R-4.7)', () => {
    const color = enumeration('Color', Color as never)
    expect([Color.Green, Color.Blue, 7, 'Red'].map((value) => write(value, color))).toEqual(['"Green"', '"Blue"', '"7"', '"Red"'])
    expect(write(Size.XSmall, enumeration('Size', Size))).toBe('"x-small"')
    expect(write(3, enumeration('Rights', { Read: 1, Write: 2 }, true))).toBe('3')
  })

  it('leaves nulls out, writes what is zero or empty, and an empty object as {} (R-4.4)', () => {
    expect(write({ id: 0, name: '', tags: [], price: null }, object(Item))).toBe('{"id":0,"name":"","tags":[]}')
    expect(write({}, object(Item))).toBe('{}')
    expect(write({ id: 1, name: undefined }, object(Item), true)).toBe(
      '{"id":1,"name":null,"price":null,"tags":null,"child":null}',
    )
  })

  it('names members by data member, else in camel case; those with an order come last; ignored ones stay (R-4.1, R-4.2)', () => {
    expect(write({ zed: 4, firstName: 'a', urlPath: '/x', hidden: 'no' }, object(Aliased))).toBe(
      '{"first_name":"a","urlPath":"/x","zed":4}',
    )
  })

  it('keeps dictionary keys as they are and leaves null entries out; null items stay (R-4.5)', () => {
    expect(write({ FirstKey: 1, gone: null, 'a"b': 2 }, dictionary(scalar('int32')))).toBe('{"FirstKey":1,"a\\"b":2}')
    expect(
      write(new Map<unknown, unknown>([[Color.Green, 1]]), {
        ...dictionary(scalar('int32')),
        key: enumeration('Color', Color as never),
      } as TypeRef),
    ).toBe('{"Green":1}')
    expect(write([null, { id: 1 }, undefined], list(object(Item)))).toBe('[null,{"id":1},null]')
    expect(write(['a', null], list(scalar('string')))).toBe('["a",null]')
  })

  it('takes any iterable as a list', () => {
    function* rows() {
      yield { sid: 'a' }
      yield { sid: 'b', secret: 1 }
    }
    expect(write(rows(), list(object(Plain)))).toBe('[{"sid":"a"},{"sid":"b"}]')
    expect(write(new Set([1, 2]), list(scalar('int32')))).toBe('[1,2]')
  })

  it('has no body for null (R-4.6)', () => {
    expect(write(null, object(Item))).toBe('')
    expect(write(undefined)).toBe('')
  })

  it('refuses replies deeper than 50 levels and cycles (R-4.13)', () => {
    const chain = (depth: number): Deep =>
      Object.assign(new Deep(), { value: depth, ...(depth > 1 ? { next: chain(depth - 1) } : {}) })
    expect(() => write(chain(50), object(Deep))).not.toThrow()
    expect(() => write(chain(51), object(Deep))).toThrow('deeper than 50')
    const cycle: any = { list: [] }
    cycle.list.push(cycle)
    expect(() => write(cycle)).toThrow('deeper than 50')
  })

  it('refuses a class with toJSON when it is compiled, and a value of another kind when it is written', () => {
    class Clever {
      toJSON() {
        return {}
      }
    }
    const type = { kind: 'object', type: { ...(object(Plain) as any).type, name: 'Clever', target: Clever } } as TypeRef
    expect(() => write({}, type)).toThrow('Clever has a toJSON method')
    expect(() => write({ name: { secret: 1 } }, object(Item))).toThrow('holds a value of type Object')
  })

  it('writes values of unknown type without losing digits, never a type name (R-4.12)', () => {
    const value = {
      big: 2n ** 60n,
      at: utc('2024-05-06T07:08:09Z'),
      price: parseDecimal('1.50'),
      map: new Map([['a', [1, null]]]),
      none: null,
      skip: undefined,
      run: () => 1,
      bytes: new Uint8Array([1]),
      nan: Number.NaN,
      item: new Item({ id: 1 }),
      fault: new Error('broken'),
      url: new URL('http://a.example/'),
    }
    expect(write(value)).toBe(
      '{"big":1152921504606846976,"at":"2024-05-06T07:08:09Z","price":1.50,"map":{"a":[1,null]},"bytes":"AQ==","nan":null,"item":{"id":1},"fault":"broken","url":"http://a.example/"}',
    )
    expect(write([value.big, 'x'], list(scalar('any')))).toBe('[1152921504606846976,"x"]')
    expect(write('plain text')).toBe('"plain text"')
  })

  it('keeps decimals exact in records, with undeclared members beside them (R-4.7)', () => {
    const rows = [
      { id: 1, price: parseDecimal('1.10'), active: true, due: utc('2024-05-06T00:00:00Z'), color: Color.Green, secret: 'x' },
    ]
    expect(write(rows, list(object(Row)))).toBe(
      '[{"id":1,"price":1.10,"active":true,"due":"2024-05-06T00:00:00Z","color":"Green"}]',
    )
  })
})

const names = ['sid', 'count', 'open', 'tags', 'note'] as const
const anyRecord = fc.record(
  {
    note: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null)),
    sid: fc.string(),
    count: fc.double({ noNaN: true, noDefaultInfinity: true }),
    open: fc.boolean(),
    tags: fc.array(fc.oneof(fc.string(), fc.constant(null)), { maxLength: 3 }),
    secret: fc.anything(),
    toString: fc.constant('own'),
  },
  { requiredKeys: [] },
)
const declared = (record: Record<string, unknown>) =>
  Object.fromEntries(
    names.filter((name) => record[name] !== null && record[name] !== undefined).map((name) => [name, record[name]]),
  )

describe('JSON of records', () => {
  it('is the declared members in the declared order, whatever else the objects have', () => {
    const writer = json.writer(list(object(Plain)), { writeNulls: false })
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            anyRecord,
            anyRecord.map((record) => Object.assign(new Plain(), record)),
          ),
        ),
        (records) => {
          const text = writer(records) as string
          const read = JSON.parse(text)
          expect(read).toEqual(records.map((record) => declared(record as never)))
          for (const record of read) expect(names.filter((name) => name in record)).toEqual(Object.keys(record))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is the same whether records go to JSON.stringify as they are or are written member by member', () => {
    const one = json.writer(object(Plain), { writeNulls: false })
    const many = json.writer(list(object(Plain)), { writeNulls: false })
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        expect(many(records)).toBe(`[${records.map((record) => one(record)).join()}]`)
      }),
    )
  })

  it('has every member, null where absent, when nulls are written (R-4.4)', () => {
    const writer = json.writer(list(object(Plain)), { writeNulls: true })
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        expect(JSON.parse(writer(records) as string)).toEqual(
          records.map((record) => Object.fromEntries(names.map((name) => [name, (record as any)[name] ?? null]))),
        )
      }),
    )
  })

  it('never reads a getter or an inherited member as undeclared text', () => {
    class Secretive extends Plain {
      get secret() {
        return 'x'
      }
    }
    const body = Array.from({ length: 3 }, () => Object.assign(new Secretive(), { sid: 'a' }))
    expect(write(body, list(object(Plain)))).toBe('[{"sid":"a"},{"sid":"a"},{"sid":"a"}]')
  })

  it('of unknown type is any tree without its null members, whichever way it is written', () => {
    const without = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(without)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === null ? [] : [[key, without(item)]])))
          : value
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        if (value === null) return
        expect(JSON.parse(write(value))).toEqual(without(value))
        expect(JSON.parse(write({ value, big: 1n }))).toEqual({ value: without(value), big: 1 })
      }),
    )
  })
})
