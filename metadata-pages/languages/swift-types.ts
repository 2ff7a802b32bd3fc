import type { MetadataPropertyType } from '../type-metadata/model'
import { apart } from './jvm'
import type { LanguageOptions } from './language-options'
import { wireName } from './members'
import type { Program } from './program'
import type { Spelling } from './spelling'

/** What the client library of Swift defines itself, beside the markers (M-6.16). */
export const swiftLibrary: ReadonlySet<string> = new Set([
  'ResponseStatus',
  'ResponseError',
  'ErrorResponse',
  'EmptyResponse',
  'QueryBase',
  'QueryDb`1',
  'QueryDb`2',
  'QueryData`1',
  'QueryData`2',
  'QueryResponse`1',
  'AuditBase',
])

/** Words that stand between back-ticks as names (M-29.4; literals and newer words too, chapter 27). */
const keywords: ReadonlySet<string> = new Set(
  `Any Self Type as associatedtype await break case catch class continue default defer deinit didSet do dynamicType else enum extension fallthrough false fileprivate
  for func get guard if import in infix init inout internal is left let mutating new nil none nonmutating operator override postfix precedence prefix private
  protocol public repeat rethrows return right self set static struct subscript super switch throw throws true try typealias unowned var weak where while
  willSet`.split(/\s+/),
)

export const swiftIdentifier = (name: string): string => (keywords.has(name) ? `\`${name}\`` : name)

/** The wire's name; `description` is what every object has already (M-19.8). */
export const swiftMemberName = (property: MetadataPropertyType): string => {
  const name = wireName(property)
  return name === 'description' && !property.dataMember?.name ? 'Description' : name
}

const packages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['Bool', 'Double', 'Float', 'Int', 'Int8', 'Int16', 'Int64', 'String', 'UInt8', 'UInt16', 'UInt32', 'UInt64'].map((name) => [
      name,
      'Swift',
    ]),
  ),
  ...Object.fromEntries(['Data', 'Date', 'TimeInterval'].map((name) => [name, 'Foundation'])),
}

/** How Swift spells the model's types (M-8.1); what has no type there is a text, as in its JSON. */
export const swiftSpelling = (program: Program, { TreatTypesAsStrings }: LanguageOptions): Spelling => {
  const name = apart(program, packages)
  const scalars: Record<string, string> = {
    String: 'String',
    Boolean: 'Bool',
    Char: 'String',
    SByte: 'Int8',
    Byte: 'UInt8',
    Int16: 'Int16',
    Int32: 'Int',
    Int64: 'Int',
    UInt16: 'UInt16',
    UInt32: 'UInt32',
    UInt64: 'UInt64',
    Single: 'Float',
    Double: 'Double',
    Decimal: 'Double',
    IntPtr: 'Int64',
    Guid: 'String',
    DateTime: 'Date',
    DateOnly: 'Date',
    DateTimeOffset: 'Date',
    TimeSpan: 'TimeInterval',
    TimeOnly: 'TimeInterval',
    Stream: 'Data',
    Object: 'String',
    Type: 'String',
    Uri: 'String',
  }
  const texts = `[${name('String')}]`
  return {
    scalars: {
      ...Object.fromEntries(Object.entries(scalars).map(([from, to]) => [from, name(to)])),
      Array: texts,
      ArrayList: texts,
      IEnumerable: texts,
      Hashtable: `[${name('String')}:${name('String')}]`,
    },
    asTexts: new Set(TreatTypesAsStrings),
    bytes: `[${name('UInt8')}]`,
    list: (item) => `[${item}]`,
    map: (key, value) => `[${key}:${value}]`,
    untypedMap: `[${name('String')}:${name('String')}]?`,
    nullable: (of) => `${of}?`,
    generic: (type, args, nested) => `${type}<${args.join(nested ? ',' : ', ')}>`,
    key: (key) => key,
    aritySeparator: '_',
    unknown: name('String'),
    // The library's own classes of two arities carry the number (M-4.18).
    written: (type, printed) => (/^Query(Db|Data)`2$/.test(type) ? type.replace('`', '') : swiftIdentifier(printed)),
  }
}
