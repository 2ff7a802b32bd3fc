import { Namespace, ResponseStatus } from '../../../dtos/contract'
import { ApiMember, DataContract, DataMember, declareEnum, GenericType } from '../../../dtos/contract/api'
import type { Class, Scalar, TypeRef } from '../../../dtos/contract/message-type'
import { OffsetDate } from '../../../dtos/contract/offset-date'
import { xml } from '../../../host/formats/xml'
import { decodeName, encodeName, xmlNameOf } from '../../../host/formats/xml/names'
import { Color, Deep, decimal, dictionary, Item, list, object, Row, Size, scalar } from './shapes'

const prolog = '<?xml version="1.0" encoding="utf-8"?>'
const arrays = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays'
const write = (value: unknown, type?: TypeRef) => (xml.writer(type, { writeNulls: false })(value) as string).replace(prolog, '')
/** Without what every root says. */
const inDesk = (text: string) =>
  text.replace(' xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Desk"', '')

const Rights = declareEnum({ None: 0, Read: 1, Write: 2 }, { name: 'Rights', flags: true })

class Scalars {
  @ApiMember({ type: 'boolean' }) bool?: boolean
  @ApiMember({ type: 'char' }) char?: string
  @ApiMember({ type: 'guid' }) guid?: string
  @ApiMember({ type: 'bytes' }) bytes?: Uint8Array
  @ApiMember({ type: 'timeSpan' }) span?: string
  @ApiMember({ type: 'dateTime' }) when?: Date
  @ApiMember({ type: 'dateTimeOffset' }) offset?: Date
  @ApiMember({ type: 'int64' }) long?: bigint
  @ApiMember({ type: 'double' }) double?: number
  @ApiMember({ type: Rights }) rights?: number
  @ApiMember({ type: Size }) size?: string
  @ApiMember({ type: 'string' }) text?: string
  @ApiMember({ type: 'any' }) any?: unknown
}

@Namespace('Desk.Base')
class Base {
  @ApiMember({ type: 'string' }) zulu?: string
  @ApiMember({ type: 'int32', isOptional: true }) alpha?: number
}
class Derived extends Base {
  @ApiMember({ type: 'string' }) name?: string
  @DataMember({ order: 1 }) @ApiMember({ type: 'string' }) first?: string
  @ApiMember({ type: 'string' }) beta?: string
}

class Answer {
  @ApiMember({ type: 'string' }) result?: string
  @ApiMember({ type: () => ResponseStatus }) responseStatus?: ResponseStatus
}

@DataContract({ name: 'Renamed', namespace: 'urn:desk' })
class Contracted {
  @DataMember({ name: 'kebab-name' }) @ApiMember({ type: 'string' }) kebab?: string
  @DataMember() @ApiMember({ type: 'string' }) plain?: string
  @DataMember({ name: 'a b' }) @ApiMember({ type: 'string' }) blank?: string
  @ApiMember({ type: 'string' }) hidden?: string
}

const page = (item: Class | Scalar): Class => {
  class Page {
    results?: unknown[]
  }
  GenericType('Page`1', () => [item])(Page)
  ApiMember({ type: [item] })(Page.prototype, 'results')
  return Page
}

describe('XML, written (R-4.80)', () => {
  it('is sent as application/xml (R-2.7)', () => {
    expect(xml).toMatchObject({ name: 'xml', contentType: 'application/xml', mediaTypes: ['application/xml', 'text/xml'] })
  })

  it('names of members as declared, by the alphabet; null is there as nil, a value that .NET cannot have as null is not', () => {
    expect(write({ id: 1, name: 'n <&> "q"', price: decimal('1.5'), secret: 1 }, object(Item))).toBe(
      `<Item xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Desk"><Child i:nil="true" /><Id>1</Id><Name>n &lt;&amp;&gt; "q"</Name><Price>1.5</Price><Tags xmlns:d2p1="${arrays}" i:nil="true" /></Item>`,
    )
    expect(inDesk(write({}, object(Item)))).not.toContain('<Id')
  })

  const scalars: [keyof Scalars, unknown, string][] = [
    ['bool', true, '<Bool>true</Bool>'],
    ['char', 'c', '<Char>99</Char>'],
    ['char', '\0', '<Char>0</Char>'],
    ['guid', '0F8FAD5BD9CB469FA16570867728950E', '<Guid>0f8fad5b-d9cb-469f-a165-70867728950e</Guid>'],
    ['bytes', new Uint8Array([1, 2]), '<Bytes>AQI=</Bytes>'],
    ['bytes', new Uint8Array(), '<Bytes></Bytes>'],
    ['span', 'P1DT2H', '<Span>P1DT2H</Span>'],
    ['when', new Date('2024-05-06T00:00:00Z'), '<When>2024-05-06T00:00:00Z</When>'],
    ['when', new Date('2024-05-06T07:08:09.120Z'), '<When>2024-05-06T07:08:09.12Z</When>'],
    ['when', new Date(Number.NaN), '<When i:nil="true" />'],
    ['long', 9007199254740993n, '<Long>9007199254740993</Long>'],
    ['double', 0.1, '<Double>0.1</Double>'],
    // exponents where .NET writes them.
    ['double', 1e17, '<Double>1E+17</Double>'],
    ['double', -1.25e-7, '<Double>-1.25E-07</Double>'],
    ['double', 0.0001, '<Double>0.0001</Double>'],
    ['double', Number.NaN, '<Double>NaN</Double>'],
    ['double', -Infinity, '<Double>-INF</Double>'],
    ['rights', 3, '<Rights>Read Write</Rights>'],
    ['rights', 0, '<Rights>None</Rights>'],
    ['rights', 9, '<Rights>9</Rights>'],
    ['size', 'x-small', '<Size>XSmall</Size>'],
    ['text', '', '<Text></Text>'],
    ['text', 'a\r\nb', '<Text>a&#xD;\nb</Text>'],
    ['text', 'nul\u0001 \ud83d \ufffe', '<Text>nul\ufffd \ufffd \ufffd</Text>'],
    ['text', '🚀]]>', '<Text>🚀]]&gt;</Text>'],
  ]
  it.each(scalars)('%s %p', (name, value, element) => {
    expect(write({ [name]: value }, object(Scalars))).toContain(element)
  })

  it('a date with offset is an instant and minutes', () => {
    const [element] =
      /<Offset .*<\/Offset>/.exec(write({ offset: new OffsetDate(Date.parse('2024-05-06T05:08:09Z'), 120) }, object(Scalars))) ??
      []
    expect(element).toBe(
      '<Offset xmlns:d2p1="http://schemas.datacontract.org/2004/07/System"><d2p1:DateTime>2024-05-06T05:08:09Z</d2p1:DateTime><d2p1:OffsetMinutes>120</d2p1:OffsetMinutes></Offset>',
    )
  })

  it('lists: scalars in the namespace of arrays, objects under their names, empty ones with a blank, nulls as nil', () => {
    expect(write({ tags: ['a', null, ''] }, object(Item))).toContain(
      `<Tags xmlns:d2p1="${arrays}"><d2p1:string>a</d2p1:string><d2p1:string i:nil="true" /><d2p1:string></d2p1:string></Tags>`,
    )
    expect(write({ tags: [] }, object(Item))).toContain(`<Tags xmlns:d2p1="${arrays}" />`)
    expect(write({ child: { tags: ['x'] } }, object(Item))).toContain(
      `<Tags xmlns:d3p1="${arrays}"><d3p1:string>x</d3p1:string></Tags>`,
    )
    expect(inDesk(write([{ id: 1 }, null], list(object(Row))))).toMatch(
      /^<ArrayOfRow><Row>.*<Id>1<\/Id>.*<\/Row><Row i:nil="true" \/><\/ArrayOfRow>$/,
    )
    expect(write([[1], []], list(list(scalar('int32'))))).toBe(
      `<ArrayOfArrayOfint xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${arrays}"><ArrayOfint><int>1</int></ArrayOfint><ArrayOfint /></ArrayOfArrayOfint>`,
    )
  })

  it('dictionaries: an entry each, nulls too', () => {
    expect(write({ k: 'v', n: null }, dictionary(scalar('string')))).toContain(
      '<KeyValueOfstringstring><Key>k</Key><Value>v</Value></KeyValueOfstringstring><KeyValueOfstringstring><Key>n</Key><Value i:nil="true" /></KeyValueOfstringstring>',
    )
    const colors: TypeRef = {
      kind: 'dictionary',
      key: { kind: 'enum', type: { name: 'Color', namespace: 'Desk', flags: false, members: [{ name: 'Red', value: 0 }] } },
      value: scalar('int32'),
    }
    expect(write({ [Color.Red]: 1 }, colors)).toContain('<Key>Red</Key><Value>1</Value>')
  })

  it('a base class stands first, in its own namespace; members with an order stand last (R-4.81)', () => {
    expect(inDesk(write({ zulu: 'z', name: 'n', first: 'f', beta: 'b' }, object(Derived)))).toBe(
      '<Derived><Alpha xmlns="http://schemas.datacontract.org/2004/07/Desk.Base" i:nil="true" /><Zulu xmlns="http://schemas.datacontract.org/2004/07/Desk.Base">z</Zulu><Beta>b</Beta><Name>n</Name><First>f</First></Derived>',
    )
  })

  it('a contract has its own name, namespace and member names', () => {
    expect(write({ kebab: 'k', plain: 'p', blank: 'b', hidden: 'no' }, object(Contracted))).toBe(
      '<Renamed xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:desk"><Plain>p</Plain><a_x0020_b>b</a_x0020_b><kebab-name>k</kebab-name></Renamed>',
    )
  })

  it('a type from another namespace has its prefix; the framework’s own keep their order (R-5.1)', () => {
    const responseStatus = { errorCode: 'E', message: 'M', errors: [] }
    expect(inDesk(write({ responseStatus }, object(Answer)))).toBe(
      `<Answer><ResponseStatus xmlns:d2p1="http://schemas.servicestack.net/types"><d2p1:ErrorCode>E</d2p1:ErrorCode><d2p1:Message>M</d2p1:Message><d2p1:StackTrace i:nil="true" /><d2p1:Errors /><d2p1:Meta xmlns:d3p1="${arrays}" i:nil="true" /></ResponseStatus><Result i:nil="true" /></Answer>`,
    )
  })

  it('an error of any reply is the reference’s document (R-5.20)', () => {
    const errors = [{ errorCode: 'F', fieldName: 'Id', message: 'no', meta: { k: 'v' } }]
    expect(write({ responseStatus: { errorCode: 'E', message: 'M', errors } })).toBe(
      `<ErrorResponse xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.servicestack.net/types"><ResponseStatus><ErrorCode>E</ErrorCode><Message>M</Message><StackTrace i:nil="true" /><Errors><ResponseError><ErrorCode>F</ErrorCode><FieldName>Id</FieldName><Message>no</Message><Meta xmlns:d5p1="${arrays}"><d5p1:KeyValueOfstringstring><d5p1:Key>k</d5p1:Key><d5p1:Value>v</d5p1:Value></d5p1:KeyValueOfstringstring></Meta></ResponseError></Errors><Meta xmlns:d3p1="${arrays}" i:nil="true" /></ResponseStatus></ErrorResponse>`,
    )
  })

  it('generic names carry a hash of foreign namespaces', () => {
    const wire = (type: TypeRef) => JSON.parse(JSON.stringify(type).replaceAll('"Desk"', '"Wire"')) as TypeRef
    const item: TypeRef = { kind: 'object', type: { name: 'Item', namespace: 'Wire' } as never }
    expect(xmlNameOf(dictionary(item)).name).toBe('ArrayOfKeyValueOfstringItemblc8c9kO')
    expect(xmlNameOf(dictionary(list(scalar('int32')))).name).toBe('ArrayOfKeyValueOfstringArrayOfintty7Ep6D1')
    expect(
      xmlNameOf(wire({ kind: 'object', type: { name: 'P', namespace: 'Desk', generic: { name: 'P`1', args: [item] } } as never }))
        .name,
    ).toBe('POfItemzy_SAHo5V')
    expect(write({ results: [] }, object(page('int32')))).toMatch(/^<PageOfint /)
    expect(write({ results: [{ id: 1 }] }, object(page(Item)))).toMatch(/^<PageOfItem\S{8} /)
  })

  it('scalars alone are in the namespace of .NET’s serialization (R-2.11)', () => {
    expect(write(5, scalar('int32'))).toBe('<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/">5</int>')
    expect(write(null, object(Item))).toBe('')
  })

  it('anything says its type', () => {
    const schema = 'xmlns:d2p1="http://www.w3.org/2001/XMLSchema"'
    const any = (value: unknown) =>
      /<Any.*(?:<\/Any>|\/>)/.exec(write({ any: value }, object(Scalars)))![0].replace(/<Bool.*/, '')
    expect(any('x')).toContain(`<Any ${schema} i:type="d2p1:string">x</Any>`)
    expect(any(1.5)).toContain(`<Any ${schema} i:type="d2p1:double">1.5</Any>`)
    expect(any(2 ** 40)).toContain(`i:type="d2p1:long">1099511627776</Any>`)
    expect(any([1, 2])).toContain(
      `<Any xmlns:d2p1="${arrays}" i:type="d2p1:ArrayOfint"><d2p1:int>1</d2p1:int><d2p1:int>2</d2p1:int></Any>`,
    )
    expect(any([1, 'a', [null]])).toContain('i:type="d3p1:string">a</d2p1:anyType>')
    expect(any({ a: '1' })).toContain('i:type="d2p1:ArrayOfKeyValueOfstringstring"')
    expect(any({ a: 1, b: undefined })).toContain('<d2p1:Key>a</d2p1:Key>')
  })

  it('replies of unknown type are what .NET would call them; instances go by their class', () => {
    expect(write([1, 2])).toBe(
      `<ArrayOfint xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="${arrays}"><int>1</int><int>2</int></ArrayOfint>`,
    )
    expect(write([{ b: '1' }, { c: 3 }])).toMatch(/^<ArrayOfArrayOfKeyValueOfstringanyType /)
    expect(write({ code: 'x', message: 'y' })).toMatch(/^<ArrayOfKeyValueOfstringstring /)
    expect(write(new Item({ id: 1 }))).toMatch(/^<Item .*<Id>1<\/Id>/)
    class Unsaid {
      zed = 1
      name = 'n'
    }
    expect(write(new Unsaid())).toMatch(/^<Unsaid .*<Name .*>n<\/Name><Zed .*>1<\/Zed><\/Unsaid>$/)
  })

  it('deep values and cycles are faults, not answers (R-4.13)', () => {
    const deep = (levels: number): object => (levels === 1 ? { value: 1 } : { next: deep(levels - 1) })
    expect(() => write(deep(50), object(Deep))).not.toThrow()
    expect(() => write(deep(51), object(Deep))).toThrow(/deeper than 50/)
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(() => write({ any: cycle }, object(Scalars))).toThrow(/deeper than 50/)
  })

  it.each(['Plain', 'a b', '1st', '_x0041_', 'é-ü.z', 'a:b', '$x', '🚀'])(
    'the name %p is an XML name, and reads back',
    (name) => {
      expect(encodeName(name)).toMatch(/^[\p{L}_][\p{L}\p{N}_.-]*$/u)
      expect(decodeName(encodeName(name))).toBe(name)
    },
  )
})
