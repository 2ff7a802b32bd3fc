import { Decimal } from 'decimal.js'
import { ResponseStatus } from '../../../dtos/contract'
import { ApiMember, CsvFirstList, DataContract, DataMember, GenericType, Namespace } from '../../../dtos/contract/api'
import { parseDecimal } from '../../../dtos/contract/decimal'
import type { MemberKind } from '../../../dtos/contract/member-kind'
import type { Class, TypeRef } from '../../../dtos/contract/message-type'
import { Color, Item, Rights } from '../binding/wire-types'
import { object } from './shapes'

// What the recorded host `content` answers with, and the values that it answers.

const value = (type: MemberKind) => ApiMember({ type, isOptional: false })
const maybe = (type: MemberKind) => ApiMember({ type, isOptional: true })
const utc = (text: string) => new Date(text)
const decimal = (text: string): Decimal => parseDecimal(text)!

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

export class RowsPageResponse {
  @value('int32') total = 3
  @maybe([Row]) results?: (Row | null)[] | null
  @maybe(() => ResponseStatus) responseStatus?: ResponseStatus
}

@DataContract()
export class RowsContractResponse {
  @DataMember() @value('int32') total = 3
  @DataMember({ name: 'rows' }) @maybe([Row]) results?: (Row | null)[] | null
  @DataMember() @maybe(() => ResponseStatus) responseStatus?: ResponseStatus
}

@CsvFirstList()
export class RowsCsvResponse {
  @value('int32') total = 3
  @maybe('string') note = 'n'
  @maybe([Row]) results?: (Row | null)[] | null
  @maybe(() => ResponseStatus) responseStatus?: ResponseStatus
}

export class DeepRow {
  @value('int32') id = 0
  @maybe(Item) item?: Item
  @maybe(['string']) tags?: string[]
  @maybe({ dictionary: 'int32' }) scores?: Record<string, number>
  @maybe('timeSpan') span?: string
  @maybe('guid') key?: string
  @maybe('bytes') data?: Uint8Array
  constructor(init: Partial<DeepRow> = {}) {
    Object.assign(this, init)
  }
}

/** The message with a row's members, its own after them. */
export class SaveRow {
  @value('int32') id = 0
  @maybe('string') name?: string
  @maybe('decimal') price?: Decimal
  @value('boolean') active = false
  @maybe('dateTime') due?: Date
  @maybe(Color) color?: number
  @maybe(['string']) tags?: string[]
  @maybe(Item) item?: Item
  @maybe({ dictionary: 'string' }) map?: Record<string, string>
}

class TreeBase {
  @maybe('string') zulu?: string
  @value('int32') alpha = 0
}
export class TreeResponse extends TreeBase {
  @maybe('string') name?: string
  @maybe(Item) item?: Item
  @maybe([Item]) items?: (Item | null)[]
  @maybe(['string']) words?: (string | null)[]
  @maybe(['int32']) numbers?: number[]
  @maybe({ dictionary: 'string' }) map?: Record<string, string | null>
  @maybe({ dictionary: Item, key: 'int32' }) itemMap?: Record<number, Item>
  @value(Rights) rights = 0
  @value(Color) color = 0
  @value('dateTime') when = new Date(-62_135_596_800_000)
  @value('timeSpan') span = 'PT0S'
  @value('guid') key = '00000000-0000-0000-0000-000000000000'
  @maybe('bytes') data?: Uint8Array
  @value('char') letter = '\0'
  @value('double') ratio = 0
  @maybe(() => ResponseStatus) responseStatus?: ResponseStatus
}

@DataContract()
@Namespace('ServiceStack')
@GenericType('QueryResponse`1', () => [Row])
class QueryResponse {
  @DataMember({ order: 1 }) @value('int32') offset = 0
  @DataMember({ order: 2 }) @value('int32') total = 3
  @DataMember({ order: 3 }) @maybe([Row]) results: Row[] = rows('std') as Row[]
  @DataMember({ order: 4 }) @maybe({ dictionary: 'string' }) meta = { k: 'v' }
  @DataMember({ order: 5 }) @maybe(() => ResponseStatus) responseStatus?: ResponseStatus
}

const item = (init: Partial<Item>): Item => Object.assign(new Item(), { id: 0, price: decimal('0') }, init)

const quoted = [
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

/** The rows of a kind, as the recorded host has them. */
export function rows(kind: string): (Row | null)[] | null {
  const named = (names: readonly string[]) => names.map((name, index) => new Row({ id: index + 1, name }))
  switch (kind) {
    case 'empty':
      return []
    case 'null':
      return null
    case 'nulls':
      return [null, new Row({ id: 2, name: 'x' }), null]
    case 'numbers':
      return (
        [
          [-1, '1.50'],
          [2147483647, '79228162514264337593543950335'],
          [0, '0.0000001'],
          [3, '-0.10'],
        ] as const
      ).map(([id, price]) => new Row({ id, price: decimal(price) }))
    case 'quotes':
      return named(quoted)
    case 'unicode':
      return named(unicode)
    default:
      return [
        new Row({ id: 1, name: 'one', price: decimal('1.5'), active: true, due: utc('2024-05-06T00:00:00Z'), color: 1 }),
        new Row({ id: 2, name: 'two', due: utc('2024-05-07T08:00:00Z') }),
        new Row({ id: 3 }),
      ]
  }
}

const guid = '0f8fad5b-d9cb-469f-a165-70867728950e'
const deepRows = [
  new DeepRow({
    id: 1,
    item: item({ id: 7, name: 'a,b', price: decimal('2.50'), tags: ['x', 'y,z'] }),
    tags: ['t1', 't "2"'],
    scores: { a: 1, 'b c': 2 },
    span: 'PT1H30M',
    key: guid,
    data: new Uint8Array([1, 2, 255]),
  }),
  new DeepRow({ id: 2 }),
  new DeepRow({ id: 3, item: item({}), tags: [], scores: {} }),
]
const tree = Object.assign(new TreeResponse(), {
  zulu: 'z',
  alpha: 1,
  name: 'n <&> "q"',
  item: item({ id: 1, name: 'i', price: decimal('1.10'), tags: ['t'], child: item({ id: 2 }) }),
  items: [item({ id: 3 }), null, item({ id: 4, name: '' })],
  words: ['w1', null, ''],
  numbers: [1, 2],
  map: { k: 'v', n: null },
  itemMap: { 5: item({ id: 5 }) },
  rights: 3,
  color: 5,
  when: utc('2024-05-06T07:08:09.123Z'),
  span: 'P1DT2H3M4.005S',
  key: guid,
  data: new Uint8Array([1, 2]),
  letter: 'x',
  ratio: 0.1,
})

interface Answer {
  /** Undefined: the recorded host does not say what it is, either. */
  readonly type?: TypeRef
  readonly body: unknown
}
const list = (target: Class): TypeRef => ({ kind: 'list', item: inWire(target) })
const inWire = (target: Class): TypeRef => object(target)
const page = (target: Class<{ results?: (Row | null)[] | null }>, kind: string): Answer => ({
  type: inWire(target),
  body: Object.assign(new target(), { results: rows(kind) }),
})
const mixed: Readonly<Record<string, unknown>> = {
  dict: { B: 1, a: 'x,y', N: null },
  strdict: { B: '1', a: 'x' },
  listdict: [
    { b: '1', a: '2' },
    { c: '3', a: '4' },
  ],
  listobj: [
    { b: 1, a: '2' },
    { c: 3, a: true },
  ],
  strings: ['a', 'b,c', null, 'd"e'],
  ints: [1, 2, 3],
  one: new Row({ id: 9, name: 'nine' }),
}

/** What the recorded operations answer. */
export const answers: Readonly<Record<string, (kind: string) => Answer | undefined>> = {
  FindRows: (kind) => ({ type: list(Row), body: rows(kind) }),
  RowsPage: (kind) => page(RowsPageResponse, kind),
  RowsContract: (kind) => page(RowsContractResponse, kind),
  RowsCsv: (kind) => page(RowsCsvResponse, kind),
  DeepRows: () => ({ type: list(DeepRow), body: deepRows }),
  Tree: (kind) => ({ type: inWire(TreeResponse), body: kind === 'empty' ? new TreeResponse() : tree }),
  QueryRows: () => ({ type: inWire(QueryResponse), body: new QueryResponse() }),
  MixedRows: (kind) => (kind in mixed ? { body: mixed[kind] } : undefined),
}
