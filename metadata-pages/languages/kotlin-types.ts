import { javaKeywords } from './java-types'
import { apart, type Jvm } from './jvm'
import type { LanguageOptions } from './language-options'
import type { Program } from './program'
import type { Spelling } from './spelling'
import { quoted } from './text'

/** Java's words and Kotlin's own (M-29.3; typeof too, which Kotlin keeps for later). */
const keywords: ReadonlySet<string> = new Set([
  ...javaKeywords,
  ...`annotation as by companion const constructor crossinline data dynamic external fun get in infix inline inner internal is lateinit noinline object open
  operator out reified sealed set tailrec trait type typealias typeof val var vararg when where`.split(/\s+/),
])

const packages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['Any', 'Boolean', 'Byte', 'ByteArray', 'Double', 'Exception', 'Float', 'Int', 'Long', 'Short', 'String'].map((name) => [
      name,
      'kotlin',
    ]),
  ),
  ...Object.fromEntries(['ArrayList', 'Date', 'HashMap', 'Hashtable', 'UUID'].map((name) => [name, 'java.util'])),
  BigDecimal: 'java.math',
  BigInteger: 'java.math',
  Class: 'java.lang',
  InputStream: 'java.io',
  Object: 'java.lang',
  TimeSpan: 'net.servicestack.client',
}

/** How Kotlin spells the model's types (M-8.1). What has no class in Kotlin is what its JSON is: a text or an object. */
const spelling = (program: Program, { TreatTypesAsStrings }: LanguageOptions): Spelling => {
  const name = apart(program, packages)
  const scalars: Record<string, string> = {
    String: 'String',
    Boolean: 'Boolean',
    Char: 'String',
    SByte: 'Byte',
    Byte: 'Short',
    Int16: 'Short',
    Int32: 'Int',
    Int64: 'Long',
    UInt16: 'Int',
    UInt32: 'Long',
    UInt64: 'BigInteger',
    Single: 'Float',
    Double: 'Double',
    Decimal: 'BigDecimal',
    IntPtr: 'Long',
    Guid: 'UUID',
    DateTime: 'Date',
    DateOnly: 'Date',
    DateTimeOffset: 'Date',
    TimeSpan: 'TimeSpan',
    TimeOnly: 'TimeSpan',
    Stream: 'InputStream',
    Object: 'Object',
    Uri: 'String',
    Version: 'String',
    DayOfWeek: 'String',
    Exception: 'Exception',
  }
  const ofAnything = `${name('ArrayList')}<${name('Object')}>`
  return {
    scalars: {
      ...Object.fromEntries(Object.entries(scalars).map(([from, to]) => [from, name(to)])),
      Type: `${name('Class')}<*>`,
      ArrayList: ofAnything,
      Array: ofAnything,
      Hashtable: `${name('Hashtable')}<${name('Object')},${name('Object')}>`,
      IEnumerable: ofAnything,
    },
    asTexts: new Set(TreatTypesAsStrings),
    bytes: name('ByteArray'),
    list: (item) => `${name('ArrayList')}<${item}>`,
    map: (key, value) => `${name('HashMap')}<${key},${value}>`,
    untypedMap: `${name('HashMap')}<${name('String')},${name('Object')}>`,
    nullable: (of, isInside) => (isInside ? `${of}?` : of),
    generic: (type, args, nested) => `${type}<${args.join(nested ? ',' : ', ')}>`,
    key: (key) => key,
    aritySeparator: '_',
    unknown: name('Object'),
  }
}

/** Kotlin reads `$` before a name or a brace as the beginning of a template, and knows no `\f`. */
const kotlinQuoted = (text: string): string =>
  quoted(text)
    .replace(/\$(?=[\p{L}_{`])/gu, '\\$')
    .replace(/(\\\\|\\f)/g, (escape) => (escape === '\\f' ? '\\u000C' : escape))

export const kotlinForm: Jvm = { keywords, spelling, quoted: kotlinQuoted, typeOf: (name) => `${name}::class` }
