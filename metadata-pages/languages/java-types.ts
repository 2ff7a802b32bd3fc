import { apart, type Jvm } from './jvm'
import type { LanguageOptions } from './language-options'
import type { Program } from './program'
import type { Spelling } from './spelling'
import { quoted } from './text'

/** Reserved words (M-29.2; const, goto and the literals too, chapter 27). */
export const javaKeywords: ReadonlySet<string> = new Set(
  `_ abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements
  import instanceof int interface long native new null package private protected public return short static strictfp super switch synchronized this throw
  throws transient true try void volatile while`.split(/\s+/),
)

/** Where names of the libraries come from, for texts that have a type of the same name. */
export const packages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['Boolean', 'Byte', 'Class', 'Double', 'Exception', 'Float', 'Integer', 'Long', 'Object', 'Short', 'String'].map((name) => [
      name,
      'java.lang',
    ]),
  ),
  ...Object.fromEntries(['ArrayList', 'Date', 'HashMap', 'Hashtable', 'UUID'].map((name) => [name, 'java.util'])),
  BigDecimal: 'java.math',
  BigInteger: 'java.math',
  InputStream: 'java.io',
  TimeSpan: 'net.servicestack.client',
}

/** How Java spells the model's types (M-8.1). What has no class in Java is what its JSON is: a text or an object. */
const spelling = (program: Program, { TreatTypesAsStrings }: LanguageOptions): Spelling => {
  const name = apart(program, packages)
  const scalars: Record<string, string> = {
    String: 'String',
    Boolean: 'Boolean',
    Char: 'String',
    SByte: 'Byte',
    Byte: 'Short',
    Int16: 'Short',
    Int32: 'Integer',
    Int64: 'Long',
    UInt16: 'Integer',
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
    Type: 'Class',
    Uri: 'String',
    Version: 'String',
    DayOfWeek: 'String',
    Exception: 'Exception',
    ArrayList: 'ArrayList',
    Hashtable: 'Hashtable',
  }
  return {
    scalars: {
      ...Object.fromEntries(Object.entries(scalars).map(([from, to]) => [from, name(to)])),
      IEnumerable: `${name('ArrayList')}<${name('Object')}>`,
      Array: `${name('ArrayList')}<${name('Object')}>`,
    },
    asTexts: new Set(TreatTypesAsStrings),
    bytes: 'byte[]',
    list: (item) => `${name('ArrayList')}<${item}>`,
    map: (key, value) => `${name('HashMap')}<${key},${value}>`,
    untypedMap: `${name('HashMap')}<${name('String')},${name('Object')}>`,
    nullable: (of) => of,
    generic: (type, args, nested) => `${type}<${args.join(nested ? ',' : ', ')}>`,
    key: (key) => key,
    aritySeparator: '_',
    unknown: name('Object'),
  }
}

export const javaForm: Jvm = { keywords: javaKeywords, spelling, quoted, typeOf: (name) => `${name}.class` }
