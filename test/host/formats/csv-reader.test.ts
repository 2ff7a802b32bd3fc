import fc from 'fast-check'
import { FormatException } from '../../../dtos/contract/errors'
import { compileBinder } from '../../../host/binder'
import { csv } from '../../../host/formats/csv'
import { Color, Item, Row, typeOf } from './shapes'

const one = csv.reader!(typeOf(Row))
const many = csv.listReader!(typeOf(Row)) as (text: string) => object[]
const bind = (text: string, target: typeof Row | typeof Item = Row) =>
  compileBinder(typeOf(target)).bind({
    query: '',
    contentKind: 'tree',
    tree: csv.reader!(typeOf(target))(text),
    cells: true,
    predefined: false,
  })

describe('CSV, read (R-3.35)', () => {
  const cases: [string, string, object[]][] = [
    [
      'a header and rows',
      'Id,Name\r\n1,a\r\n2,b\r\n',
      [
        { Id: '1', Name: 'a' },
        { Id: '2', Name: 'b' },
      ],
    ],
    ['bare line feeds, no last line end', 'Id,Name\n1,a', [{ Id: '1', Name: 'a' }]],
    ['quoted cells, line breaks in them', 'Id,Name\r\n1,"a,""b""\r\nc"\r\n', [{ Id: '1', Name: 'a,"b"\r\nc' }]],
    ['blanks: part of a value, not of a name', ' Id , Name\r\n 1, a \r\n', [{ Id: ' 1', Name: ' a ' }]],
    ['empty cells, which say nothing', 'Id,Name,Price\r\n1,,\r\n', [{ Id: '1' }]],
    ['quoted empty cells, which say an empty text', 'Id,Name\r\n1,""\r\n', [{ Id: '1', Name: '' }]],
    ['short rows', 'Id,Name\r\n1\r\n', [{ Id: '1' }]],
    ['blank lines, which do not count', 'Id\r\n\r\n1\r\n\r\n', [{ Id: '1' }]],
    ['a header alone', 'Id,Name\r\n', []],
    ['nothing', '', []],
    ['quotes within an unquoted cell', 'Id,Name\r\n1,a "b"\r\n', [{ Id: '1', Name: 'a "b"' }]],
    ['what writers put before formulas: input is not stripped (threats 3.8)', "Name\r\n'=1\r\n", [{ Name: "'=1" }]],
  ]
  it.each(cases)('%s', (_, text, rows) => {
    expect(many(text)).toEqual(rows)
  })

  it('one message takes one row; a header alone is the default', () => {
    expect(one('Id\r\n1\r\n')).toEqual({ Id: '1' })
    expect(one('Id\r\n')).toEqual({})
    expect(() => one('Id\r\n1\r\n2\r\n')).toThrow(new FormatException('Row takes one row, not 2'))
  })

  it('refuses a cell too many and a quote without end, by line', () => {
    expect(() => many('Id,Name\r\n1,a\r\n2,b,c\r\n')).toThrow(new FormatException('Line 3 has more cells than there are columns'))
    expect(() => many('Id,Name\r\n1,"secret\r\n')).toThrow(/^A quote is not closed(?!.*secret)/)
    expect(() => many(Array.from({ length: 1001 }, (_, index) => `c${index}`).join())).toThrow('More than 1000 columns')
  })

  it('binds scalars by their text, structures as JSV, unknown columns not at all (R-4.54)', () => {
    expect(bind('id,NAME,price,active,due,color,nope\r\n1,x,1.50,True,2024-05-06,green,?\r\n')).toMatchObject({
      id: 1,
      name: 'x',
      active: true,
      due: new Date('2024-05-06T00:00:00Z'),
      color: Color.Green,
    })
    expect(bind('Id,Tags,Child\r\n1,"[a,""b,c""]","{id:7,tags:[x]}"\r\n', Item)).toMatchObject({
      tags: ['a', 'b,c'],
      child: { id: 7, tags: ['x'] },
    })
  })

  it('brackets in texts are no levels (R-4.13)', () => {
    const text = '['.repeat(40)
    expect(bind(`Tags\r\n"[a,""${text}""]"\r\n`, Item)).toMatchObject({ tags: ['a', text] })
    expect(() => bind(`Tags\r\n"${text}"\r\n`, Item)).toThrow(expect.objectContaining({ status: 400 }))
  })

  it('names the column of a bad cell (R-3.31)', () => {
    expect(() => bind('Id,Name\r\nx,a\r\n')).toThrow(
      expect.objectContaining({ status: 400, details: { errors: [expect.objectContaining({ fieldName: 'id' })] } }),
    )
  })

  it('reads or refuses anything, and keeps every cell of what it reads', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', '"a"', '\r', '\n', ',', '\ufeff', '"a'))
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        try {
          for (const row of many(`Id,Name\r\n${cells.join('')}`))
            expect(Object.keys(row).every((name) => name === 'Id' || name === 'Name')).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(FormatException)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('takes names of JavaScript for names', () => {
    expect(() => bind('__proto__,Id\r\nx,1\r\n')).toThrow(expect.objectContaining({ status: 400 }))
  })
})
