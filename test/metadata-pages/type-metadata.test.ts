import { parseSync } from '@swc/core'
import { IsEnum, IsOptional } from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  ApiAllowableRange,
  ApiMember,
  type Class,
  DataMember,
  declareEnum,
  ExcludeMetadata,
  GenericType,
  type MemberKind,
  Namespace,
  RequiredRole,
  RequiredScope,
  Returns,
  ReturnsVoid,
  Route,
  Tag,
  ValidateHasRole,
  ValidateLength,
  ValidateRegularExpression,
  Verb,
} from '../../dtos/contract'
import { generateTypes, languages, type MetadataType, metadataPages, typeMetadata } from '../../metadata-pages'
import { catalogOf } from './evo-catalog'

enum Colour {
  Red = 'Red',
  Green = 'Green',
}
declareEnum(Colour, { name: 'Colour', description: 'What it looks like', descriptions: { Red: 'Like fire' } })
enum Rights {
  None = 0,
  Read = 1,
  Write = 2,
}
declareEnum(Rights, { name: 'Rights', flags: true })
enum Size {
  Small = 10,
  Large = 20,
}
declareEnum(Size, { name: 'Size' })

class Base {
  @ApiMember('Who has it', { isRequired: true, type: 'string' })
  owner!: string
}

class Thing extends Base {
  @DataMember({ name: '_id', order: 1 })
  @ApiMember({ type: 'int64' })
  id!: bigint

  @ApiMember({ type: 'decimal' })
  price!: Decimal

  @IsOptional()
  @ApiMember({ type: 'double' })
  weight?: number

  @ApiMember({ type: { dictionary: 'int32' } })
  counts!: Record<string, number>

  @IsEnum(Colour)
  @ApiMember({ type: Colour })
  colour!: Colour

  @IsOptional()
  @ApiMember({ type: Rights })
  rights?: Rights

  @ApiMember({ type: [Size] })
  sizes!: Size[]

  @ExcludeMetadata()
  @ApiMember({ type: 'string' })
  secret!: string
}

const pageOf = <T>(item: Class<T>) => {
  @GenericType('Page`1', () => [item as MemberKind])
  class Page {
    @ApiMember({ type: 'int32' })
    offset!: number

    @ApiMember({ type: [item] as MemberKind })
    items!: T[]
  }
  return Page
}

@Route('/things/{Owner}', 'GET', { summary: 'Things of one', notes: 'Slow' })
@Route('/things', 'POST', { priority: -1 })
@Verb('GET')
@Tag('things', 'stock')
@RequiredRole('Keeper')
@RequiredScope('things:read')
@ValidateHasRole('Clerk')
class FindThings extends Returns(pageOf(Thing)) {
  @ApiMember('Whose', { parameterType: 'path', dataType: 'text' })
  @ValidateLength(2, 40)
  @ValidateRegularExpression('^[a-z]+$')
  owner!: string

  @ApiAllowableRange(1, 10)
  @IsOptional()
  @ApiMember({ type: 'int32' })
  stars?: number
}

@Route('/things/{Owner}', 'DELETE')
class DropThings extends ReturnsVoid() {
  @ApiMember({ type: 'string' })
  owner!: string
}

@Namespace('Other')
@ExcludeMetadata()
class Hidden extends ReturnsVoid() {}

const catalog = catalogOf([FindThings, DropThings, Hidden])
const metadata = typeMetadata(catalog)
const typeCalled = (name: string): MetadataType => {
  const found = metadata.types.find((type) => type.name === name)
  if (!found) throw new Error(`No ${name}; there is ${metadata.types.map((type) => type.name).join(', ')}`)
  return found
}
const member = (type: MetadataType, name: string) => type.properties?.find((property) => property.name === name)

describe('type metadata of a catalog', () => {
  test('operations: verbs, routes, rights, tags; what is excluded is not there (M-5.11)', () => {
    expect(metadata.operations.map(({ request }) => request.name)).toEqual(['FindThings', 'DropThings'])
    expect(metadata.operations[0]).toMatchObject({
      method: 'GET',
      returnType: { name: 'Page`1', genericArgs: ['Thing'] },
      requiresAuth: true,
      requiredRoles: ['Keeper', 'Clerk'],
      requiredPermissions: ['things:read'],
      tags: ['things', 'stock'],
      request: { implements: [{ name: 'IGet' }] },
    })
    expect(metadata.operations[0]?.routes).toEqual(
      expect.arrayContaining([
        { path: '/things/{Owner}', verbs: 'GET', summary: 'Things of one', notes: 'Slow' },
        { path: '/things', verbs: 'POST' },
      ]),
    )
    expect(metadata.operations[1]).toMatchObject({ returnsVoid: true, method: 'DELETE' })
    expect(metadata.operations[1]).not.toHaveProperty('response')
  })

  test('members: value types, nullables, collections, data members, required (M-5.14 to M-5.17)', () => {
    const thing = typeCalled('Thing')
    expect(thing.inherits).toEqual({ name: 'Base', namespace: 'EvoVoice.ServiceModel' })
    expect(thing.properties?.map(({ name }) => name)).toEqual(['Id', 'Price', 'Weight', 'Counts', 'Colour', 'Rights', 'Sizes'])
    expect(member(thing, 'Id')).toEqual({
      name: 'Id',
      type: 'Int64',
      namespace: 'System',
      isValueType: true,
      isPrimaryKey: true,
      dataMember: { name: '_id', order: 1 },
    })
    expect(member(thing, 'Weight')).toMatchObject({ type: 'Nullable`1', isValueType: true, genericArgs: ['Double'] })
    expect(member(thing, 'Counts')).toMatchObject({ type: 'Dictionary`2', genericArgs: ['String', 'Int32'] })
    expect(member(thing, 'Rights')).toMatchObject({ type: 'Nullable`1', isEnum: true, genericArgs: ['Rights'] })
    expect(member(thing, 'Sizes')).toMatchObject({ type: 'List`1', genericArgs: ['Size'], allowableValues: ['Small', 'Large'] })
    expect(member(typeCalled('Base'), 'Owner')).toMatchObject({ isRequired: true, description: 'Who has it' })
  })

  test('rules of ServiceStack’s are attributes, class-validator’s are not (M-4.12)', () => {
    const owner = member(metadata.operations[0]!.request, 'Owner')
    expect(owner).toMatchObject({ paramType: 'path', displayType: 'text' })
    const validators = owner?.attributes?.filter(({ name }) => name === 'Validate').map(({ args }) => args?.[0]?.value)
    expect(validators).toEqual(['Length(2,40)', 'RegularExpression(′^[a-z]+$′)'])
    expect(member(metadata.operations[0]!.request, 'Stars')).toMatchObject({ allowableMin: 1, allowableMax: 10 })
    expect(metadata.operations[0]?.request.attributes).toMatchObject([
      { name: 'ValidateRequest', args: [{ value: 'HasRole(`Clerk`)' }] },
    ])
  })

  test('enums: names always, values where they are not 0 to n − 1, descriptions where there are some (M-5.13)', () => {
    expect(typeCalled('Colour')).toMatchObject({
      isEnum: true,
      enumNames: ['Red', 'Green'],
      enumDescriptions: ['Like fire', null],
      description: 'What it looks like',
    })
    expect(typeCalled('Colour')).not.toHaveProperty('enumValues')
    expect(typeCalled('Size')).toMatchObject({ enumNames: ['Small', 'Large'], enumValues: ['10', '20'] })
    expect(typeCalled('Rights')).toMatchObject({ isEnumInt: true, enumValues: ['0', '1', '2'], attributes: [{ name: 'Flags' }] })
  })

  test('a factory’s class is the definition among the types and closed as a response (M-7.4)', () => {
    expect(typeCalled('Page`1')).toMatchObject({ genericArgs: ['T'], isGenericTypeDef: true })
    expect(member(typeCalled('Page`1'), 'Items')).toMatchObject({ type: 'List`1', genericArgs: ['T'] })
    expect(member(metadata.operations[0]!.response!, 'Items')).toMatchObject({ genericArgs: ['Thing'] })
  })

  test('is plain JSON: nothing of ours, no nulls but in descriptions of enums (M-5.2)', () => {
    expect(JSON.parse(JSON.stringify(metadata))).toEqual(metadata)
  })
})

describe('its programs', () => {
  const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }
  const text = (name: string): string => generateTypes(languages.find((language) => language.name === name)!, metadata, facts)

  test('TypeScript has each type once, what is needed first, and the closed response where it is made', () => {
    const code = text('typescript')
    const declared = [...code.matchAll(/^export (?:class|enum|interface) (\w+)/gm)].map(([, name]) => name)
    expect(declared).toEqual([
      'IReturn',
      'IReturnVoid',
      'IGet',
      'Page',
      'Base',
      'Colour',
      'Rights',
      'Size',
      'Thing',
      'FindThings',
      'DropThings',
    ])
    expect(code).toContain('export class FindThings implements IReturn<Page<Thing>>, IGet')
    expect(code).toContain('    // @DataMember(Name="_id", Order=1)\n    public _id: number;')
    expect(code).toContain('createResponse() { return new Page<Thing>(); }')
    expect(() => parseSync(code, { syntax: 'typescript' })).not.toThrow()
  })

  test('JavaScript and Python know the same members by the wire’s names', () => {
    expect(text('mjs')).toContain('/** @param {{_id?:number,price?:number,weight?:number,')
    expect(text('python')).toContain("    id: int = field(metadata=config(field_name='_id'), default=0)\n")
    expect(text('python')).toContain('    items: Optional[List[T]] = None\n')
  })
})

test('pages put routes in order of their priority, and show a closed response (M-2.6, M-7.4)', () => {
  const body = metadataPages(catalog).operation('json', 'FindThings', '', 'https://evo.example')?.body.replace(/<wbr>/g, '') ?? ''
  expect([...body.matchAll(/<\/span><\/th><th>([^<]*)/g)].map(([, path]) => path)).toEqual(['/things', '/things/{Owner}'])
  expect(body).toContain('<h4>Valid Range: 1 - 10</h4>')
  expect(body).toContain('Things of one')
  expect(body).toContain('<i>Slow</i>')
  expect(body).not.toContain('Secret')
})
