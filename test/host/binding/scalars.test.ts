import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { decimalText, type EnumType, type Scalar, scalars } from '../../../dtos/contract'
import { enumeration } from '../../../host/binding/enums'
import { scalarReader, scalarReaders } from '../../../host/binding/scalars'

type Row = readonly [scalar: keyof typeof scalarReaders, text: string, value: unknown]

const shown = (value: unknown) =>
  value instanceof Decimal ? decimalText(value) : value instanceof Date ? value.toISOString() : value

const accepted: readonly Row[] = [
  ...['1', 't', 'T', 'y', 'Y', 'on', 'true', 'TRUE', 'True', ' true ', '"true"'].map((text): Row => ['boolean', text, true]),
  ...['0', 'f', 'F', 'n', 'N', 'off', 'false', 'False'].map((text): Row => ['boolean', text, false]),
  ['int32', '007', 7],
  ['int32', ' 5 ', 5],
  ['int32', '-0', 0],
  ['int32', '"5"', 5],
  ['int32', '-2147483648', -2147483648],
  ['byte', '255', 255],
  ['sbyte', '-128', -128],
  ['uint32', '4294967295', 4294967295],
  ['int64', '9223372036854775807', 9223372036854775807n],
  ['int64', '-9223372036854775808', -9223372036854775808n],
  ['uint64', '18446744073709551615', 18446744073709551615n],
  ['int64', '0000000000000000000000000005', 5n],
  ['double', '1,234.5', 1234.5],
  ['double', '.5', 0.5],
  ['double', '5.', 5],
  ['double', '1e3', 1000],
  ['double', '-1.5E-3', -0.0015],
  ['float', '1.5', 1.5],
  ['decimal', '3.10', '3.10'],
  ['decimal', '3.0', '3.0'],
  ['decimal', '1,234.50', '1234.50'],
  ['decimal', '007.50', '7.50'],
  ['decimal', '.50', '0.50'],
  ['decimal', '-0.00', '0.00'],
  ['decimal', '1e3', '1000'],
  ['decimal', '79228162514264337593543950335', '79228162514264337593543950335'],
  ['decimal', '0.0000000000000000000000000001', '0.0000000000000000000000000001'],
  ['string', '"as it is"', '"as it is"'],
  ['string', ' ', ' '],
  ['char', 'x', 'x'],
  ['char', ' ', ' '],
  ['guid', '0F8FAD5BD9CB469FA16570867728950E', '0F8FAD5BD9CB469FA16570867728950E'],
  ['guid', '{0f8fad5b-d9cb-469f-a165-70867728950e}', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['guid', '(0f8fad5b-d9cb-469f-a165-70867728950e)', '0f8fad5b-d9cb-469f-a165-70867728950e'],
  ['timeSpan', 'PT1H30M', 'PT1H30M'],
  ['timeSpan', '1.02:03:04', 'P1DT2H3M4S'],
  ['timeSpan', '01:30:00', 'PT1H30M'],
  ['timeSpan', '1:30', 'PT1H30M'],
  ['timeSpan', '90', 'PT1M30S'],
  ['timeSpan', 'PT90M', 'PT1H30M'],
  ['timeSpan', '-PT2H', '-PT2H'],
  ['timeSpan', '0', 'PT0S'],
  ['timeSpan', 'P1D', 'P1D'],
  ['timeSpan', '86401', 'P1DT1S'],
  ['timeSpan', '1.5', 'PT1.5S'],
  ['timeSpan', '00:00:00.0000001', 'PT0.0000001S'],
  ['timeSpan', '-PT0S', 'PT0S'],
  ['time', 'PT7H8M', 'PT7H8M'],
  ['time', '07:08', 'PT7H8M'],
  ['time', '60', 'PT1M'],
  ['date', '2024-05-06', '2024-05-06'],
  ['date', '20240506', '2024-05-06'],
  ['date', '2024-05-06T23:00:00-05:00', '2024-05-06'],
  ['bytes', 'AQI=', Uint8Array.of(1, 2)],
  ['bytes', '[1, 2,255]', Uint8Array.of(1, 2, 255)],
  ['bytes', '[]', Uint8Array.of()],
  ['uri', 'http://a.example/x y', 'http://a.example/x y'],
  ['uri', 'urn:isbn:1', 'urn:isbn:1'],
  ...(
    [
      ['/Date(1700000000000)/', '2023-11-14T22:13:20.000Z'],
      ['\\/Date(1700000000000)\\/', '2023-11-14T22:13:20.000Z'],
      ['/Date(1700000000000-0000)/', '2023-11-14T22:13:20.000Z'],
      ['/Date(1700000000000+0200)/', '2023-11-14T22:13:20.000Z'],
      ['/Date(-1)/', '1969-12-31T23:59:59.999Z'],
      ['2024-05-06T07:08:09Z', '2024-05-06T07:08:09.000Z'],
      ['2024-05-06T07:08:09.1234567Z', '2024-05-06T07:08:09.123Z'],
      ['2024-05-06T07:08:09.5+02:00', '2024-05-06T05:08:09.500Z'],
      ['2024-05-06T07:08:09', '2024-05-06T07:08:09.000Z'],
      ['2024-05-06T07:08', '2024-05-06T07:08:00.000Z'],
      ['2024-05-06T07:08:09-0530', '2024-05-06T12:38:09.000Z'],
      ['2024-05-06 07:08:09Z', '2024-05-06T07:08:09.000Z'],
      ['2024-05-06', '2024-05-06T00:00:00.000Z'],
      ['20240506', '2024-05-06T00:00:00.000Z'],
      ['2024-5-6', '2024-05-06T00:00:00.000Z'],
      ['2024-05', '2024-05-01T00:00:00.000Z'],
      ['6 May 2024', '2024-05-06T00:00:00.000Z'],
      ['Mon, 06 May 2024 07:08:09 GMT', '2024-05-06T07:08:09.000Z'],
      ['Mon May 06 2024 07:08:09 GMT+0200 (Central European Summer Time)', '2024-05-06T05:08:09.000Z'],
      ['"2024-05-06"', '2024-05-06T00:00:00.000Z'],
      ['0001-01-01T00:00:00', '0001-01-01T00:00:00.000Z'],
      ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
      ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ] as const
  ).map(([text, value]): Row => ['dateTime', text, value]),
]

const refused: Readonly<Record<string, readonly string[]>> = {
  boolean: ['maybe', 'On', 'yes', 'null', 'ON', '2', 'true,false'],
  int32: ['+1', '1.0', '1e3', '1,000', 'null', '2147483648', '-2147483649', '0x10', '--1', '1 2', '९'],
  byte: ['-1', '256'],
  int64: ['9223372036854775808', '1.0', '+1', '9'.repeat(300)],
  uint64: ['-1', '18446744073709551616'],
  double: ['1.2.3', '$5', 'NaN', 'Infinity', '-Infinity', '1e400', '1,2', '.', 'e5', '0x10', '1,23,4'],
  float: ['1e39'],
  decimal: [
    'NaN',
    'Infinity',
    '1.2.3',
    '$5',
    '79228162514264337593543950336',
    '1e29',
    '1e9999',
    '0x10',
    '.',
    '1,2',
    '9'.repeat(500),
  ],
  char: ['xy'],
  guid: [
    '0f8fad5b',
    '{0f8fad5b-d9cb-469f-a165-70867728950e',
    '0f8fad5b-d9cb-469f-a165-70867728950g',
    '0f8fad5bd9cb-469fa165-70867728950e',
  ],
  timeSpan: [
    'pt1h',
    '1d',
    'P1W',
    'P1M',
    'P1Y',
    'PT',
    'P',
    'PT1H30',
    '24:00:00',
    '25:00:00',
    '1:60',
    'P1DT',
    '922337203686',
    'PT1.12345678S',
  ],
  time: ['86400', 'P1D', '-PT1H'],
  dateTime: [
    '05/06/2024',
    '25.12.2024',
    '1700000000',
    '2024',
    '24:00:00',
    '2024-05-06T24:00:00Z',
    '2024-05-06t07:08:09z',
    '2024-W19-1',
    '2026-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '2024-05-06T07:60:00Z',
    '2024-05-06T07:08:09+25:00',
    '0000-01-01',
    '/Date(x)/',
    '/Date(99999999999999999)/',
    'Sun, 06 May 2024 07:08:09 GMT',
    '6 Foo 2024',
    'now',
    `2024-05-06${' '.repeat(200)}x`,
  ],
  date: ['2024', '2026-02-30'],
  bytes: ['1,2,3', 'AQI', 'AQ_-', 'AQI=AQI=', '[1,256]', '[1.5]', '[a]'],
  uri: ['/relative', 'a.example', 'http://', ''],
}

test.each(accepted)('%s reads %j (R-3.11, R-3.13)', (scalar, text, value) => {
  expect(shown(scalarReaders[scalar].fromText(text))).toEqual(value)
  // A quoted scalar of a body is read as its text in a query is (R-3.31).
  expect(shown(scalarReaders[scalar].fromJson(text))).toEqual(value)
})

test.each(Object.entries(refused).flatMap(([scalar, texts]) => texts.map((text) => [scalar, text] as const)))(
  '%s refuses %j (R-3.11, R-3.13)',
  (scalar, text) => {
    const reader = scalarReaders[scalar as keyof typeof scalarReaders]
    expect(reader.fromText(text)).toBeUndefined()
    expect(reader.fromJson(text)).toBeUndefined()
  },
)

test('whole numbers of a body may have a point or an exponent, if whole they are (R-3.31)', () => {
  expect(scalarReaders.int32.fromJson(1e3)).toBe(1000)
  expect(scalarReaders.int32.fromJson(new Decimal('1.0'))).toBe(1)
  expect(scalarReaders.int32.fromJson(1.5)).toBeUndefined()
  expect(scalarReaders.int64.fromJson(new Decimal('1e3'))).toBe(1000n)
  expect(scalarReaders.int64.fromJson(2 ** 53)).toBeUndefined()
  expect(scalarReaders.boolean.fromJson(1)).toBe(true)
  expect(scalarReaders.timeSpan.fromJson(90)).toBe('PT1M30S')
})

test('a number or boolean for a string is its text (R-3.31)', () => {
  expect(scalarReaders.string.fromJson(5)).toBe('5')
  expect(scalarReaders.string.fromJson(true)).toBe('true')
  expect(scalarReaders.string.fromJson(12345678901234567890n)).toBe('12345678901234567890')
})

test('an int64 that is a number is refused beyond what a double holds, never rounded', () => {
  const reader = scalarReader({ kind: 'scalar', scalar: 'int64', as: 'number' })
  expect(reader.fromText('9007199254740991')).toBe(9007199254740991)
  expect(reader.fromText('9007199254740993')).toBeUndefined()
  expect(reader.fromJson(9007199254740993n)).toBeUndefined()
})

test('half a surrogate pair and NUL are no text (threats 3.2)', () => {
  for (const text of ['\0', 'a\0b']) expect(scalarReaders.string.fromText(text)).toBeUndefined()
  // .NET clients send this for a char that was never set.
  expect(scalarReaders.char.fromJson('\0')).toBeNull()
  expect(scalarReaders.string.fromJson('\ud83d')).toBeUndefined()
  expect(scalarReaders.string.fromJson('\ud83d\ude00')).toBe('😀')
})

describe('no scalar is read from what has no text', () => {
  const values = [
    {},
    [],
    [[]],
    { valueOf: 1, toString: 1 },
    Object.create(null),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Symbol.iterator,
    () => 1,
  ]
  test.each(Object.keys(scalarReaders) as (keyof typeof scalarReaders)[])('%s', (scalar) => {
    for (const value of values)
      if (!(scalar === 'bytes' && Array.isArray(value) && value.length === 0))
        expect(scalarReaders[scalar].fromJson(value)).toBeUndefined()
  })
})

test('every scalar of the model has its reader', () => {
  expect(Object.keys(scalarReaders).sort()).toEqual(scalars.filter((scalar: Scalar) => scalar !== 'any').sort())
})

describe('enums (R-3.11)', () => {
  const type = (flags: boolean, members: EnumType['members']): EnumType => ({ name: 'E', namespace: 'Desk', flags, members })
  const state = enumeration(
    type(false, [
      { name: 'Open', value: 0 },
      { name: 'Late', value: 5, memberValue: 'over-due' },
    ]),
  )
  const rights = enumeration(
    type(true, [
      { name: 'None', value: 0 },
      { name: 'Read', value: 1 },
      { name: 'Write', value: 2 },
    ]),
  )
  const words = enumeration(type(false, [{ name: 'Asc', value: 'ascending', memberValue: 'ascending' }]))

  test.each([
    ['Open', 0],
    ['open', 0],
    ['over-due', 5],
    ['Late', 5],
    ['LATE', 5],
    ['5', 5],
    ['"Open"', 0],
    [' open ', 0],
  ])('%j is a member', (text, value) => expect(state.fromText(text)).toBe(value))
  test.each(['Gone', '1', '-1', 'Open,Late', '[Open]', '0.0', ''])('%j is none', (text) =>
    expect(state.fromText(text)).toBeUndefined(),
  )
  test.each([
    ['Read,Write', 3],
    ['read, write', 3],
    ['3', 3],
    ['0', 0],
    ['1,Write', 3],
  ])('flags %j', (text, value) => expect(rights.fromText(text)).toBe(value))
  test.each(['4', '5', '-1', 'Read|Write', '[Read,Write]', 'Read,Admin', 'Read,', '4294967297'])('no flags: %j', (text) =>
    expect(rights.fromText(text)).toBeUndefined(),
  )
  test('numbers of a body', () => {
    expect(state.fromJson(5)).toBe(5)
    expect(state.fromJson(1)).toBeUndefined()
    expect(rights.fromJson(3)).toBe(3)
    expect(rights.fromJson(1.5)).toBeUndefined()
    expect(state.fromJson(true)).toBeUndefined()
  })
  test('string enums: the value, the name', () => {
    expect(words.fromText('ascending')).toBe('ascending')
    expect(words.fromText('Asc')).toBe('ascending')
  })
})

describe('what is written is read again', () => {
  test('integers', () => {
    fc.assert(fc.property(fc.integer(), (value) => scalarReaders.int32.fromText(String(value)) === value))
    fc.assert(
      fc.property(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (value) => scalarReaders.int64.fromText(String(value)) === value),
    )
  })
  test('doubles', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (value) => scalarReaders.double.fromText(String(value)) === value,
      ),
    )
  })
  test('decimals keep every digit (clients T1)', () => {
    const digits = fc.tuple(
      fc.boolean(),
      fc.bigInt(0n, 10n ** 27n),
      fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 }),
    )
    fc.assert(
      fc.property(digits, ([negative, whole, fraction]) => {
        const text = `${negative && (whole > 0n || /[1-9]/.test(fraction)) ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
        expect(decimalText(scalarReaders.decimal.fromText(text) as Decimal)).toBe(text)
      }),
    )
  })
  test('dates to the millisecond', () => {
    const date = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (value) => {
        for (const text of [
          value.toISOString(),
          `/Date(${value.getTime()})/`,
          `/Date(${value.getTime()}-0000)/`,
          value.toISOString().replace('Z', '0000+00:00'),
        ])
          expect(scalarReaders.dateTime.fromText(text)).toEqual(value)
      }),
    )
  })
  test('the text that JavaScript itself gives a date (the TypeScript client sends it)', () => {
    const date = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('9990-01-01T00:00:00Z'), noInvalidDate: true })
    fc.assert(
      fc.property(
        date,
        (value) =>
          Math.floor(value.getTime() / 1000) * 1000 === (scalarReaders.dateTime.fromText(String(value)) as Date).getTime(),
      ),
    )
    fc.assert(
      fc.property(
        date,
        (value) =>
          Math.floor(value.getTime() / 1000) * 1000 === (scalarReaders.dateTime.fromText(value.toUTCString()) as Date).getTime(),
      ),
    )
  })
  test('spans: the wire form is its own reading (R-4.8)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -900_000_000, max: 900_000_000 }),
        fc.integer({ min: 0, max: 9_999_999 }),
        (seconds, ticks) => {
          const wire = scalarReaders.timeSpan.fromText(`${seconds}.${String(ticks).padStart(7, '0')}`)
          expect(scalarReaders.timeSpan.fromText(wire as string)).toBe(wire)
        },
      ),
    )
  })
  test('bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (value) => {
        if (value.length > 0) expect(scalarReaders.bytes.fromText(Buffer.from(value).toString('base64'))).toEqual(value)
        expect(scalarReaders.bytes.fromText(`[${value.join(',')}]`)).toEqual(value)
      }),
    )
  })
})
