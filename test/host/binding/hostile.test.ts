import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { decimalText, describe as describeClass, FormatException, HttpError, parseDecimal } from '../../../dtos/contract'
import { type BindInput, compileBinder, readJson } from '../../../host/binder'
import { json } from '../../../host/formats/json'
import { EchoCollections, EchoNullables, wireMessages } from './wire-types'

const binders = Object.values(wireMessages).map((target) => compileBinder(describeClass(target)))
const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype]
const ownNames = () => prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).length)

/** Bad input is an answer to the caller, never a fault of the gateway (threats P4). */
function bindOrRefuse(input: BindInput): void {
  const before = ownNames()
  for (const binder of binders) {
    try {
      expect(binder.bind(input)).toBeInstanceOf(binder.type.target)
    } catch (error) {
      if (!(error instanceof HttpError)) throw error
      expect(error.status).toBe(400)
      expect(JSON.stringify({ responseStatus: error.responseStatus }).length).toBeLessThan(16_384)
      for (const { fieldName } of error.responseStatus.errors) expect(typeof fieldName).toBe('string')
    }
  }
  expect(ownNames()).toEqual(before)
  expect(Object.keys({})).toEqual([])
}

const memberNames = [...new Set(binders.flatMap(({ type }) => type.members.flatMap(({ name, wireName }) => [name, wireName])))]
const name = fc.oneof(
  fc.constantFrom(...memberNames),
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__type', ''),
  fc.string(),
)
const word = fc.oneof(
  fc.constantFrom(
    '',
    'null',
    'true',
    'NaN',
    '-0',
    '1e999',
    '9'.repeat(400),
    '[',
    '{',
    '[[',
    '{a:',
    '"',
    '[object Object]',
    '/Date(1)/',
    'P1D',
    '\u0000',
    '\ud800',
    '__proto__',
    '{__proto__:{x:1}}',
    '{"__proto__":1}',
  ),
  fc.string({ unit: fc.constantFrom(...'{}[]",:\\ 0123456789.-+eEabcTZP/()%&=\u0000é') }),
  fc.string({ unit: 'binary' }),
)
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    word,
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => new Decimal(value)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value

const none: BindInput = { query: '', contentKind: 'none', predefined: false }

test('any tree is bound or refused', () => {
  fc.assert(
    fc.property(tree, fc.boolean(), fc.boolean(), (value, predefined, cells) => {
      bindOrRefuse({
        ...none,
        contentKind: 'tree',
        tree: value,
        predefined,
        cells,
        query: predefined ? 'int=1&id=2&value=3' : '',
      })
    }),
    { numRuns: 150 },
  )
})

test('any text as a body is bound or refused, whichever reader reads it', () => {
  const text = fc.oneof(
    word,
    tree.map((value) => JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? Number(inner) : inner)) ?? ''),
  )
  fc.assert(
    fc.property(text, fc.nat(), fc.constantFrom('', '{', '"', ',', '1.50', '\\'), (sent, at, inserted) => {
      for (const candidate of [sent, sent.slice(0, at % (sent.length + 1)) + inserted + sent.slice(at % (sent.length + 1))]) {
        for (const exact of [true, false]) {
          let read: unknown
          try {
            read = readJson(candidate, exact)
          } catch (error) {
            expect(error).toBeInstanceOf(FormatException)
            continue
          }
          bindOrRefuse({ ...none, contentKind: 'tree', tree: read })
        }
      }
    }),
    { numRuns: 80 },
  )
})

test('any query, form and path are bound or refused', () => {
  const encoded = fc.oneof(word, word.filter((text) => text.isWellFormed()).map(encodeURIComponent))
  const pairs = fc.array(fc.tuple(name, encoded), { maxLength: 8 }).map((list) => list.map((pair) => pair.join('=')).join('&'))
  fc.assert(
    fc.property(pairs, pairs, fc.dictionary(name, word, { maxKeys: 3 }), (query, form, pathParams) => {
      bindOrRefuse({ ...none, query, pathParams })
      bindOrRefuse({ ...none, query, contentKind: 'form', form })
      bindOrRefuse({ ...none, contentKind: 'form', form: Object.entries(pathParams) })
    }),
    { numRuns: 80 },
  )
})

test('any text in any member of a query is bound or refused', () => {
  fc.assert(
    fc.property(word, (text) => {
      const value = encodeURIComponent(text.toWellFormed())
      for (const member of memberNames) bindOrRefuse({ ...none, query: `${encodeURIComponent(member)}=${value}` })
    }),
    { numRuns: 8 },
  )
})

describe('what is written is bound again', () => {
  const date = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  const decimal = fc
    .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.nat(99))
    .map(([whole, cents]) => parseDecimal(`${whole}.${String(cents).padStart(2, '0')}`)!)
  const text = fc.string({ unit: 'grapheme' })
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const item: fc.Arbitrary<object> = fc.record({
    id: fc.integer(),
    name: optional(text),
    price: decimal,
    tags: optional(fc.array(text)),
  })
  const key = fc.string({ unit: fc.constantFrom(...'abc:,{" é'), minLength: 1 })

  const same = (value: unknown): unknown => {
    if (value instanceof Decimal) return decimalText(value)
    if (value instanceof Date) return value.getTime()
    if (value instanceof Uint8Array) return [...value]
    if (Array.isArray(value)) return value.map(same)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, same(inner)]])),
    )
  }

  test.each([
    [
      EchoNullables,
      fc.record({
        int: optional(fc.integer()),
        long: optional(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)),
        double: optional(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))),
        decimal: optional(decimal),
        bool: optional(fc.boolean()),
        guid: optional(fc.uuid()),
        dateTime: optional(date),
        string: optional(text),
        bytes: optional(fc.uint8Array({ minLength: 1 })),
        byte: optional(fc.nat(255)),
        uLong: optional(fc.bigInt(0n, 2n ** 64n - 1n)),
        color: optional(fc.constantFrom(0, 1, 5)),
        rights: optional(fc.nat(7)),
      }),
    ],
    [
      EchoCollections,
      fc.record({
        intList: optional(fc.array(fc.integer())),
        stringList: optional(fc.array(text)),
        dateList: optional(fc.array(date)),
        items: optional(fc.array(item)),
        item: optional(item),
        map: optional(fc.dictionary(key, text)),
        itemMap: optional(fc.dictionary(key, item)),
        listMap: optional(fc.dictionary(key, fc.array(fc.integer()))),
        nested: optional(fc.array(fc.array(fc.integer()))),
        nestedItems: optional(fc.array(fc.array(item))),
      }),
    ],
  ] as const)('%p in JSON, every digit (clients T1)', (target, values) => {
    const binder = compileBinder(describeClass(target as new () => object))
    const write = json.writer({ kind: 'object', type: binder.type }, { writeNulls: false })
    fc.assert(
      fc.property(values as fc.Arbitrary<object>, (members) => {
        const message = Object.assign(new target(), members)
        const bound = binder.bind({ ...none, contentKind: 'tree', tree: json.reader!(binder.type)(String(write(message))) })
        expect(same(bound)).toEqual(same(message))
      }),
    )
  })
})
