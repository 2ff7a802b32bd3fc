import { parseDecimal } from '../../../dtos/contract/decimal'
import type { Scalar } from '../../../dtos/contract/message-type'
import { jsvText } from '../../../host/formats/jsv-text'
import { Color, dictionary, enumeration, Item, list, object, Row, scalar } from './shapes'

const utc = (text: string) => new Date(text)

describe('JSV (R-4.31)', () => {
  const scalars: [Scalar, unknown, string][] = [
    ['string', 'abc def', 'abc def'],
    ['string', 'a:b', '"a:b"'],
    ['string', 'say "hi"', '"say ""hi"""'],
    ['string', '', '""'],
    ['string', "it's", "it's"],
    ['string', 'a\nb', '"a\nb"'],
    ['boolean', true, 'True'],
    ['double', 1.5, '1.5'],
    // exponents where .NET writes them.
    ['double', 1e17, '1E+17'],
    ['double', -1.5e300, '-1.5E+300'],
    ['double', 99999999999999984, '99999999999999980'],
    ['double', 0.0001, '0.0001'],
    ['double', 0.00005, '5E-05'],
    ['double', 1.25e-7, '1.25E-07'],
    ['double', 0, '0'],
    ['decimal', parseDecimal('1.10'), '1.10'],
    ['int64', 9007199254740993n, '9007199254740993'],
    ['char', '{', '"{"'],
    ['guid', '0f8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['bytes', new Uint8Array([1, 2]), 'AQI='],
    ['timeSpan', 'PT1H30M', 'PT1H30M'],
    ['uri', 'http://a.example/', '"http://a.example/"'],
    ['dateTime', utc('2024-05-06T00:00:00Z'), '2024-05-06'],
    ['dateTime', utc('2024-05-06T07:08:09Z'), '2024-05-06T07:08:09Z'],
    ['dateTime', utc('2024-05-06T07:08:09.123Z'), '2024-05-06T07:08:09.1230000Z'],
    ['dateTimeOffset', utc('2024-05-06T07:08:09Z'), '2024-05-06T07:08:09.0000000+00:00'],
  ]
  it.each(scalars)('writes a %s %p as %s', (kind, value, text) => {
    expect(jsvText(value, scalar(kind))).toBe(text)
  })

  it('writes objects, lists and dictionaries without blanks, nulls left out', () => {
    const item = { id: 7, name: 'a,b', price: parseDecimal('2.50'), tags: ['x', 'y,z'], child: null, secret: 1 }
    expect(jsvText(item, object(Item))).toBe('{id:7,name:"a,b",price:2.50,tags:[x,"y,z"]}')
    expect(jsvText([{ id: 3 }, null], list(object(Item)))).toBe('[{id:3},{}]')
    expect(jsvText(['w1', null, ''], list(scalar('string')))).toBe('[w1,,""]')
    expect(jsvText({ a: '1', 'b:c': 'd,e', '': 'x' }, dictionary(scalar('string')))).toBe('{a:1,"b:c":"d,e","":x}')
    expect(jsvText([Color.Green, 7], list(enumeration('Color', Color as never)))).toBe('[Green,7]')
    expect(jsvText({ color: Color.Blue, active: false }, object(Row))).toBe('{active:False,color:Blue}')
  })

  it('writes values of unknown type, and nothing for null', () => {
    expect(jsvText({ errorCode: 'NotFound', errors: [], n: 2n })).toBe('{errorCode:NotFound,errors:[],n:2}')
    expect(jsvText(null)).toBe('')
    expect(jsvText(undefined, object(Item))).toBe('')
  })
})
