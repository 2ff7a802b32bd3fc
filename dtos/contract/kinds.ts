import { Decimal } from 'decimal.js'
import type { Evidence } from './evidence'
import type { EnumObject, MemberKind } from './member-kind'
import { type Scalar, scalars, type TypeRef } from './message-type'

/** Turns kinds into type references; what it cannot is a fault's text. */
export interface KindReader {
  object(target: Function): TypeRef
  enumeration(values: EnumObject): TypeRef
}

/** A reason, with the fix, why a member's type is not certain. */
export class Uncertain extends Error {}

const scalarNames: ReadonlySet<string> = new Set(scalars)
const scalar = (name: Scalar): TypeRef => ({ kind: 'scalar', scalar: name })

/** The classes whose meaning the compilers agree on (stack.md 5.3). */
const plainClasses = new Map<unknown, TypeRef>([
  [String, scalar('string')],
  [Number, scalar('double')],
  [Boolean, scalar('boolean')],
  [BigInt, { kind: 'scalar', scalar: 'int64', as: 'bigint' }],
  [Date, scalar('dateTime')],
  [Uint8Array, scalar('bytes')],
  [Buffer, scalar('bytes')],
  [Decimal, scalar('decimal')],
])

/** What a class-validator rule says of the value's kind; rules that are not here say nothing. */
const saysKind: Readonly<Record<string, Scalar>> = Object.fromEntries([
  ['isInt', 'int32'],
  ...['isNumber', 'isPositive', 'isNegative', 'isDivisibleBy', 'min', 'max', 'isLatitude', 'isLongitude'].map(
    (name) => [name, 'double'] as const,
  ),
  ['isBoolean', 'boolean'],
  ...['isDate', 'minDate', 'maxDate'].map((name) => [name, 'dateTime'] as const),
  ...[
    'isString',
    'isPort',
    'contains',
    'notContains',
    'isAlpha',
    'isAlphanumeric',
    'isAscii',
    'isBase32',
    'isBase58',
    'isBase64',
    'isBIC',
    'isBooleanString',
    'isBtcAddress',
    'isByteLength',
    'isCreditCard',
    'isCurrency',
    'isDataURI',
    'isDateString',
    'isDecimal',
    'isEAN',
    'isEmail',
    'isEthereumAddress',
    'IsFirebasePushId',
    'isFqdn',
    'isFullWidth',
    'isHalfWidth',
    'isHash',
    'isHexadecimal',
    'isHexColor',
    'isHSL',
    'isIBAN',
    'isIdentityCard',
    'isIp',
    'isIsbn',
    'isIsin',
    'isISO31661Alpha2',
    'isISO31661Alpha3',
    'isISO31661Numeric',
    'isISO4217CurrencyCode',
    'isISO6391',
    'isIso8601',
    'isISRC',
    'isISSN',
    'isJson',
    'isJwt',
    'isLatLong',
    'isLength',
    'isLocale',
    'isLowercase',
    'isMacAddress',
    'isMagnetURI',
    'isMilitaryTime',
    'isMimeType',
    'isMobilePhone',
    'isMongoId',
    'isMultibyte',
    'isNumberString',
    'isOctal',
    'isPassportNumber',
    'isPhoneNumber',
    'isPostalCode',
    'isRFC3339',
    'isRgbColor',
    'isSemVer',
    'isStrongPassword',
    'isSurrogatePair',
    'isTaxId',
    'isTimeZone',
    'isUppercase',
    'isUrl',
    'isUuid',
    'isVariableWidth',
    'matches',
    'maxLength',
    'minLength',
  ].map((name) => [name, 'string'] as const),
])
const listRules = new Set([
  'isArray',
  'arrayContains',
  'arrayNotContains',
  'arrayNotEmpty',
  'arrayMinSize',
  'arrayMaxSize',
  'arrayUnique',
])

/** The type of one member from all that is known of it; throws `Uncertain`. */
export function resolveType(kind: MemberKind | undefined, evidence: Evidence, reader: KindReader): TypeRef {
  const { design } = evidence
  const isList =
    design === Array ||
    design === Set ||
    evidence.nestedEach ||
    evidence.rules.some((rule) => rule.each || listRules.has(rule.name))
  if (kind !== undefined) {
    const said = kindType(kind, reader)
    return fitted(isList && said.kind !== 'list' && said.kind !== 'dictionary' ? { kind: 'list', item: said } : said, design)
  }
  if (design === Set || design === Map)
    throw new Uncertain('a Set or Map is not a wire type; use a list, or @ApiMember({ type: { dictionary: X } })')
  if (isList) return { kind: 'list', item: itemType(evidence, reader) }
  return itemType(evidence, reader)
}

function itemType(evidence: Evidence, reader: KindReader): TypeRef {
  const { design, type } = evidence
  const isArray = design === Array || evidence.nestedEach || evidence.rules.some((rule) => rule.each || listRules.has(rule.name))
  for (const rule of evidence.rules) if (rule.name === 'isEnum') return reader.enumeration(rule.args[0] as EnumObject)
  const said = new Set(evidence.rules.map((rule) => saysKind[rule.name]).filter((name): name is Scalar => name !== undefined))
  if (said.has('int32') && said.has('double')) said.delete('double')
  const designed = isArray ? undefined : plainClasses.get(design)
  if (type) {
    const plain = plainClasses.get(type)
    if (plain) return said.has('int32') ? scalar('int32') : plain
    if (type === Array || type === Object) throw new Uncertain('@Type names no class; name the class of the items')
    return reader.object(type)
  }
  if (said.size > 1) throw new Uncertain(`its rules disagree: ${[...said].join(', ')}; say which with @ApiMember({ type: '…' })`)
  const [only] = said
  if (designed?.kind === 'scalar' && only !== undefined && only !== designed.scalar) {
    // @IsInt on a bigint or a number, @Length on a text … : the rule narrows a number; anything else contradicts.
    if (designed.scalar === 'double' && only === 'int32') return scalar('int32')
    if (designed.scalar === 'int64' || designed.scalar === 'decimal' || designed.scalar === 'bytes') return designed
    if (!(design === String || design === Number || design === Boolean || design === Date)) return scalar(only)
    throw new Uncertain(`it is declared ${(design as Function).name} and its rules say ${only}; make them agree`)
  }
  if (designed) return designed
  if (only !== undefined) return scalar(only)
  const choice = evidence.rules.find((rule) => rule.name === 'isIn' || rule.name === 'equals')
  if (choice) {
    const values = (choice.name === 'isIn' ? choice.args[0] : choice.args) as unknown[]
    if (Array.isArray(values) && values.length > 0) {
      if (values.every((value) => typeof value === 'string')) return scalar('string')
      if (values.every(Number.isInteger)) return scalar('int32')
      if (values.every((value) => typeof value === 'number')) return scalar('double')
    }
  }
  throw new Uncertain(uncertain(evidence, isArray))
}

function uncertain({ design, nested }: Evidence, isArray: boolean): string {
  if (isArray)
    return 'the type of the items is not known; add @Type(() => Item) and @ValidateNested({ each: true }), or @ApiMember({ type: [Item] })'
  if (design !== undefined && typeof design !== 'function')
    return 'it is an enum by the compiler; add @IsEnum(TheEnum), or @ApiMember({ type: TheEnum })'
  if (nested || (typeof design === 'function' && design !== Object))
    return `the class ${(design as Function | undefined)?.name ?? ''} is not certain (compilers differ); add @Type(() => TheClass), or @ApiMember({ type: TheClass })`
  return "its type is not known at run time; add a rule such as @IsString() or @IsInt(), @Type(() => TheClass), or @ApiMember({ type: '…' })"
}

/** What the class declares must be able to hold what the words say. */
function fitted(type: TypeRef, design: unknown): TypeRef {
  if (type.kind !== 'scalar') return type
  if (type.scalar === 'int64' || type.scalar === 'uint64')
    return { ...type, as: design === BigInt ? 'bigint' : design === Number ? 'number' : 'bigint' }
  if (type.scalar === 'decimal' && design !== undefined && design !== Decimal && design !== Object)
    throw new Uncertain("a decimal is declared as decimal.js' Decimal, so that no digit is lost")
  return type
}

export function kindType(kind: MemberKind, reader: KindReader): TypeRef {
  if (typeof kind === 'string') {
    if (!scalarNames.has(kind)) throw new Uncertain(`'${kind}' is no scalar; there are ${scalars.join(', ')}`)
    return kind === 'int64' || kind === 'uint64' ? { kind: 'scalar', scalar: kind, as: 'bigint' } : scalar(kind)
  }
  if (typeof kind === 'function') {
    const plain = plainClasses.get(kind)
    if (plain) return plain
    // A class has a prototype; the arrow function that stands for a class declared later has none.
    return kind.prototype ? reader.object(kind) : kindType((kind as () => MemberKind)(), reader)
  }
  if (Array.isArray(kind)) return { kind: 'list', item: kindType(kind[0], reader) }
  if (kind === null || typeof kind !== 'object')
    throw new Uncertain('its type is undefined when the class is read; use a function: () => TheClass')
  if ('dictionary' in kind && (typeof kind.dictionary !== 'string' || scalarNames.has(kind.dictionary))) {
    const { dictionary, key = 'string' } = kind as { dictionary: MemberKind; key?: Scalar | EnumObject }
    const keyType = kindType(key, reader)
    if (keyType.kind !== 'scalar' && keyType.kind !== 'enum') throw new Uncertain('a dictionary is keyed by a scalar or an enum')
    return { kind: 'dictionary', key: keyType, value: kindType(dictionary, reader) }
  }
  if ('nullable' in kind && typeof kind.nullable !== 'number') {
    const inner = kindType(kind.nullable as MemberKind, reader)
    return inner.kind === 'scalar' || inner.kind === 'enum' ? { ...inner, nullable: true } : inner
  }
  return reader.enumeration(kind as EnumObject)
}
