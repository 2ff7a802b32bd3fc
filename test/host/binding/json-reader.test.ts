import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { decimalText, FormatException } from '../../../dtos/contract'
import { decodeUtf8, readJson } from '../../../host/binder'
import { ExactJson } from '../../../host/binding/json-exact'

const complaint = (text: string, exact = false, limits?: { depth: number; keys: number }): string => {
  try {
    readJson(text, exact, limits)
  } catch (error) {
    expect(error).toBeInstanceOf(FormatException)
    return (error as Error).message
  }
  throw new Error(`read: ${text.slice(0, 50)}`)
}

/** As `JSON.parse` would give it. */
const asDoubles = (value: unknown): unknown => {
  if (value instanceof Decimal || typeof value === 'bigint') return Number(value)
  if (Array.isArray(value)) return value.map(asDoubles)
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asDoubles(item)]))
    : value
}

const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.bigInt(0n, 10n ** 30n),
    fc.option(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 25 }), { nil: undefined }),
    fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.integer({ min: 0, max: 200 })), {
      nil: undefined,
    }),
  )
  .map(
    ([sign, whole, fraction, exponent]) =>
      `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${exponent ? exponent.join('') : ''}`,
  )

describe('what both readers read', () => {
  test('is the same for any JSON, whichever of them reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        fc.pre(!/proto|constructor/.test(text))
        const spaced = JSON.stringify(JSON.parse(text), null, indent)
        expect(asDoubles(new ExactJson(spaced).read())).toEqual(JSON.parse(spaced))
        expect(readJson(spaced, false)).toEqual(JSON.parse(spaced))
        expect(asDoubles(readJson(spaced, true))).toEqual(JSON.parse(spaced))
      }),
    )
  })

  test('digits are kept where a double would lose them (clients T1)', () => {
    fc.assert(
      fc.property(numberText, (text) => {
        const read = (readJson(`{"a":[${text}]}`, true) as { a: unknown[] }).a[0]
        expect(asDoubles(read) === Number(text)).toBe(true)
        const value = new Decimal(text)
        if (read instanceof Decimal) expect(read.equals(value)).toBe(true)
        else if (typeof read === 'bigint') expect(value.equals(read.toString())).toBe(true)
        else expect(new Decimal(read as number).equals(value)).toBe(true)
      }),
    )
  })

  test.each([
    ['9007199254740993', 9007199254740993n],
    ['-9223372036854775808', -9223372036854775808n],
    ['9007199254740991', 9007199254740991],
    ['5', 5],
    ['-1.5', -1.5],
    ['-0', -0],
  ])('%s', (text, value) => expect(readJson(text, true)).toBe(value))
  test.each(['3.10', '3.0', '0.1000', '12345678901234567.25', '0.1234567890123456789'])('%s keeps its text', (text) => {
    expect(decimalText((readJson(`[${text}]`, true) as [Decimal])[0])).toBe(text)
  })
  test('a number beyond a double is left for whoever reads it to refuse', () => {
    expect(readJson('[1e400]', true)).toEqual([Number.POSITIVE_INFINITY])
    expect(readJson(`[${'9'.repeat(350)}]`, true)).toEqual([Number.POSITIVE_INFINITY])
    expect(complaint(`[0.${'1'.repeat(1000)}]`, true)).toMatch(/^A number of more than 400 characters at byte 1$/)
  })
  test('the last of a repeated name wins (R-3.31)', () => {
    expect(readJson('{"a":1,"a":2.50}', false)).toEqual({ a: 2.5 })
    expect(readJson('{"a":1.50,"a":2}', true)).toEqual({ a: 2 })
  })
})

describe('what is no JSON', () => {
  const broken = [
    '',
    ' ',
    '{',
    '[1,]',
    '[1 2]',
    '{"a":1,}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
    '{"a":01}',
    '{"a":1.}',
    '{"a":.5}',
    '{"a":+1}',
    '{"a":-}',
    '{"a":1e}',
    '{"a":NaN}',
    '{"a":Infinity}',
    '[tru]',
    'nul',
    '"a',
    '"\n"',
    '"\\x"',
    '"\\u12"',
    '[1]x',
    '{"a":1}}',
    '{"a":1}{"b":2}',
    '// c\n1',
    '\u00a01',
    '\ufeff1',
    'undefined',
    '[,1]',
    '{,}',
    '{"a"}',
    ']',
    '1.50]',
  ]
  test.each(broken)('%j is refused by both readers, and says where', (text) => {
    for (const exact of [false, true]) expect(complaint(text, exact)).toMatch(/^Invalid JSON at byte \d+$/)
    expect(() => new ExactJson(text).read()).toThrow(FormatException)
  })
  test('the complaint never quotes what was sent (threats 3.1)', () => {
    expect(complaint('{"pw":hunter2}')).toBe('Invalid JSON at byte 6')
    expect(complaint('{"ü":hunter2}')).toBe('Invalid JSON at byte 6')
  })
  test('both readers agree on any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'{}[]",:0123456789.-+eEtruefalsn \\u\n') })
    fc.assert(
      fc.property(text, (candidate) => {
        let expected: unknown
        let valid = true
        try {
          expected = JSON.parse(candidate)
        } catch {
          valid = false
        }
        for (const exact of [false, true]) {
          if (valid) expect(asDoubles(readJson(candidate, exact))).toEqual(expected)
          else expect(() => readJson(candidate, exact)).toThrow(FormatException)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('bounds, found before anything recurses (threats 3.1)', () => {
  const nested = (levels: number) => '[1.50,'.repeat(levels - 1) + '[' + ']'.repeat(levels)
  test('32 levels are read, 33 are not (R-4.13)', () => {
    for (const exact of [false, true]) {
      expect(readJson('['.repeat(32) + ']'.repeat(32), exact)).toBeDefined()
      expect(complaint('['.repeat(33) + ']'.repeat(33), exact)).toBe('Nested deeper than 32 levels at byte 32')
      expect(complaint('{"a":'.repeat(33), exact)).toMatch(/^Nested deeper than 32/)
    }
    expect(readJson(nested(32), true)).toBeDefined()
    expect(complaint('[[[]]]', false, { depth: 2, keys: 10 })).toMatch(/^Nested deeper than 2/)
  })
  test('49,000 levels cost nothing', () => {
    expect(complaint('['.repeat(49_000) + ']'.repeat(49_000))).toMatch(/^Nested deeper/)
    expect(complaint('{"a":'.repeat(49_000), true)).toMatch(/^Nested deeper/)
  })
  test('brackets in texts do not count', () => {
    expect(readJson(JSON.stringify(['['.repeat(100), '\\"{'.repeat(50)]), true)).toEqual(['['.repeat(100), '\\"{'.repeat(50)])
  })
  test('1,000 names of one object, any number in all', () => {
    const object = (names: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, index) => [`k${index}`, index])))
    for (const exact of [false, true]) {
      expect(Object.keys(readJson(object(1000), exact) as object)).toHaveLength(1000)
      expect(complaint(object(1001), exact)).toMatch(/^More than 1000 names in one object/)
      expect(readJson(`[${object(900)},${object(900)}]`, exact)).toHaveLength(2)
    }
  })
})

describe('names of the machinery', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused, escaped or not, at any depth', (name) => {
    const escaped = `\\u00${name.charCodeAt(0).toString(16)}${name.slice(1)}`
    for (const spelled of [name, escaped]) {
      for (const exact of [false, true]) {
        expect(complaint(`{"a":[{"${spelled}":{"polluted":1}}]}`, exact)).toMatch(/^A name that is not allowed/)
        expect(complaint(`{"n":1.50,"${spelled}":1}`, exact)).toMatch(/^A name that is not allowed/)
      }
    }
    expect(readJson(`["${name}"]`, true)).toEqual([name])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

test('bodies are UTF-8, with or without a byte order mark, and never repaired (R-3.5)', () => {
  expect(decodeUtf8(Buffer.from('\ufeff{"ü":1}'))).toBe('{"ü":1}')
  expect(decodeUtf8(Buffer.from(''))).toBe('')
  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc3]])
    expect(() => decodeUtf8(Buffer.from(bytes))).toThrow(FormatException)
})
