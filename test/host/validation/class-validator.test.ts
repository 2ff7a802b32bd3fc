import { Type } from 'class-transformer'
import * as cv from 'class-validator'
import fc from 'fast-check'
import { ApiMember, describe as describeClass, type ResponseError } from '../../../dtos/contract'
import { ownRuleNames } from '../../../host/validation/own-rules'
import { sureYes } from '../../../host/validation/sure-yes'
import { compileValidator } from '../../../host/validator'
import { notRules, type Sample, samples } from './decorators'
import { ours, tagged, theirVerdict } from './verdicts'

const odd: readonly unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'a',
  'abc',
  '🚀',
  '1',
  '1.5',
  '-1',
  'true',
  0,
  -0,
  1e-7,
  1.5e-10,
  1,
  -1,
  3,
  1.5,
  1e21,
  Number.NaN,
  Infinity,
  true,
  false,
  10n,
  new Date(0),
  new Date(Number.NaN),
  {},
  { a: 1 },
  [],
  ['a'],
  [undefined],
  [null],
  [1, 'b'],
  new Set(['a']),
  new Set(),
  new Map([['k', 'v']]),
  Symbol('s'),
  new String('abc'),
  'a\u0000b',
  '\ud800',
  'e\uFE0F',
  'x'.repeat(300),
]
const everyValue = samples.flatMap(({ values }) => values)
const values = fc.oneof(
  fc.constantFrom(...everyValue, ...odd),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.integer(),
  fc.double(),
  fc.array(fc.constantFrom(...everyValue, ...odd), { maxLength: 4 }),
  fc.constantFrom(...everyValue).map((value) => new Set([value, 'a'])),
  fc.constantFrom(...everyValue).map(
    (value) =>
      new Map<string, unknown>([
        ['k', value],
        ['l', 1],
      ]),
  ),
)

type Target = new () => Record<string, unknown>

/** A class made of decorators alone; its members are of any type, so that every value reaches the rules. */
function classOf(members: Readonly<Record<string, readonly PropertyDecorator[]>>): Target {
  class Dto {}
  for (const [name, decorators] of Object.entries(members))
    for (const decorator of [...decorators, ApiMember({ type: 'any' })]) decorator(Dto.prototype, name)
  return Dto as unknown as Target
}
const validatorOf = (target: new () => object) => {
  const validate = compileValidator(describeClass(target), { maxErrors: 10_000 })
  return (object: object, verb = 'POST') => ours(validate(object, verb) as ResponseError[] | undefined)
}
/** Where class-validator throws, ours only has to answer. */
const agree = (our: string[], their: string[] | undefined, value: unknown) => {
  if (their && our.join() !== their.join()) expect([value, our]).toEqual([value, their])
}
const instance = (target: Target, members: object) => Object.assign(new target(), members)

describe('class-validator decorators keep their verdicts', () => {
  test('the list of decorators is complete', () => {
    const exported = Object.entries(cv).filter(([name, value]) => /^[A-Z][A-Za-z0-9]*$/.test(name) && typeof value === 'function')
    const classes = ['ValidationError', 'ValidationTypes', 'Validator', 'MetadataStorage']
    const covered = new Set([...samples.map(({ decorator }) => decorator), ...notRules, ...classes])
    expect(exported.map(([name]) => name).filter((name) => !covered.has(name))).toEqual([])
  })

  test('values that class-validator trips over are refused, not an error of ours', () => {
    const target = classOf({
      mail: [cv.IsEmail()],
      bytes: [cv.IsByteLength(1, 9)],
      number: [cv.IsNumber({ maxDecimalPlaces: 3 })],
      fine: [cv.IsNumber({ maxDecimalPlaces: 7 })],
    })
    const members = { mail: '\ud800@b.de', bytes: '\udfff', number: 1e-7, fine: 1e-7 }
    expect(() => cv.validateSync(instance(target, members))).toThrow()
    expect(validatorOf(target)(instance(target, members))).toEqual(['bytes IsByteLength', 'mail Email', 'number IsNumber'])
  })

  describe.each(samples.map((sample) => [sample.written, sample] as const))('@%s', (written, sample) => {
    test.each([false, true])('each: %s', (each) => {
      const target = classOf({ a: [sample.make(tagged(written, { each }))] })
      const validate = validatorOf(target)
      const whole = [sample.values, new Set(sample.values), new Map(sample.values.map((value, at) => [at, value]))]
      for (const value of [...odd, ...sample.values, ...whole, ...everyValue.filter((_, at) => at % 9 === 0)]) {
        const object = instance(target, { a: value })
        agree(validate(object), theirVerdict(object), value)
      }
    })
  })

  test('generated classes: several rules a member, sets, conditions', () => {
    const options = fc.record({
      each: fc.boolean(),
      groups: fc.constantFrom<string[]>([], ['POST'], ['PUT', 'PATCH']),
      always: fc.constantFrom(undefined, true),
    })
    const conditions = fc.constantFrom<PropertyDecorator | undefined>(
      undefined,
      cv.IsOptional(),
      cv.ValidateIf((o) => o.b !== 1),
      cv.Allow(),
    )
    const member = fc.record({
      rules: fc.uniqueArray(fc.tuple(fc.constantFrom<Sample>(...samples), options), {
        maxLength: 3,
        selector: ([sample]) => sample.decorator,
      }),
      condition: conditions,
    })
    fc.assert(
      fc.property(
        fc.record({ a: member, b: member, c: member }),
        fc.array(fc.record({ a: values, b: values, c: values }), { minLength: 1, maxLength: 6 }),
        (shape, objects) => {
          const members = Object.entries(shape).map(([name, { rules, condition }]) => {
            const decorators = rules.map(([sample, said]) => sample.make(tagged(sample.written, said)))
            return [name, condition ? [condition, ...decorators] : decorators] as const
          })
          const target = classOf(Object.fromEntries(members))
          const validate = validatorOf(target)
          for (const members of objects) {
            const object = instance(target, members)
            const verb = ['GET', 'POST', 'PATCH'][objects.length % 3]!
            agree(validate(object, verb), theirVerdict(object, verb), object)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('nested rules', () => {
  class Leaf {
    @cv.IsInt(tagged('isInt')) @cv.Min(1, tagged('min')) @ApiMember({ type: 'any' }) n?: unknown
  }
  class Tree {
    @cv.ValidateNested() @Type(() => Leaf) leaf?: unknown
    @cv.IsOptional() @cv.ValidateNested({ each: true }) @Type(() => Leaf) @ApiMember({ type: [[Leaf]] }) leaves?: unknown
    @cv.IsOptional() @cv.ValidateNested() @Type(() => Tree) tree?: unknown
  }
  const validate = validatorOf(Tree)

  const leaf: fc.Arbitrary<unknown> = values.map((n) => Object.assign(new Leaf(), { n }))
  const junk = fc.constantFrom<unknown>(null, undefined, 'x', 3, [], false)
  const list = fc.array(fc.oneof(leaf, junk, fc.array(fc.oneof(leaf, junk), { maxLength: 3 })), { maxLength: 4 })
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc
      .record(
        {
          leaf: fc.oneof(leaf, junk, fc.array(leaf, { maxLength: 2 })),
          leaves: fc.oneof(
            list,
            list.map((items) => new Set(items)),
            list.map((items) => new Map(items.map((item, at) => [`k${at}`, item]))),
          ),
          tree: fc.oneof({ depthSize: 'small' }, junk, tie('tree')),
        },
        { requiredKeys: [] },
      )
      .map((members) => Object.assign(new Tree(), members)),
  }))

  test('are those of class-validator, in lists, sets and maps of recursive types', () => {
    fc.assert(
      fc.property(tree, (object) => expect(validate(object as object)).toEqual(theirVerdict(object as object))),
      { numRuns: 300 },
    )
  })
})

describe('quick answers', () => {
  test('are recognised for every decorator that they stand for', () => {
    const storage = cv.getMetadataStorage()
    const recognised = new Set<string>()
    for (const sample of samples) {
      const target = classOf({ a: [sample.make()] })
      for (const { name, constraints, constraintCls } of storage.getTargetValidationMetadatas(target, '', false, false)) {
        const { isOwnRule } = jest.requireActual<typeof import('../../../host/validation/own-rules')>(
          '../../../host/validation/own-rules',
        )
        const constraint = storage.getTargetValidatorConstraints(constraintCls)[0]!.instance
        const rule = {
          family: 'classValidator',
          name: name!,
          args: constraints ?? [],
          each: false,
          groups: [],
          always: false,
          async: false,
          constraint,
        } as const
        if (isOwnRule(rule)) recognised.add(rule.name)
      }
    }
    expect([...recognised].sort()).toEqual([...ownRuleNames].sort())
    expect(Object.keys(sureYes).filter((name) => !recognised.has(name))).toEqual([])
  })

  test("leave a stranger's decorator of the same name to its own verdict and text", () => {
    class Odd {
      @ApiMember({ type: 'any' }) n?: unknown
    }
    const isInt = { validate: (value: unknown) => value === 'seven', defaultMessage: () => '$property must be seven' }
    cv.registerDecorator({ name: 'isInt', target: Odd, propertyName: 'n', validator: isInt })
    const validate = compileValidator(describeClass(Odd))
    expect(validate(Object.assign(new Odd(), { n: 'seven' }), 'POST')).toBeUndefined()
    expect(validate(Object.assign(new Odd(), { n: 7 }), 'POST')).toMatchObject([
      { errorCode: 'IsInt', message: 'N must be seven' },
    ])
  })
})
