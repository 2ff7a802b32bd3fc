import { Decimal } from 'decimal.js'
import { maybe, value } from './members'
import { Color, decimal } from './shared'

export class Row {
  @value('int32') id = 0
  @maybe('string') name?: string
  @maybe('decimal') price?: Decimal
  @value('boolean') active = false
  @maybe('dateTime') due?: Date
  @maybe(Color) color?: number

  constructor(init: Partial<Row> = {}) {
    Object.assign(this, init)
  }
}

const row = (id: number, init: Partial<Row> = {}) => new Row({ id, ...init })
const named = (names: readonly string[]) => names.map((name, index) => row(index + 1, { name }))

const quotes = [
  'say "hi"',
  'a,b',
  'line1\nline2',
  'cr\r\nlf',
  '',
  ' pad ',
  '[x',
  '{x',
  'x]y}',
  '=1+2',
  'a:b',
  'tab\there',
  '"',
  "'single'",
  'semi;colon',
]
const unicode = ['Grüße', '日本語', '🚀', '\u2028sep', 'nul\u0001x', '<b>&amp;</b>', 'back\\slash/']

const usual = () => [
  row(1, { name: 'one', price: decimal('1.5'), active: true, due: new Date('2024-05-06T00:00:00Z'), color: Color.Green }),
  row(2, { name: 'two', due: new Date('2024-05-07T08:00:00Z') }),
  row(3),
]

const kinds: Readonly<Record<string, () => (Row | null)[] | null>> = {
  empty: () => [],
  null: () => null,
  nulls: () => [null, row(2, { name: 'x' }), null],
  numbers: () => [
    row(-1, { price: decimal('1.50') }),
    row(2147483647, { price: decimal('79228162514264337593543950335') }),
    row(0, { price: decimal('0.0000001') }),
    row(3, { price: decimal('-0.10') }),
  ],
  quotes: () => named(quotes),
  unicode: () => named(unicode),
}

/** Rows by a kind's name; three usual ones where it is none. */
export const rowsOf = (kind = ''): Row[] | null => (Object.hasOwn(kinds, kind) ? kinds[kind]!() : usual()) as Row[] | null
