import { Decimal } from 'decimal.js'
import {
  Any,
  type Class,
  CsvFirstList,
  DataContract,
  DataMember,
  GenericType,
  HttpError,
  HttpResult,
  Itself,
  ListOf,
  Namespace,
  Nullable,
  ResponseStatus,
  Returns,
  Route,
} from '../../host'
import { maybe, value, zero } from './members'
import { Row, rowsOf } from './rows'
import { Color, decimal, Item, Rights, wireGateway } from './shared'

@Route('/rows')
@Route('/rows/{Kind}')
class FindRows extends Returns(Nullable([Row])) {
  @maybe('string') kind?: string
}

class RowsPageResponse {
  @value('int32') total = 3
  @maybe([Row]) results?: Row[]
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/rowspage')
class RowsPage extends Returns(RowsPageResponse) {
  @maybe('string') kind?: string
}

@DataContract()
class RowsContractResponse {
  @DataMember() @value('int32') total = 3
  @DataMember({ name: 'rows' }) @maybe([Row]) results?: Row[]
  @DataMember() @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/rowscontract')
class RowsContract extends Returns(RowsContractResponse) {
  @maybe('string') kind?: string
}

@CsvFirstList()
class RowsCsvResponse {
  @value('int32') total = 3
  @maybe('string') note = 'n'
  @maybe([Row]) results?: Row[]
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/rowscsv')
class RowsCsv extends Returns(RowsCsvResponse) {
  @maybe('string') kind?: string
}

class DeepRow {
  @value('int32') id = 0
  @maybe(Item) item?: Item
  @maybe(['string']) tags?: string[]
  @maybe({ dictionary: 'int32' }) scores?: Record<string, number>
  @maybe('timeSpan') span?: string
  @maybe('guid') key?: string
  @maybe('bytes') data?: Uint8Array
}

@Route('/deeprows')
class DeepRows extends Returns([DeepRow]) {}

class KeyNumber {
  @maybe('string') key = 'k'
  @value('int32') value = 1
}

@Route('/mixed/{Kind}')
class MixedRows extends Returns(Row) {
  @maybe('string') kind?: string
}

@Route('/saverow')
class SaveRow extends Returns(Itself) {
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

@Route('/saverows')
class SaveRows extends Returns([Row], ListOf(Row)) {}

class TreeBase {
  @maybe('string') zulu?: string
  @value('int32') alpha = 0
}

class TreeResponse extends TreeBase {
  @maybe('string') name?: string
  @maybe(Item) item?: Item
  @maybe([Item]) items?: (Item | null)[]
  @maybe(['string']) words?: (string | null)[]
  @maybe(['int32']) numbers?: number[]
  @maybe({ dictionary: 'string' }) map?: Record<string, string | null>
  @maybe({ dictionary: Item, key: 'int32' }) itemMap?: Record<number, Item>
  @value(Rights) rights = Rights.None
  @value(Color) color = Color.Red
  @value('dateTime') when = zero.date()
  @value('timeSpan') span: string = zero.span
  @value('guid') key: string = zero.guid
  @maybe('bytes') data?: Uint8Array
  @value('char') letter: string = zero.char
  @value('double') ratio = 0
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/tree')
class Tree extends Returns(TreeResponse) {
  @maybe('string') kind?: string
}

/** The reference's own answer to a query: a generic class of the framework. */
function QueryResponse<T>(item: Class<T>) {
  @Namespace('ServiceStack')
  @DataContract()
  @GenericType('QueryResponse`1', () => [item])
  class Page {
    @DataMember({ order: 1 }) @value('int32') offset = 0
    @DataMember({ order: 2 }) @value('int32') total = 0
    @DataMember({ order: 3 }) @maybe([item]) results?: T[]
    @DataMember({ order: 4 }) @maybe({ dictionary: 'string' }) meta?: Record<string, string>
    @DataMember({ order: 5 }) @maybe(ResponseStatus) responseStatus?: ResponseStatus
  }
  return Page
}
const RowsAnswer = QueryResponse(Row)

@Route('/query')
class QueryRows extends Returns(RowsAnswer) {
  @maybe('int32') take?: number
}

const guid = '0f8fad5b-d9cb-469f-a165-70867728950e'

const deepRows = (): DeepRow[] => [
  Object.assign(new DeepRow(), {
    id: 1,
    item: new Item({ id: 7, name: 'a,b', price: decimal('2.50'), tags: ['x', 'y,z'] }),
    tags: ['t1', 't "2"'],
    scores: { a: 1, 'b c': 2 },
    span: 'PT1H30M',
    key: guid,
    data: Uint8Array.of(1, 2, 255),
  }),
  Object.assign(new DeepRow(), { id: 2 }),
  Object.assign(new DeepRow(), { id: 3, item: new Item(), tags: [], scores: {} }),
]

const fullTree = (): TreeResponse =>
  Object.assign(new TreeResponse(), {
    zulu: 'z',
    alpha: 1,
    name: 'n <&> "q"',
    item: new Item({ id: 1, name: 'i', price: decimal('1.10'), tags: ['t'], child: new Item({ id: 2 }) }),
    items: [new Item({ id: 3 }), null, new Item({ id: 4, name: '' })],
    words: ['w1', null, ''],
    numbers: [1, 2],
    map: { k: 'v', n: null },
    itemMap: { 5: new Item({ id: 5 }) },
    rights: Rights.Read | Rights.Write,
    color: Color.Blue,
    when: new Date('2024-05-06T07:08:09.123Z'),
    span: 'P1DT2H3M4.005S',
    key: guid,
    data: Uint8Array.of(1, 2),
    letter: 'x',
    ratio: 0.1,
  })

const kinds = {
  anything: { dictionary: 'any' },
  texts: { dictionary: 'string' },
  textRows: [{ dictionary: 'string' }],
  anyRows: [{ dictionary: 'any' }],
  words: ['string'],
  numbers: ['int32'],
} as const

/** Answers of other kinds than the message names. */
const mixed: Readonly<Record<string, () => HttpResult<never>>> = {
  dict: () => HttpResult.of(kinds.anything, { B: 1, a: 'x,y', N: null }),
  strdict: () => HttpResult.of(kinds.texts, { B: '1', a: 'x' }),
  listdict: () =>
    HttpResult.of(kinds.textRows, [
      { b: '1', a: '2' },
      { c: '3', a: '4' },
    ]),
  listobj: () =>
    HttpResult.of(kinds.anyRows, [
      { b: 1, a: '2' },
      { c: 3, a: true },
    ]),
  strings: () => HttpResult.of(kinds.words, ['a', 'b,c', null, 'd"e']),
  ints: () => HttpResult.of(kinds.numbers, [1, 2, 3]),
  object: () => HttpResult.of(Nameless, new Nameless()),
  kv: () => HttpResult.of(KeyNumber, new KeyNumber()),
}

class Nameless {
  @value('int32') first = 1
  @maybe('string') second = 'two'
}

class ContentServices {
  @Any(FindRows) findRows({ kind }: FindRows) {
    return rowsOf(kind)
  }
  @Any(RowsPage) rowsPage({ kind }: RowsPage) {
    return Object.assign(new RowsPageResponse(), { results: rowsOf(kind) })
  }
  @Any(RowsContract) rowsContract({ kind }: RowsContract) {
    return Object.assign(new RowsContractResponse(), { results: rowsOf(kind) })
  }
  @Any(RowsCsv) rowsCsv({ kind }: RowsCsv) {
    return Object.assign(new RowsCsvResponse(), { results: rowsOf(kind) })
  }
  @Any(DeepRows) deepRows() {
    return deepRows()
  }
  @Any(MixedRows) mixedRows({ kind = '' }: MixedRows) {
    if (kind === 'one') return new Row({ id: 9, name: 'nine' })
    if (!Object.hasOwn(mixed, kind)) throw HttpError.notFound('no kind')
    return mixed[kind]!()
  }
  @Any(SaveRow) saveRow(request: SaveRow) {
    return request
  }
  @Any(SaveRows) saveRows(request: SaveRows) {
    return request
  }
  @Any(Tree) tree({ kind }: Tree) {
    return kind === 'empty' ? new TreeResponse() : fullTree()
  }
  @Any(QueryRows) queryRows(_: QueryRows) {
    return Object.assign(new RowsAnswer(), { offset: 0, total: 3, results: rowsOf()!, meta: { k: 'v' } })
  }
}

export const contentHost = () => wireGateway([new ContentServices()])
