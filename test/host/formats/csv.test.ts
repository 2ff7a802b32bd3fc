import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parseDecimal } from '../../../dtos/contract/decimal'
import type { Scalar, TypeRef } from '../../../dtos/contract/message-type'
import { csv } from '../../../host/formats/csv'
import { cellWriter, guardFormula } from '../../../host/formats/csv-cell'
import { Aliased, Color, ContractOne, ContractPage, dictionary, Item, list, object, Page, Plain, Row, scalar } from './shapes'

const write = (value: unknown, type?: TypeRef) => csv.writer(type, { writeNulls: false })(value) as string
const utc = (text: string) => new Date(text)

const rows = [
  {
    id: 1,
    name: 'one',
    price: parseDecimal('1.50'),
    active: true,
    due: utc('2024-05-06T00:00:00Z'),
    color: Color.Green,
    secret: 'x',
  },
  { id: 2, name: 'Me, "Jr"', active: false, due: utc('2024-05-07T08:00:00.5Z') },
  { id: 3 },
]
const header = 'Id,Name,Price,Active,Due,Color\r\n'
const table = `${header}1,one,1.50,True,2024-05-06,Green\r\n2,"Me, ""Jr""",,False,2024-05-07T08:00:00.5000000Z,\r\n3,,,,,\r\n`

describe('CSV rows (R-4.50)', () => {
  const cases: [string, unknown, TypeRef | undefined, string][] = [
    ['a list of objects', rows, list(object(Row)), table],
    ['an empty list', [], list(object(Row)), header],
    ['null items', [null, { id: 2 }], list(object(Row)), `${header},,,,,\r\n2,,,,,\r\n`],
    ['a single object', rows[0], object(Row), `${header}1,one,1.50,True,2024-05-06,Green\r\n`],
    [
      'an envelope that is no data contract',
      { total: 3, results: [{ id: 1 }] },
      object(Page),
      'Total,Results\r\n3,"[{id:1}]"\r\n',
    ],
    ['a data contract', { total: 3, results: rows, hidden: 'x' }, object(ContractPage), table],
    ['a data contract with null as its list', { total: 3, results: null }, object(ContractPage), ''],
    [
      'a data contract without a list',
      { total: 3, item: { id: 7 } },
      object(ContractOne),
      'Id,Name,Price,Tags,Child\r\n7,,,,\r\n',
    ],
    ['a dictionary', { B: 1, a: 'x,y', N: null }, dictionary(scalar('any')), 'B,a,N\r\n1,"x,y",\r\n'],
    ['a dictionary of objects', { k: { id: 3 } }, dictionary(object(Item)), 'Key,Value\r\nk,"{id:3}"\r\n'],
    [
      'text dictionaries',
      [
        { b: '1', a: '2' },
        { c: '3', a: '4' },
      ],
      list(dictionary(scalar('string'))),
      'a,b,c\r\n2,1,\r\n4,,3\r\n',
    ],
    [
      'dictionaries of anything',
      [
        { b: 1, a: '2' },
        { c: 3, a: true },
      ],
      list(dictionary(scalar('any'))),
      'a,b,c\r\n2,1,\r\nTrue,,3\r\n',
    ],
    ['texts', ['a', 'b,c', null, 'd"e'], list(scalar('string')), 'a,"b,c",,"d""e"\r\n'],
    ['numbers', [1, 2, 3], list(scalar('int32')), '1,2,3\r\n'],
    ['lists of numbers', [[1, 2], null, [3]], list(list(scalar('int32'))), '1,2\r\n\r\n3\r\n'],
    ['no numbers', [], list(scalar('int32')), ''],
    ['a number (R-2.11)', 1.25, scalar('double'), '1.25'],
    ['a date', utc('2024-05-06T07:08:09Z'), scalar('dateTime'), '2024-05-06T07:08:09Z'],
    ['null', null, object(Row), ''],
    ['plain objects of unknown type', [{ b: 1 }, { a: '=x' }], undefined, "a,b\r\n,1\r\n'=x,\r\n"],
    ['an instance of a class that says its members', new Item({ id: 1 }), undefined, 'Id,Name,Price,Tags,Child\r\n1,,,,\r\n'],
    ['a list of such', [new Item({ id: 1 }), null], undefined, 'Id,Name,Price,Tags,Child\r\n1,,,,\r\n,,,,\r\n'],
    ['an unknown scalar', 5, undefined, '5'],
  ]
  it.each(cases)('%s', (_, value, type, text) => {
    expect(write(value, type)).toBe(text)
  })

  it('an error is one column with a JSV cell, whether its type is known or not (R-4.56)', () => {
    const error = { responseStatus: { errorCode: 'NotFound', message: 'gone: "x"', errors: [] } }
    expect(write(error)).toBe('ResponseStatus\r\n"{errorCode:NotFound,message:""gone: """"x"""""",errors:[]}"\r\n')
  })

  it('names columns as declared or as the data member, never in camel case (R-4.51)', () => {
    expect(write({ firstName: 'a', urlPath: '/x', zed: 4, hidden: 'no' }, object(Aliased))).toBe(
      'first_name,URLPath,Zed\r\na,/x,4\r\n',
    )
  })
})

describe('CSV cells', () => {
  const scalars: [Scalar, unknown, string][] = [
    ['boolean', true, 'True'],
    ['boolean', false, 'False'],
    ['int64', 9007199254740993n, '9007199254740993'],
    ['decimal', parseDecimal('-0.10'), '-0.10'],
    ['double', Number.NaN, ''],
    ['dateTime', utc('2024-05-06T00:00:00Z'), '2024-05-06'],
    ['dateTimeOffset', utc('2024-05-06T07:08:09Z'), '2024-05-06T07:08:09.0000000+00:00'],
    ['timeSpan', '-PT2H', '-PT2H'],
    ['char', '=', '='],
    ['uri', 'http://a.example/x?y=1,2', '"http://a.example/x?y=1,2"'],
    ['guid', '0f8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['bytes', new Uint8Array([1, 2, 255]), 'AQL/'],
    ['string', '[x', '"[x"'],
    ['string', '{x', '"{x"'],
    ['string', 'x]y}', 'x]y}'],
    ['string', ' pad ', ' pad '],
    ['string', 'line1\nline2', '"line1\nline2"'],
    ['string', '', ''],
    ['any', -5, '-5'],
    ['any', '-5', "'-5"],
    ['any', { a: [1, true] }, '"{a:[1,True]}"'],
  ]
  it.each(scalars)('writes a %s %p as %p (R-4.53, R-4.54)', (kind, value, cell) => {
    expect(cellWriter(scalar(kind))(value)).toBe(cell)
  })

  it.each(['=1+2', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\0=1', '  =1', '\n-2', '\u00a0=1', '\ufeff=1', '＝1', '\tx'])(
    'guards %p, which a spreadsheet would run (R-4.53)',
    (text) => {
      expect(guardFormula(text)).toBe(`'${text}`)
    },
  )

  it.each(['a=b', '1+2', 'x@example.com', "'=1", '', ' a'])('leaves %p alone', (text) => {
    expect(guardFormula(text)).toBe(text)
  })

  it('guards the keys of dictionaries, which are data too', () => {
    expect(write({ '=cmd': 1 }, dictionary(scalar('int32')))).toBe("'=cmd\r\n1\r\n")
  })

  it('is read back cell for cell by another reader', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', '[', '{', "'", ' ', '=', 'a') }))
    const record = fc.record({
      sid: text,
      count: fc.integer(),
      open: fc.boolean(),
      note: fc.oneof(text, fc.constant(null)),
      secret: text,
    })
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), (records) => {
        const read = parse(write(records, list(object(Plain))), { columns: true, record_delimiter: '\r\n', relax_quotes: false })
        expect(read).toEqual(
          records.map(({ sid, count, open, note }) => ({
            Sid: guardFormula(sid),
            Count: String(count),
            Open: open ? 'True' : 'False',
            Tags: '',
            Note: guardFormula(note ?? ''),
          })),
        )
      }),
    )
  })
})

describe('CSV headers', () => {
  it.each([
    ['FindRows', 'attachment;filename="FindRows.csv"'],
    ['AnyOp[]', 'attachment;filename="AnyOp[].csv"'],
    ['Größe', 'attachment;filename="Gr__e.csv";filename*=UTF-8\'\'Gr%C3%B6%C3%9Fe.csv'],
    ['a"\r\nb', 'attachment;filename="a___b.csv";filename*=UTF-8\'\'a%22%0D%0Ab.csv'],
  ])('saves %s under its own name (R-4.55)', (operation, disposition) => {
    expect(csv.headers?.(operation)).toEqual({ 'Content-Disposition': disposition })
  })
})
