import type { MetadataType } from '../type-metadata/model'
import { isLibrarys } from './client-types'
import type { Program } from './program'
import type { Spelling } from './spelling'

/** M-29.7 */
const keywords: ReadonlySet<string> = new Set(
  `Self abstract as async await become box break const continue crate do dyn else enum extern false final fn for if impl in let loop macro match mod
  move mut override priv pub ref return self static struct super trait true type typeof unsafe unsized use virtual where while yield`.split(
    /\s+/,
  ),
)
/** Keywords that `r#` does not make names of (chapter 27). */
const neverNames: ReadonlySet<string> = new Set(['self', 'Self', 'super', 'crate', '_'])
/** Names that the text itself is written with: a type of the application takes `_` after it. */
const writtenWith: ReadonlySet<string> = new Set([
  'Option',
  'Vec',
  'String',
  'HashMap',
  'Value',
  'Serialize',
  'Deserialize',
  'IRequest',
  'IReturn',
  'IReturnVoid',
])

export const identifier = (name: string): string => (neverNames.has(name) ? `${name}_` : keywords.has(name) ? `r#${name}` : name)

export const typeIdentifier = (name: string): string => (writtenWith.has(name) ? `${name}_` : identifier(name))

const integers = ['i8', 'i16', 'i32', 'i64', 'u8', 'u16', 'u32', 'u64']
/** What a map can have as keys: neither a fraction nor an object has an order of its own. */
const keys: ReadonlySet<string> = new Set(['String', 'bool', 'char', ...integers])

/** How Rust spells types (M-8.1). `values`: types a member of which may hold any type (M-24.2). */
export const rustSpelling = (program: Program, values: ReadonlySet<string>): Spelling => {
  const enums = new Set(program.types.filter(({ isEnum }) => isEnum).map(({ name }) => typeIdentifier(name)))
  const empty = new Set(
    program.types
      .filter(({ name, genericArgs, inherits, properties }) => genericArgs?.length && !inherits && !properties?.length && name)
      .map(({ name }) => name),
  )
  return {
    scalars: {
      String: 'String',
      Boolean: 'bool',
      Char: 'char',
      SByte: 'i8',
      Byte: 'u8',
      Int16: 'i16',
      Int32: 'i32',
      Int64: 'i64',
      UInt16: 'u16',
      UInt32: 'u32',
      UInt64: 'u64',
      Single: 'f32',
      Double: 'f64',
      Decimal: 'f64',
      IntPtr: 'i64',
      Guid: 'String',
      DateTime: 'String',
      DateTimeOffset: 'String',
      DateOnly: 'String',
      TimeSpan: 'String',
      TimeOnly: 'String',
      Stream: 'Vec<u8>',
      HttpWebResponse: 'Vec<u8>',
      Uri: 'String',
      Type: 'String',
      Version: 'String',
      DayOfWeek: 'String',
      Object: 'Value',
    },
    bytes: 'Vec<u8>',
    list: (item) => `Vec<${item}>`,
    map: (key, value) => `HashMap<${key}, ${value}>`,
    untypedMap: 'HashMap<String, Value>',
    nullable: (of) => `Option<${of}>`,
    // Neither a type without members nor a base of queries has arguments (M-24.7).
    generic: (name, args) =>
      name === 'Value' || /^Query(Db|Data)$/.test(name) || empty.has(`${name}\`${args.length}`)
        ? name
        : `${name}<${args.join(', ')}>`,
    key: (key) => (keys.has(key) || enums.has(key) ? key : 'String'),
    aritySeparator: '_',
    unknown: 'Value',
    written: (name, printed) =>
      values.has(name) ? 'Value' : isLibrarys(name, program) ? printed.replace(/_\d+$/, '') : typeIdentifier(printed),
  }
}

/** A type parameter that no member names must still be used (E0392). */
export const phantomParameters = ({ genericArgs = [] }: MetadataType, fields: readonly string[]): string[] => {
  const named = new Set(
    fields.filter((line) => line.startsWith('pub ')).flatMap((line) => line.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []),
  )
  const unused = genericArgs.filter((name) => !named.has(name))
  return unused.length === 0 ? [] : ['#[serde(skip)]', `pub phantom: std::marker::PhantomData<(${unused.join(', ')},)>,`]
}
