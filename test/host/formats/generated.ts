import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { ApiMember, declareEnum } from '../../../dtos/contract/api'
import { decimalText, parseDecimal } from '../../../dtos/contract/decimal'
import { describe as modelOf } from '../../../dtos/contract/describe'
import type { MemberKind } from '../../../dtos/contract/member-kind'
import type { Class, MessageType, Scalar } from '../../../dtos/contract/message-type'
import { isStorableText } from '../../../host/binding/storable-text'

// DTO classes that nobody wrote, with values for them: what every format must carry there and back.

export const Hue = declareEnum({ Red: 0, Green: 1, DarkBlue: 5 }, { name: 'Hue', memberValues: { DarkBlue: 'dark-blue' } })
export const Rights = declareEnum({ None: 0, Read: 1, Write: 2, Admin: 4 }, { name: 'Rights', flags: true })

type Shape =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'enum'; readonly values: typeof Hue | typeof Rights }
  | { readonly kind: 'list'; readonly item: Shape }
  | { readonly kind: 'dictionary'; readonly value: Shape }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Shape>> }

const awkward = [
  '"',
  ',',
  ':',
  '{',
  '}',
  '[',
  ']',
  '\n',
  '\r',
  '\r\n',
  '\t',
  ' ',
  "'",
  '&',
  '<',
  '>',
  ']]>',
  '&amp;',
  '=',
  '\\',
  '\u2028',
  '\u0001',
  'é',
  '🚀',
  'null',
  'True',
  '{a:1}',
  '[1,2]',
  '""',
]
const text = fc
  .oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...awkward, 'a', 'b'), { maxLength: 6 }).map((parts) => parts.join('')),
  )
  .filter(isStorableText)
const date = fc.date({ min: new Date('0002-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true })

const scalarValues: Readonly<Partial<Record<Scalar, fc.Arbitrary<unknown>>>> = {
  string: text,
  boolean: fc.boolean(),
  char: fc.string({ minLength: 1, maxLength: 1, unit: 'binary-ascii' }).filter((unit) => unit !== '\0'),
  sbyte: fc.integer({ min: -128, max: 127 }),
  byte: fc.integer({ min: 0, max: 255 }),
  int32: fc.integer(),
  uint32: fc.nat(),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  uint64: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  float: fc.float({ noNaN: true, noDefaultInfinity: true }),
  decimal: fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(99_999))
    .map(([whole, part]) => parseDecimal(`${whole}.${part}`)!),
  dateTime: date,
  dateTimeOffset: date,
  date: date.map((day) => day.toISOString().slice(0, 10)),
  timeSpan: fc.constantFrom('PT0S', 'PT1H30M', 'P1D', '-PT2H', 'P1DT2H3M4.005S'),
  guid: fc.uuid(),
  uri: fc.constantFrom('http://a.example/x?y=1,2&z=[3]', 'urn:a:b', 'mailto:a@b.example'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => new Uint8Array(bytes)),
}
const scalars = Object.keys(scalarValues) as Scalar[]

const { shape } = fc.letrec<{ shape: Shape; leaf: Shape }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom(...scalars).map((scalar) => ({ kind: 'scalar' as const, scalar })),
    fc.constantFrom(Hue, Rights).map((values) => ({ kind: 'enum' as const, values })),
  ),
  shape: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    tie('shape').map((item) => ({ kind: 'list' as const, item })),
    tie('shape').map((value) => ({ kind: 'dictionary' as const, value })),
    members(tie('shape')),
  ),
}))

function members(of: fc.Arbitrary<Shape>): fc.Arbitrary<Extract<Shape, { kind: 'object' }>> {
  const name = fc.constantFrom('id', 'name', 'aBC', 'urlPath', 'under_score', 'items', 'tags', 'map', 'value')
  return fc.dictionary(name, of, { minKeys: 1, maxKeys: 4 }).map((found) => ({ kind: 'object' as const, members: { ...found } }))
}

let made = 0
function classOf(found: Extract<Shape, { kind: 'object' }>): Class {
  const target = { [`Made${++made}`]: class {} }[`Made${made}`]!
  for (const [name, member] of Object.entries(found.members))
    ApiMember({ type: kindOf(member), isOptional: true })(target.prototype, name)
  return target
}

function kindOf(found: Shape): MemberKind {
  if (found.kind === 'scalar') return found.scalar
  if (found.kind === 'enum') return found.values
  if (found.kind === 'list') return [kindOf(found.item)]
  return found.kind === 'dictionary' ? { dictionary: kindOf(found.value) } : classOf(found)
}

const key = text.filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name))

function valueOf(found: Shape): fc.Arbitrary<unknown> {
  if (found.kind === 'scalar') return scalarValues[found.scalar]!
  if (found.kind === 'enum') return found.values === Hue ? fc.constantFrom(0, 1, 5) : fc.integer({ min: 0, max: 7 })
  if (found.kind === 'list') return fc.array(valueOf(found.item), { maxLength: 3 })
  if (found.kind === 'dictionary')
    return fc.dictionary(key, valueOf(found.value), { maxKeys: 3 }).map((entries) => ({ ...entries }))
  return fc.record(Object.fromEntries(Object.entries(found.members).map(([name, member]) => [name, valueOf(member)])), {
    requiredKeys: [],
  })
}

/** A class' model, and a value of it. */
export const dto: fc.Arbitrary<{ readonly type: MessageType; readonly value: Record<string, unknown> }> = members(shape).chain(
  (found) => {
    const type = modelOf(classOf(found), { namespace: 'Made' })
    return valueOf(found).map((value) => ({ type, value: value as Record<string, unknown> }))
  },
)

/** What two values that mean the same have in common; `texts` says what becomes of a text on its way. */
export function meaning(value: unknown, texts: (text: string) => unknown = (text) => text): unknown {
  if (typeof value === 'string') return texts(value)
  if (typeof value === 'number') return value + 0
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Date) return `date ${value.getTime()}`
  if (Decimal.isDecimal(value)) return `decimal ${decimalText(value)}`
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return value.map((item) => meaning(item, texts))
  const entries = Object.entries(value).map(([name, item]) => [texts(name) ?? name, meaning(item, texts)] as const)
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined && item !== null))
}
