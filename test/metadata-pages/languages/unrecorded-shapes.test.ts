import {
  generateTypes,
  languageNamed,
  languages,
  type MetadataPropertyType,
  type MetadataType,
  type MetadataTypes,
  readMetadata,
  select,
} from '../../../metadata-pages'
import { namedInside } from '../../../metadata-pages/select'

/** Shapes that no recorded set has: what the rules say of them. */
const facts = { version: '10.15', baseUrl: 'https://desk.example', date: new Date(0) }
const text = (language: string, metadata: MetadataTypes, query: Record<string, string> = {}): string =>
  generateTypes(languageNamed(language)!, metadata, facts, { WithoutOptions: 'true', ...query })

const member = (name: string, type = 'String', more: Partial<MetadataPropertyType> = {}): MetadataPropertyType => ({
  name,
  type,
  namespace: 'System',
  ...more,
})
const type = (name: string, properties: MetadataPropertyType[] = [], more: Partial<MetadataType> = {}): MetadataType => ({
  name,
  namespace: 'Desk',
  implements: [],
  properties,
  ...more,
})
const generic = (name: string, ...genericArgs: string[]): MetadataType =>
  type(`${name}\`${genericArgs.length}`, [member('Value', 'T')], { genericArgs, isGenericTypeDef: true })
const asking = (request: MetadataType): MetadataTypes['operations'][number] => ({ request, actions: ['ANY'], method: 'POST' })
const of = (types: MetadataType[], ...requests: MetadataType[]): MetadataTypes => ({
  namespaces: ['Desk'],
  types,
  operations: requests.map(asking),
})

const marker = (name: string, ...genericArgs: string[]) => ({ name, namespace: 'ServiceStack', genericArgs })
const booking = type('Booking', [member('Room')], { inherits: { name: 'AuditBase', namespace: 'ServiceStack' } })
const create = type('CreateBooking', [member('Room')], { implements: [marker('ICreateDb`1', 'Booking')] })

test.each([
  ['typescript', 'export class AuditBase\n{\n    // @DataMember(Order=1)\n    public createdDate: string;'],
  ['java', 'public static class AuditBase\n    {\n        @DataMember(Order=1)\n        public Date createdDate = null;'],
  ['go', 'type Booking struct {\n\tss.AuditBase\n'],
  ['rust', 'pub audit_base: AuditBase,'],
  ['python', 'class Booking(AuditBase):'],
  ['ruby', 'class Booking < ServiceStack::AuditBase'],
])('%s: the base of audited rows is the product’s (M-6.16)', (language, expected) => {
  expect(text(language, of([booking], create))).toContain(expected)
})

test.each([
  ['typescript', 'export interface ICreateDb<Table>\n{\n}'],
  ['typescript', 'export class CreateBooking implements ICreateDb<Booking>'],
  ['csharp', '        : ICreateDb<Booking>'],
  ['python', 'class CreateBooking(ICreateDb[Booking]):'],
])('%s: a marker of a table is one of the product’s markers (M-6.15)', (language, expected) => {
  expect(text(language, of([booking], create))).toContain(expected)
})

test('a message leads to the table of its marker and to the types that its attributes name (M-6.11)', () => {
  const failing = type('Failing', [], {
    attributes: [{ name: 'ApiResponse', args: [{ name: 'ResponseType', type: 'Type', value: 'typeof(Desk.Failure)' }] }],
  })
  const all = of([booking, type('Failure'), type('Other')], create, failing)
  const printed = (items: string): string[] =>
    [...text('typescript', all, { IncludeTypes: items }).matchAll(/class (\w+)/g)].map(([, name = '']) => name).sort()
  expect(printed('CreateBooking.*')).toEqual(['AuditBase', 'Booking', 'CreateBooking'])
  expect(printed('Failing.*')).toEqual(['Failing', 'Failure'])
})

test.each([
  ['typescript', ['Box_1', 'Boxing_1', 'Crate']],
  ['dart', ['Box1', 'Boxing1', 'Crate']],
  ['rust', ['Box_1', 'Boxing_1', 'Crate']],
  ['csharp', ['Box', 'Boxing', 'Crate']],
])('%s: a name that begins with one of two arities keeps its arity too (M-4.18)', (language, expected) => {
  const found = text(language, of([type('Box'), generic('Box', 'T'), generic('Boxing', 'T'), generic('Crate', 'T')]))
  for (const name of expected) expect(found).toMatch(new RegExp(`\\b(class|struct) ${name}<T>`))
})

test('Python: what a base has as an argument may stand below (M-16.6)', () => {
  const shelf = type('Shelf', [], {
    inherits: { name: 'Dictionary`2', namespace: 'System.Collections.Generic', genericArgs: ['String', 'List<Loan>'] },
  })
  expect(text('python', of([shelf, type('Loan')]))).toContain('class Shelf(Dict[str,List["Loan"]]):')
})

test.each(['php', 'dart', 'go', 'ruby'])('%s: collections start as they do without InitializeCollections (M-6.6)', (language) => {
  const metadata = of([
    type('Lists', [
      member('Names', 'String[]'),
      member('Many', 'List`1', { genericArgs: ['String'] }),
      member('Map', 'Dictionary`2', { genericArgs: ['String', 'Int32'] }),
    ]),
  ])
  expect(text(language, metadata, { InitializeCollections: 'true' })).toBe(text(language, metadata))
})

test.each([
  ['java', 'public String loan = null;', 'public ArrayList<String> loans = null;'],
  ['kotlin', 'open var loan:String? = null', 'open var loans:ArrayList<String>? = null'],
  ['swift', 'public var loan:String?', 'public var loans:[String]?'],
])('%s: an application’s type is a text too where that is asked for (M-6.6)', (language, ...expected) => {
  const metadata = of([
    type('Loan', [member('Title')]),
    type('Shelf', [
      member('Loan', 'Loan', { namespace: 'Desk' }),
      member('Loans', 'List`1', { genericArgs: ['Loan'] }),
      member('Id', 'Guid', { isValueType: true }),
    ]),
  ])
  const found = text(language, metadata, { TreatTypesAsStrings: 'Loan,Guid' })
  for (const line of expected) expect(found).toContain(line)
  expect(found).not.toContain('UUID')
})

test('a type that no message leads to brings the product types that it needs (M-5.20)', () => {
  expect(text('typescript', of([type('Alone', [member('Status', 'ResponseStatus', { namespace: 'ServiceStack' })])]))).toContain(
    'export class ResponseStatus',
  )
})

test('a page selects by names; what stands inside of an argument is told beside the tables (M-7.1, M-7.2)', () => {
  const metadata = of(
    [
      type('Loan', [member('State', 'State', { namespace: 'Desk' })]),
      type('State', [member('Since')]),
      type('Shelf', [member('Id')]),
    ],
    type('Find', [
      member('ByBranch', 'Dictionary`2', { genericArgs: ['String', 'List<Loan>'] }),
      member('Shelves', 'List`1', { genericArgs: ['Shelf'] }),
    ]),
  )
  const names = (types: readonly MetadataType[]): string[] => types.map(({ name }) => name)
  expect(names(select(metadata, metadata.operations[0]!))).toEqual(['Find', 'Shelf'])
  expect(names(namedInside(metadata, metadata.operations[0]!))).toEqual(['Loan', 'State'])
})

test('a host that writes null for what is absent, and one that does not say the method, are read (M-5.2, M-5.11)', () => {
  const said = {
    types: [
      {
        name: 'Kind',
        namespace: 'Desk',
        genericArgs: null,
        inherits: null,
        implements: null,
        isEnum: true,
        properties: null,
        enumNames: ['A', 'B'],
        enumDescriptions: [null, 'words'],
        attributes: [{ name: 'Flags', constructorArgs: null, args: null }],
      },
    ],
    operations: [
      {
        request: {
          name: 'Find',
          namespace: 'Desk',
          properties: [{ name: 'Kind', type: 'Kind', genericArgs: null, dataMember: null }],
        },
        response: null,
        returnType: null,
        routes: null,
        tags: null,
        somethingNew: { of: 'later' },
      },
      { request: { name: 'Get', namespace: 'Desk', implements: [{ name: 'IGet' }], properties: [] }, actions: ['ANY'] },
      { request: { name: 'Put', namespace: 'Desk' }, actions: ['ANY', 'PUT'] },
      { request: { name: 'Ask', namespace: 'Desk', inherits: { name: 'QueryDb`1', genericArgs: ['Kind'] } } },
    ],
  }
  const { metadata } = readMetadata(said)
  expect(metadata.operations.map(({ method }) => method)).toEqual(['POST', 'GET', 'PUT', 'GET'])
  expect(metadata.types[0]?.enumDescriptions).toEqual([null, 'words'])
  for (const { name } of languages) expect(text(name, metadata)).toContain('Find')
})
