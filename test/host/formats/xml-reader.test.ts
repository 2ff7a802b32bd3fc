import fc from 'fast-check'
import { ApiMember, declareEnum } from '../../../dtos/contract/api'
import { FormatException } from '../../../dtos/contract/errors'
import { HttpError } from '../../../dtos/contract/http-error'
import type { Class } from '../../../dtos/contract/message-type'
import { OffsetDate } from '../../../dtos/contract/offset-date'
import { compileBinder } from '../../../host/binder'
import { xml } from '../../../host/formats/xml'
import { Color, Deep, Item, Row, typeOf } from './shapes'

const Rights = declareEnum({ None: 0, Read: 1, Write: 2 }, { name: 'Rights', flags: true })

class Sent {
  @ApiMember({ type: 'char' }) char?: string
  @ApiMember({ type: 'bytes' }) bytes?: Uint8Array
  @ApiMember({ type: 'dateTimeOffset' }) offset?: Date
  @ApiMember({ type: Rights }) rights?: number
  @ApiMember({ type: Color }) color?: number
  @ApiMember({ type: { dictionary: 'int32' } }) map?: Record<string, number>
  @ApiMember({ type: [['int32']] }) nested?: number[][]
  @ApiMember({ type: 'any' }) any?: unknown
  @ApiMember({ type: 'string' }) text?: string
}

const read = (text: string, target: Class = Item) => xml.reader!(typeOf(target))(text)
const bind = (text: string, target: Class = Item) =>
  compileBinder(typeOf(target)).bind({ query: '', contentKind: 'tree', tree: read(text, target), predefined: false })

describe('XML, read (R-3.34)', () => {
  const wire = 'xmlns="http://schemas.datacontract.org/2004/07/Desk" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
  const cases: [string, string, unknown][] = [
    ['members', `<Item ${wire}><Id>1</Id><Name>n</Name></Item>`, { Id: '1', Name: 'n' }],
    ['no namespace, any order, any case, another root', '<x><name>n</name><ID>1</ID></x>', { name: 'n', ID: '1' }],
    ['prefixes', '<p:Item xmlns:p="urn:x"><p:Id>1</p:Id></p:Item>', { Id: '1' }],
    [
      'a prolog, comments, blanks around values',
      '<?xml version="1.0"?>\n<!-- c --><Item>\n  <Id> 1 </Id><!-- d -->\n</Item>\n',
      { Id: '1' },
    ],
    ['the blanks of a text', '<Item><Name>  a\n b </Name></Item>', { Name: '  a\n b ' }],
    ['nil', `<Item ${wire}><Name i:nil="true"/><Id i:nil="1"></Id></Item>`, { Name: null, Id: null }],
    [
      'escapes and CDATA',
      '<Item><Name>a &lt;&amp;&gt; &#65;&#x1F680; <![CDATA[<b>&amp;]]></Name></Item>',
      { Name: 'a <&> A🚀 <b>&amp;' },
    ],
    [
      'lists, whatever their items are called',
      '<Item><Tags><a:string xmlns:a="x">x</a:string><y>y</y></Tags></Item>',
      { Tags: ['x', 'y'] },
    ],
    ['empty elements', '<Item><Tags/><Name></Name><Child /></Item>', { Tags: [], Name: '', Child: {} }],
    ['unknown elements', '<Item><Nope><Deep/></Nope><Id>1</Id></Item>', { Nope: null, Id: '1' }],
    ['an empty root', '<Item/>', {}],
  ]
  it.each(cases)('%s', (_, text, tree) => {
    expect(read(text)).toEqual(tree)
  })

  const values: [keyof Sent, string, unknown][] = [
    ['char', '<Char>99</Char>', 'c'],
    ['char', '<Char>x</Char>', 'x'],
    ['bytes', '<Bytes>\n AQ\n I= </Bytes>', new Uint8Array([1, 2])],
    ['rights', '<Rights>Read Write</Rights>', 3],
    ['rights', '<Rights>None</Rights>', 0],
    ['color', '<Color> Green </Color>', Color.Green],
    ['map', '<Map><E><Key>a</Key><Value>1</Value></E><E><Value>2</Value><Key>b</Key></E></Map>', { a: 1, b: 2 }],
    ['nested', '<Nested><ArrayOfint><int>1</int></ArrayOfint><ArrayOfint /></Nested>', [[1], []]],
    [
      'offset',
      '<Offset><DateTime>2024-05-06T05:08:09Z</DateTime><OffsetMinutes>120</OffsetMinutes></Offset>',
      new OffsetDate(Date.parse('2024-05-06T05:08:09Z'), 120),
    ],
    ['offset', '<Offset>2024-05-06T07:08:09+02:00</Offset>', new OffsetDate(Date.parse('2024-05-06T05:08:09Z'), 120)],
    ['any', '<Any xmlns:i="x" i:type="d:int">5</Any>', 5],
    ['any', '<Any type="boolean">true</Any>', true],
    ['any', '<Any>5</Any>', '5'],
    ['any', '<Any><KeyValueOfx><Key>k</Key><Value type="int">1</Value></KeyValueOfx></Any>', { k: 1 }],
    ['any', '<Any><a>1</a><a>2</a></Any>', ['1', '2']],
    ['any', '<Any><a>1</a><b><c>2</c></b></Any>', { a: '1', b: { c: '2' } }],
    ['text', '<Text> a&#xD;\r\nb</Text>', ' a\r\nb'],
  ]
  it.each(values)('binds %s of %s', (name, element, value) => {
    expect(bind(`<Sent>${element}</Sent>`, Sent)).toHaveProperty(name, value)
  })

  const faults: [string, string, string][] = [
    ['a wrong scalar', '<Row><Id>x</Id></Row>', 'id'],
    ['elements where a scalar belongs', '<Row><Id><a>1</a></Id></Row>', 'id'],
    ['elements where a text belongs', '<Row><Name><a>1</a></Name></Row>', 'name'],
    ['an enum that is none', '<Row><Color>Pink</Color></Row>', 'color'],
  ]
  it.each(faults)('names the member of %s (R-3.31)', (_, text, fieldName) => {
    expect(() => bind(text, Row)).toThrow(
      expect.objectContaining({ status: 400, details: { errors: [expect.objectContaining({ fieldName })] } }),
    )
  })

  it('a text where a list or an object belongs is refused by the member’s name', () => {
    expect(() => bind('<Item><Tags>a</Tags></Item>')).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ fieldName: 'tags' })] } }),
    )
    expect(() => bind('<Item><Child>a</Child></Item>')).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ fieldName: 'child' })] } }),
    )
  })

  it('reads many', () => {
    expect(xml.listReader!(typeOf(Item))('<ArrayOfItem><Item><Id>1</Id></Item><Item/></ArrayOfItem>')).toEqual([{ Id: '1' }, {}])
    expect(xml.listReader!(typeOf(Item))('<ArrayOfItem/>')).toEqual([])
  })
})

describe('XML that is refused (threats 3.8)', () => {
  const malformed = [
    'nope',
    '',
    ' ',
    '<!-- only -->',
    '<a',
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a>',
    '<a/><b/>',
    '<a/>text',
    'text<a/>',
    '<a b=1/>',
    '<a b="1" b="2"/>',
    '<a>&nope;</a>',
    '<a>&</a>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#1;</a>',
    '<a>&#x110000;</a>',
    '<a><!-- </a>',
    '<a><![CDATA[ </a>',
    '<Item>text<Id>1</Id></Item>',
    '<Item><Id>1</Id><ID>2</ID></Item>',
    '<a><__proto__>1</__proto__></a>',
    '<a><constructor/></a>',
    '<a __proto__="1"/>',
    '<1a/>',
  ]
  it.each(malformed)('%p', (text) => {
    expect(() => read(text)).toThrow(FormatException)
  })

  const dtds = [
    '<!DOCTYPE x><Item/>',
    '<!DOCTYPE x [<!ENTITY e "v">]><Item><Name>&e;</Name></Item>',
    '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><Item/>',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "http://a.example/x">]><Item><Name>&e;</Name></Item>',
    '<Item><!ENTITY e "v"></Item>',
    '<!doctype x><Item/>',
    '<![CDATA[x]]><Item/>',
  ]
  it.each(dtds)('declares what is not read: %p', (text) => {
    expect(() => read(text)).toThrow(FormatException)
  })

  it('a DTD in a comment or in CDATA is none', () => {
    expect(read('<Item><!-- <!DOCTYPE x> --><Name><![CDATA[<!DOCTYPE x>]]></Name></Item>')).toEqual({ Name: '<!DOCTYPE x>' })
  })

  it('an entry of a dictionary without a key', () => {
    expect(() => read('<Sent><Map><E><Value>1</Value></E></Map></Sent>', Sent)).toThrow('An entry of a dictionary has no Key')
  })

  it('more than 32 levels (R-4.13)', () => {
    const nested = (levels: number) => '<Next>'.repeat(levels - 1) + '</Next>'.repeat(levels - 1)
    expect(() => read(`<Deep>${nested(32)}</Deep>`, Deep)).not.toThrow()
    expect(() => read(`<Deep>${nested(33)}</Deep>`, Deep)).toThrow(FormatException)
  })

  const bombs: [string, string][] = [
    ['attributes', `<Item ${Array.from({ length: 6_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`],
    ['levels', '<a>'.repeat(14_000) + '</a>'.repeat(14_000)],
    ['open comments', `<a>${'<!--'.repeat(24_000)}</a>`],
    ['open tags', '<a '.repeat(33_000)],
    ['quotes', `<a ${'b="'.repeat(33_000)}`],
    ['brackets', '<'.repeat(99_000)],
    [
      'laughs',
      `<!DOCTYPE l [${Array.from({ length: 9 }, (_, index) => `<!ENTITY l${index} "&l${index - 1};&l${index - 1};">`).join('')}]><a>&l8;</a>`,
    ],
    ['numeric entities', `<a>${'&#0;'.repeat(20_000)}</a>`],
  ]
  it.each(bombs)('in little time: %s', (_, text) => {
    const start = performance.now()
    expect(() => read(text)).toThrow(FormatException)
    // 50 ms where nothing else runs, minutes where it grows with the square.
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('more than 100,000 characters are 413, with what to do', () => {
    expect(() => read(`<Item><Name>${'x'.repeat(100_000)}</Name></Item>`)).toThrow(HttpError)
    expect(() => read(`<Item><Name>${'x'.repeat(100_000)}</Name></Item>`)).toThrow(/send less, or JSON/)
  })

  it('anything is read or refused, never a fault of ours', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      '<a>',
      '</a>',
      '<Id>',
      '</Id>',
      '<Tags>',
      '</Tags>',
      '&',
      '&#65;',
      '"',
      "='",
      ' x="1"',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!',
      ' ',
      'text',
      '\u0001',
      ':',
      'i:nil="true"',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (parts) => {
        for (const text of [parts.join(''), `<Item>${parts.join('')}</Item>`]) {
          try {
            read(text)
          } catch (error) {
            expect(error).toBeInstanceOf(FormatException)
          }
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('says nothing of what was sent', () => {
    for (const text of ['<secret', '<a><secret></a>', '<a secret=1/>', 'secret', '<a>&secret;</a>', '<a/>secret'])
      expect(() => read(text)).toThrow(/^(?!.*secret)/s)
  })
})
