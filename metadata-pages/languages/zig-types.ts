import { isLibrarys } from './client-types'
import type { Program } from './program'
import type { Spelling } from './spelling'
import type { TypeName } from './type-name'

/** M-29.8 */
const keywords: ReadonlySet<string> = new Set(
  `addrspace align allowzero and anyframe anytype asm async await break callconv catch comptime const continue defer else enum errdefer error export
  extern fn for if inline linksection noalias noinline nosuspend opaque or orelse packed pub resume return struct suspend switch test threadlocal try
  union unreachable usingnamespace var volatile while`.split(/\s+/),
)

/** A word that is no name of Zig stands between quotes (M-25.3); names have ASCII letters only. */
export const identifier = (name: string): string =>
  keywords.has(name) || !/^[A-Za-z_]\w*$/.test(name) || name === '_' ? `@${quotedName(name)}` : name

const quotedName = (name: string): string => `"${name.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, '')}"`

/** Words that a type cannot be called, since they mean a type or a value everywhere. */
const primitives =
  /^([iuf]\d+|[iu]size|bool|void|type|noreturn|anyerror|anyopaque|comptime_int|comptime_float|null|undefined|true|false|c_\w+|std|ss)$/

export const typeIdentifier = (name: string): string => (primitives.test(name) ? `@${quotedName(name)}` : identifier(name))

export const anything = 'std.json.Value'
const text = '[]const u8'

/** How Zig spells types (M-8.1); a map is any JSON (M-25.3). `values`: types a member of which may hold any type. */
export const zigSpelling = (program: Program, values: ReadonlySet<string>): Spelling => ({
  scalars: {
    String: text,
    Boolean: 'bool',
    Char: 'u8',
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
    IntPtr: 'isize',
    Guid: text,
    DateTime: text,
    DateTimeOffset: text,
    DateOnly: text,
    TimeSpan: text,
    TimeOnly: text,
    Stream: text,
    HttpWebResponse: text,
    Uri: text,
    Type: text,
    Version: text,
    DayOfWeek: text,
    Object: anything,
  },
  bytes: text,
  list: (item) => `[]${item}`,
  map: () => anything,
  untypedMap: anything,
  nullable: (of) => `?${of}`,
  generic: (name, args) => (name === anything || /^ss\.Query(Db|Data)$/.test(name) ? name : `${name}(${args.join(', ')})`),
  key: (key) => key,
  aritySeparator: '_',
  unknown: anything,
  written: (name, printed) =>
    values.has(name) ? anything : isLibrarys(name, program) ? `ss.${printed.replace(/_\d+$/, '')}` : typeIdentifier(printed),
})

/** The type with arguments in the place of a base's parameters. */
export const substituted = (type: TypeName, parameters: ReadonlyMap<string, TypeName>): TypeName => {
  const given = type.args.length === 0 ? parameters.get(type.name) : undefined
  return given
    ? { ...given, rank: given.rank + type.rank }
    : { ...type, args: type.args.map((each) => substituted(each, parameters)) }
}
