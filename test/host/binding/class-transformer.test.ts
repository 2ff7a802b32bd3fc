import { Exclude, Expose, plainToInstance, Transform, Type } from 'class-transformer'
import { IsArray, IsBoolean, IsDate, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator'
import { ApiMember, describe as describeClass, HttpError } from '../../../dtos/contract'
import { type BindInput, compileBinder } from '../../../host/binder'

const none: BindInput = { query: '', contentKind: 'none', predefined: false }
const fromQuery = (target: new () => object, query: string): any => compileBinder(describeClass(target)).bind({ ...none, query })
const fromBody = (target: new () => object, tree: object): any =>
  compileBinder(describeClass(target)).bind({ ...none, contentKind: 'tree', tree })

class Search {
  @IsOptional() @IsString() @Transform(({ value }) => (typeof value === 'string' ? value.trim() : value)) name?: string
  @IsOptional() @IsBoolean() @Transform(({ value }) => value === 'true' || value === true) active?: boolean
  @IsOptional()
  @IsArray()
  @ApiMember({ type: ['string'] })
  @Transform(({ value }) => (Array.isArray(value) ? value : value.split('|')))
  tags?: string[]
  @IsOptional() @IsInt() @Transform(({ value }) => Number.parseInt(value, 10)) page?: number
  @IsOptional() @IsInt() @Type(() => Number) @Transform(({ value }) => value + 1) next?: number
  @IsOptional() @IsDate() @Type(() => Date) @Transform(({ value }) => new Date(value.getTime() + 1000)) at?: Date
  @IsOptional() @IsString() @Transform(({ obj, key }) => `${key} of ${obj.name ?? obj.Name}`) label?: string
  @IsOptional() @IsString() @Transform(({ value }) => value.toUpperCase()) @Transform(({ value }) => `${value}!`) loud?: string
}

describe('@Transform functions are called as class-transformer calls them', () => {
  const plain = {
    name: ' x ',
    active: 'true',
    tags: 'a|b',
    page: '12abc',
    next: '5',
    at: '2024-05-06T00:00:00.000Z',
    label: 'l',
    loud: 'hey',
  }

  test('in a body and in a query, with the same results', () => {
    const theirs = plainToInstance(Search, plain)
    expect(fromBody(Search, plain)).toEqual(theirs)
    expect(fromQuery(Search, new URLSearchParams(plain).toString())).toEqual(theirs)
  })
  test('what they see', () => {
    const seen: unknown[] = []
    class Watched {
      @IsOptional()
      @IsString()
      @Transform((params) => {
        seen.push(params)
        return params.value
      })
      name?: string
    }
    plainToInstance(Watched, { name: 'x' })
    fromBody(Watched, { name: 'x' })
    fromQuery(Watched, 'name=x')
    const [theirs, body, query] = seen as any[]
    for (const ours of [body, query]) {
      expect({ ...ours, options: undefined }).toEqual({ ...theirs, options: undefined })
      expect(ours.options).toMatchObject({ enableImplicitConversion: false, exposeUnsetFields: true })
    }
  })
  test("what they trip over is the caller's error; an error of ours stays", () => {
    class Picky {
      @IsOptional() @IsString() @Transform(({ value }) => value.trim()) name?: string
      @IsOptional()
      @IsString()
      @Transform(() => {
        throw new HttpError(409, 'Taken', 'Somebody has it.')
      })
      taken?: string
    }
    expect(() => fromBody(Picky, { name: 5 })).toThrow(
      expect.objectContaining({ status: 400, errorCode: 'SerializationException' }),
    )
    expect(() => fromBody(Picky, { taken: 'x' })).toThrow(expect.objectContaining({ status: 409, errorCode: 'Taken' }))
  })
  test('what they give is read like what is sent', () => {
    class Numbers {
      @IsOptional() @IsInt() @Transform(({ value }) => String(value).trim()) n?: number
      @IsOptional() @IsInt() @Transform(() => Number.NaN) bad?: number
      @IsOptional() @IsInt() @Transform(() => undefined) gone?: number
    }
    expect(fromBody(Numbers, { n: ' 5 ' })).toEqual({ n: 5 })
    expect(fromQuery(Numbers, 'n=5&gone=1')).toEqual({ n: 5 })
    expect(() => fromQuery(Numbers, 'bad=1')).toThrow(expect.objectContaining({ status: 400 }))
  })
})

describe('names and absences', () => {
  class Account {
    @IsOptional() @IsString() @Expose({ name: 'account_id' }) accountId?: string
    @IsOptional() @IsString() @Exclude({ toClassOnly: true }) passwordHash?: string
    @IsOptional() @IsString() @Exclude() secret?: string
    @IsOptional() @IsString() @Exclude({ toPlainOnly: true }) password?: string
    @IsOptional() @IsString() @Expose({ toPlainOnly: true }) shown?: string
  }
  test('@Expose gives the name, @Exclude keeps out', () => {
    const plain = { account_id: 'a', passwordHash: 'x', secret: 'x', password: 'p', shown: 'x' }
    expect({ ...fromBody(Account, plain) }).toEqual({ accountId: 'a', password: 'p' })
    expect({ ...fromQuery(Account, 'account_id=a&passwordHash=x&secret=x&password=p&shown=x') }).toEqual({
      accountId: 'a',
      password: 'p',
    })
  })
})

abstract class Shape {
  @IsOptional() @IsString() kind?: string
}
class Circle extends Shape {
  @IsInt() radius!: number
}
class Square extends Shape {
  @IsInt() side!: number
}
const subTypes = [
  { name: 'circle', value: Circle },
  { name: 'square', value: Square },
]

class Drawing {
  @IsOptional() @ValidateNested() @Type(() => Shape, { discriminator: { property: 'kind', subTypes } }) shape?: Shape
  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Shape, { keepDiscriminatorProperty: true, discriminator: { property: 'kind', subTypes } })
  shapes?: Shape[]
}

describe('@Type with a discriminator', () => {
  test('the named property selects the class', () => {
    for (const drawing of [
      fromBody(Drawing, {
        shape: { kind: 'circle', radius: 2 },
        shapes: [
          { side: 1, kind: 'square' },
          { kind: 'circle', radius: 3 },
        ],
      }),
      fromQuery(
        Drawing,
        `shape=${encodeURIComponent('{kind:circle,radius:2}')}&shapes=${encodeURIComponent('[{"kind":"square","side":1},{"kind":"circle","radius":3}]')}`,
      ),
    ]) {
      expect(drawing.shape).toBeInstanceOf(Circle)
      expect({ ...drawing.shape }).toEqual({ radius: 2 })
      expect(drawing.shapes.map((shape: Shape) => [shape.constructor, { ...shape }])).toEqual([
        [Square, { side: 1, kind: 'square' }],
        [Circle, { radius: 3, kind: 'circle' }],
      ])
    }
  })
  test.each([[{ kind: 'zzz' }], [{ kind: { a: 1 } }], [{ kind: '__proto__' }]])('%j is refused (stack.md 3)', (shape) => {
    expect(() => fromBody(Drawing, { shape })).toThrow(
      expect.objectContaining({ status: 400, details: { errors: [expect.objectContaining({ fieldName: 'shape.kind' })] } }),
    )
  })
  test('without the property it is the base class, as class-transformer has it', () => {
    const theirs = plainToInstance(Drawing, { shape: {} })
    expect(fromBody(Drawing, { shape: {} }).shape.constructor).toBe(theirs.shape?.constructor)
  })
  test('a value of the class that was selected is checked as such', () => {
    expect(() => fromBody(Drawing, { shapes: [{ kind: 'circle', radius: 'x' }] })).toThrow(
      expect.objectContaining({ details: { errors: [expect.objectContaining({ fieldName: 'shapes[0].radius' })] } }),
    )
  })
})
