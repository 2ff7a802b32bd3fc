import { FormatException } from '../../../dtos/contract/errors'
import type { TypeRef } from '../../../dtos/contract/message-type'
import { jsonl } from '../../../host/formats/jsonl'
import { ContractOne, ContractPage, decimal, dictionary, Item, list, object, Page, Row, scalar, typeOf } from './shapes'

const write = (value: unknown, type?: TypeRef) => jsonl.writer(type, { writeNulls: false })(value)

describe('JSON Lines, written (R-4.70)', () => {
  const rows = [{ id: 1, name: 'a\nb', price: decimal('2.5') }, { id: 2 }]
  const lines = '{"id":1,"name":"a\\nb","price":2.5}\n{"id":2}\n'
  const cases: [string, unknown, TypeRef | undefined, string][] = [
    ['a list is a line an item', rows, list(object(Row)), lines],
    ['any iterable is', new Set(rows), list(object(Row)), lines],
    ['an empty list is empty', [], list(object(Row)), ''],
    ['a null item is an empty line', [null, { id: 2 }, null], list(object(Row)), '\n{"id":2}\n\n'],
    ['texts', ['a', null, 'b'], list(scalar('string')), '"a"\n\n"b"\n'],
    ['an envelope gives its list', { total: 2, results: rows }, object(ContractPage), lines],
    ['an envelope whose list is null is empty (R chapter 11)', { total: 2, results: null }, object(ContractPage), ''],
    ['an envelope without a list is itself', { total: 3, item: { id: 7 } }, object(ContractOne), '{"total":3,"item":{"id":7}}'],
    [
      'an object that is no envelope is one JSON',
      { total: 2, results: [{ id: 1 }] },
      object(Page),
      '{"total":2,"results":[{"id":1}]}',
    ],
    [
      'a dictionary of objects is a line an entry',
      { n1: { id: 1 }, n2: null },
      dictionary(object(Item)),
      '{"key":"n1","value":{"id":1}}\n{"key":"n2"}\n',
    ],
    ['any other dictionary is one JSON', { B: '1', a: 'x' }, dictionary(scalar('string')), '{"B":"1","a":"x"}'],
    ['an unknown list', [{ a: 1 }, { b: [2] }], undefined, '{"a":1}\n{"b":[2]}\n'],
    ['an unknown object', { first: 1, second: 'two' }, undefined, '{"first":1,"second":"two"}'],
    ['instances of a class that says its members', { n1: new Item({ id: 1 }) }, undefined, '{"key":"n1","value":{"id":1}}\n'],
    [
      'an error (R-5.20)',
      { responseStatus: { errorCode: 'E', errors: [] } },
      undefined,
      '{"responseStatus":{"errorCode":"E","errors":[]}}',
    ],
    ['null', null, object(Row), ''],
  ]
  it.each(cases)('%s', (_, value, type, text) => {
    expect(write(value, type)).toBe(text)
  })

  it('is sent as text/jsonl, and known by its other names (R-2.7)', () => {
    expect(jsonl.contentType).toBe('text/jsonl')
    expect(jsonl.mediaTypes).toEqual(['text/jsonl', 'application/jsonl', 'application/x-ndjson'])
  })
})

describe('JSON Lines, read (R-3.35)', () => {
  const one = jsonl.reader!(typeOf(Item))
  const many = jsonl.listReader!(typeOf(Item))

  it('takes one line for one message', () => {
    for (const text of ['{"id":1}', '{"id":1}\n', '\r\n{"id":1}\r\n\r\n']) expect(one(text)).toEqual({ id: 1 })
    expect(one('\n')).toEqual({})
  })

  it('refuses several lines for one message: nothing is lost silently (R chapter 11)', () => {
    expect(() => one('{"id":1}\n{"id":2}\n')).toThrow(new FormatException('Item takes one line, not 2'))
  })

  it('takes all lines for many; blank ones do not count', () => {
    expect(many('{"id":1}\n\n{"id":2}')).toEqual([{ id: 1 }, { id: 2 }])
    expect(many('')).toEqual([])
  })

  it('says which line is no JSON, and quotes nothing of it', () => {
    expect(() => many('{"id":1}\nsecret\n')).toThrow(/^Line 2: (?!.*secret)/)
    expect(() => one('{"id":1}\nnope')).toThrow(FormatException)
  })

  it.each(['1.50', '79228162514264337593543950335'])('keeps all digits of %s (R-4.7)', (digits) => {
    const [tree] = many(`{"price":${digits}}`) as { price: unknown }[]
    expect(write([tree], list(object(Item)))).toBe(`{"price":${digits}}\n`)
  })
})
