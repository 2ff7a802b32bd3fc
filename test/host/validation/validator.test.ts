import { setTimeout as delay } from 'node:timers/promises'
import { Type } from 'class-transformer'
import * as cv from 'class-validator'
import {
  ApiMember,
  describe as describeClass,
  type ResponseError,
  ValidateMust,
  ValidateNotEmpty,
  ValidateRequest,
} from '../../../dtos/contract'
import { checkTypeConditions, compileValidator, validatorCompiler } from '../../../host/validator'

const text = () => ApiMember({ type: 'string' })
const make = <T extends object>(target: new () => T, members: object): T => Object.assign(new target(), members)
const paths = (errors: unknown) =>
  ((errors ?? []) as ResponseError[]).map(({ fieldName, errorCode }) => `${fieldName} ${errorCode}`)

class Pet {
  @cv.IsString() @text() kind?: string
}
class Cat extends Pet {
  @cv.IsInt() lives?: number
}
class Dog extends Pet {
  @cv.IsBoolean() barks?: boolean
}
class Owner {
  @ValidateNotEmpty() @text() firstName?: string
  @cv.IsOptional() @cv.ValidateNested() @Type(() => Owner) friend?: Owner
  @cv.IsOptional() @cv.ValidateNested({ each: true }) @Type(() => Owner) friends?: Owner[]
  @cv.IsOptional() @cv.ValidateNested() @ApiMember({ name: 'ByNAME', type: { dictionary: Owner } }) byName?: Record<string, Owner>
  @cv.IsOptional()
  @cv.ValidateNested()
  @Type(() => Pet, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'cat', value: Cat },
        { name: 'dog', value: Dog },
      ],
    },
  })
  pet?: Pet
}

describe('paths (R-5.31)', () => {
  const validate = compileValidator(describeClass(Owner))

  test('in declared names, through objects, lists and dictionaries of recursive types', () => {
    const nobody = make(Owner, {})
    const somebody = make(Owner, { firstName: 'Ann' })
    const request = make(Owner, {
      firstName: 'Bo',
      friend: nobody,
      friends: [somebody, make(Owner, { friends: [nobody] }), null],
      byName: { a: somebody, b: nobody },
    })
    expect(paths(validate(request, 'POST'))).toEqual([
      'Friend.FirstName NotEmpty',
      'Friends[1].FirstName NotEmpty',
      'Friends[1].Friends[0].FirstName NotEmpty',
      'Friends[2] ValidateNested',
      'ByNAME[b].FirstName NotEmpty',
    ])
    const errors = validate(request, 'POST') as ResponseError[]
    expect(errors.map(({ meta }) => meta!.CollectionIndex)).toEqual([undefined, '1', '0', '2', undefined])
    expect(errors[0]).toMatchObject({ message: "'First Name' must not be empty.", meta: { PropertyName: 'First Name' } })
  })

  test('the class that a discriminator chose brings its rules', () => {
    expect(paths(validate(make(Owner, { firstName: 'A', pet: make(Cat, { kind: 'cat', lives: 'x' }) }), 'POST'))).toEqual([
      'Pet.Lives IsInt',
    ])
    expect(paths(validate(make(Owner, { firstName: 'A', pet: make(Dog, { kind: 'dog', lives: 'x' }) }), 'POST'))).toEqual([
      'Pet.Barks IsBoolean',
    ])
  })

  test('keys of the caller are cut', () => {
    const [path] = paths(validate(make(Owner, { firstName: 'A', byName: { ['k'.repeat(5000)]: make(Owner, {}) } }), 'POST'))
    expect(path!.length).toBeLessThan(120)
  })
})

describe('what runs', () => {
  test('conditions are about rules of class-validator alone', () => {
    class Message {
      @cv.IsOptional() @cv.IsInt() @ValidateNotEmpty() n?: number
      @cv.ValidateIf((message: Message) => message.n === 1) @cv.IsString() @text() s?: string
    }
    const validate = compileValidator(describeClass(Message))
    expect(paths(validate(make(Message, {}), 'POST'))).toEqual(['N NotEmpty'])
    expect(paths(validate(make(Message, { n: 1 }), 'POST'))).toEqual(['S IsString'])
    expect(validate(make(Message, { n: 2 }), 'POST')).toBeUndefined()
  })

  test('all rules of all members, whether a value is there first; an option of a rule may hold it back (R-5.30)', () => {
    class Message {
      @cv.IsInt() @cv.IsDefined() @cv.Min(3) @ApiMember({ type: 'int32' }) n?: number
      @cv.IsInt({ validateIf: (message: Message) => message.n !== undefined } as object) m?: number
    }
    const validate = compileValidator(describeClass(Message))
    expect(paths(validate(make(Message, {}), 'POST'))).toEqual(['N NotNull', 'N GreaterThanOrEqual', 'N IsInt'])
    expect(paths(validate(make(Message, { n: 3 }), 'POST'))).toEqual(['M IsInt'])
  })

  test('sets that are no verbs limit nothing; always is always (R-5.38)', () => {
    class Message {
      @cv.IsInt({ groups: ['create'] }) a?: number
      @cv.IsInt({ groups: ['put', 'create'] }) b?: number
      @cv.IsInt({ groups: ['PUT'], always: true }) c?: number
    }
    const validate = compileValidator(describeClass(Message))
    expect(paths(validate(make(Message, {}), 'POST'))).toEqual(['A IsInt', 'C IsInt'])
    expect(paths(validate(make(Message, {}), 'PUT'))).toEqual(['A IsInt', 'B IsInt', 'C IsInt'])
  })

  test('a class without rules takes anything of its own', () => {
    class Empty {}
    expect(compileValidator(describeClass(Empty))(new Empty(), 'POST')).toBeUndefined()
  })

  test('one compiler shares the plans of types, and two know nothing of each other', () => {
    const type = describeClass(Owner)
    const [one, other] = [validatorCompiler({ echoValues: true }), validatorCompiler()]
    const request = make(Owner, { firstName: '' })
    expect((one(type)(request, 'POST') as ResponseError[])[0]!.meta).toHaveProperty('PropertyValue')
    expect((other(type)(request, 'POST') as ResponseError[])[0]!.meta).not.toHaveProperty('PropertyValue')
  })
})

describe('asynchronous rules', () => {
  const later = (name: string, milliseconds: number) =>
    cv.ValidateBy({ name, validator: { validate: (value) => delay(milliseconds, value !== 'bad') } })
  class Message {
    @cv.IsOptional() @later('slow', 20) @text() slow?: string
    @cv.IsOptional() @later('quick', 1) @text() quick?: string
    @cv.IsOptional() @cv.MaxLength(3) @text() plain?: string
    @ValidateMust(async (value) => value !== 'bad') @cv.IsOptional() @text() must?: string
    @cv.IsOptional() @later('each', 1) @cv.ValidateNested({ each: true }) @Type(() => Message) list?: Message[]
  }
  class Plain {
    @cv.IsOptional() @later('slow', 1) @text() slow?: string
  }

  test('are waited for only where one is reached', () => {
    const validate = compileValidator(describeClass(Plain))
    expect(validate(make(Plain, {}), 'POST')).toBeUndefined()
    expect(validate(make(Plain, { slow: 'x' }), 'POST')).toBeInstanceOf(Promise)
  })

  test('keep the order of the rules, whichever ends first', async () => {
    const validate = compileValidator(describeClass(Message))
    const bad = { slow: 'bad', quick: 'bad', plain: 'long', must: 'bad' }
    expect(paths(await validate(make(Message, { ...bad, list: [make(Message, bad)] }), 'POST'))).toEqual([
      'Slow Slow',
      'Quick Quick',
      'Plain MaximumLength',
      'Must AsyncPredicate',
      'List[0].Slow Slow',
      'List[0].Quick Quick',
      'List[0].Plain MaximumLength',
      'List[0].Must AsyncPredicate',
    ])
    expect(await validate(make(Message, { slow: 'x', must: 'x' }), 'POST')).toBeUndefined()
  })

  test('on each item', async () => {
    class Tags {
      @cv.ValidateBy({ name: 'known', validator: { validate: async (value) => value !== 'bad' } }, { each: true })
      @ApiMember({ type: ['string'] })
      tags?: string[]
    }
    expect(paths(await compileValidator(describeClass(Tags))(make(Tags, { tags: ['a', 'bad', 'b', 'bad'] }), 'POST'))).toEqual([
      'Tags[1] Known',
      'Tags[3] Known',
    ])
  })

  test('one that breaks is an error of ours, and no unhandled rejection beside another that throws', async () => {
    class Broken {
      @cv.ValidateBy({ name: 'late', validator: { validate: () => Promise.reject(new Error('late')) } }) @text() a?: string
      @cv.ValidateBy({
        name: 'now',
        validator: {
          validate: (value) => {
            if (value) throw new Error('now')
            return true
          },
        },
      })
      @text()
      b?: string
    }
    const validate = compileValidator(describeClass(Broken))
    await expect(validate(make(Broken, {}), 'POST')).rejects.toThrow('late')
    expect(() => validate(make(Broken, { b: 'x' }), 'POST')).toThrow('now')
    await delay(5)
  })
})

describe('limits (threats 3.1)', () => {
  class Item {
    @cv.IsInt({ message: '$value' }) @ApiMember({ type: 'any' }) n?: unknown
    @cv.IsIn([...'abcdefghij'].map((letter) => letter.repeat(200))) @text() kind?: string
  }
  class Batch {
    @cv.ValidateNested({ each: true }) @Type(() => Item) items?: Item[]
    @cv.IsString({ each: true }) @ApiMember({ type: ['any'] }) tags?: unknown[]
  }
  const validate = compileValidator(describeClass(Batch))
  const bytes = (errors: unknown) =>
    Buffer.byteLength(
      JSON.stringify({ responseStatus: { errorCode: 'IsInt', message: (errors as ResponseError[])[0]!.message, errors } }),
    )

  test('the search ends at 100 failures', () => {
    let calls = 0
    class Counted {
      @cv.ValidateBy({ name: 'no', validator: { validate: () => ++calls < 0 } }, { each: true })
      @ApiMember({ type: ['int32'] })
      n?: number[]
    }
    const errors = compileValidator(describeClass(Counted))(
      make(Counted, { n: Array(20_000).fill(1) }),
      'POST',
    ) as ResponseError[]
    expect([errors.length <= 100, calls]).toEqual([true, 100])
  })

  test.each([
    ['texts', 'x'],
    ['escapes', '\u0000'],
    ['wide characters', '漢'],
    ['astral ones', '🚀'],
  ])('an answer full of %s stays within 16 KB', (_name, unit) => {
    const items = Array.from({ length: 5000 }, () => make(Item, { n: unit.repeat(10_000), kind: 'x' }))
    const errors = validate(make(Batch, { items, tags: items }), 'POST') as ResponseError[]
    expect(errors.length).toBeGreaterThan(1)
    expect(bytes(errors)).toBeLessThan(16 * 1024)
  })

  test('values of the caller are not part of what class-validator decorators say', () => {
    const errors = compileValidator(describeClass(Batch))(
      make(Batch, { items: [], tags: [{ secret: 'hunter2' }, ['hunter2']] }),
      'POST',
    )
    expect(errors).toHaveLength(2)
    expect(JSON.stringify(errors)).not.toContain('hunter2')
  })

  test('what nobody awaits in vain: verdicts to come do not hide failures behind the hundredth', async () => {
    class Slow {
      @cv.ValidateBy({ name: 'fine', validator: { validate: async () => true } }, { each: true })
      @ApiMember({ type: ['int32'] })
      n?: number[]
      @cv.IsInt() last?: number
    }
    expect(paths(await compileValidator(describeClass(Slow))(make(Slow, { n: Array(300).fill(1) }), 'POST'))).toEqual([
      'Last IsInt',
    ])
  })
})

describe('conditions on the whole request (R-5.41)', () => {
  @ValidateRequest((request: Counted) => request.count! > 0, { errorCode: 'NoCount', message: 'Count must be positive' })
  @ValidateRequest((request: Counted) => request.count! < 100, { errorCode: 'TooMany', message: 'Too many', status: 409 })
  @ValidateRequest((request: Counted) => request.count !== 50)
  class Counted {
    @ApiMember({ type: 'int32' }) count?: number
  }
  const type = describeClass(Counted)

  test.each([
    [0, 400, 'NoCount', 'Count must be positive'],
    [100, 409, 'TooMany', 'Too many'],
    [50, 400, 'InvalidRequest', "The specified condition was not met for 'Counted'"],
  ])('%d: the first that fails answers alone', (count, status, errorCode, message) => {
    const error = checkTypeConditions(type, make(Counted, { count }))!
    expect([error.status, error.responseStatus]).toEqual([status, { errorCode, message, errors: [] }])
  })

  test('none is left when all hold', () => expect(checkTypeConditions(type, make(Counted, { count: 1 }))).toBeUndefined())
})
