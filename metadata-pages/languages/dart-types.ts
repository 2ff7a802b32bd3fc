import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { clientLibraryTypes } from './product-types'
import type { Program } from './program'
import { type Spelling, spell } from './spelling'
import { shapeOf, type TypeName } from './type-name'

/** M-29.5 */
const keywords: ReadonlySet<string> = new Set(
  `Function abstract as assert async await bool break case catch class const continue covariant default deferred do double dynamic else enum export
  extends extension external factory false final finally for get hide if implements import in int interface is late library mixin new null on operator
  part required rethrow return set show static super switch sync this throw true try typedef var void while with yield`.split(
    /\s+/,
  ),
)
/** Names that the text itself is written with: a type of the application takes `_` after it. */
const writtenWith: ReadonlySet<string> = new Set(
  `Map List String DateTime Duration Uint8List ListBase MapBase Iterable Object TypeContext TypeInfo TypeOf JsonConverters IConvertible`.split(
    /\s+/,
  ),
)

/** Names have ASCII letters only, and one that a caller gives does not start with `_`. */
const ascii = (name: string): string => {
  if (/^[A-Za-z$][\w$]*$/.test(name)) return name
  const plain = name.replace(/[^\w$]/g, (letter) => `u${letter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
  return plain.startsWith('_') ? `${plain.replace(/^_+/, '').replace(/^(?=\d|$)/, 'm')}_` : plain
}

/** A keyword starts with a capital (M-20.4); the name of a type of the application would hide the type. */
export const memberName = (wire: string, program: Program): string => {
  const name = keywords.has(wire) ? wire.charAt(0).toUpperCase() + wire.slice(1) : ascii(wire)
  return program.defines(name) ? `${name}_` : name
}

export const enumMember = (name: string): string =>
  keywords.has(name) ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : ascii(name)

export const typeIdentifier = (name: string): string => (writtenWith.has(name) || keywords.has(name) ? `${name}_` : ascii(name))

/** How Dart spells types (M-8.1, M-20.10). */
export const dartSpelling = (program: Program): Spelling => ({
  scalars: {
    String: 'String',
    Boolean: 'bool',
    Char: 'String',
    SByte: 'int',
    Byte: 'int',
    Int16: 'int',
    Int32: 'int',
    Int64: 'int',
    UInt16: 'int',
    UInt32: 'int',
    UInt64: 'int',
    IntPtr: 'int',
    Single: 'double',
    Double: 'double',
    Decimal: 'double',
    Guid: 'String',
    DateTime: 'DateTime',
    DateTimeOffset: 'DateTime',
    DateOnly: 'DateTime',
    TimeSpan: 'Duration',
    TimeOnly: 'Duration',
    Stream: 'Uint8List',
    HttpWebResponse: 'Uint8List',
    Type: 'String',
    Version: 'String',
    DayOfWeek: 'String',
    Uri: 'Uri',
    Exception: 'Exception',
    Object: 'dynamic',
  },
  bytes: 'Uint8List',
  list: (item) => `List<${item}>`,
  map: (key, value, nested) => `Map<${key},${value}${nested ? '' : '?'}>`,
  untypedMap: 'dynamic',
  nullable: (of, isInside) => (isInside ? of : `${of}?`),
  generic: (name, args) => (name === 'dynamic' ? name : `${name}<${args.join(',')}>`),
  key: (key) => key,
  aritySeparator: '',
  unknown: 'dynamic',
  knows: (name) => name === 'Tuple',
  written: (name, printed) =>
    /^Tuple`\d/.test(name) ? name.replace('`', '') : isLibrarys(name, program) ? printed : typeIdentifier(printed),
})

const isLibrarys = (name: string, program: Program): boolean =>
  clientLibraryTypes.has(name) && /^(ServiceStack|System)(\.|$)/.test(program.find(name)?.namespace ?? 'System')

/** Values that JSON has as they are (M-20.6). */
const plain: ReadonlySet<string> = new Set(
  'String Boolean Char SByte Byte Int16 Int32 Int64 UInt16 UInt32 UInt64 Guid'.split(' '),
)
const fractions: ReadonlySet<string> = new Set(['Single', 'Double', 'Decimal'])

export interface Conversion {
  readonly from: (json: string) => string
  readonly to: (name: string) => string
}

/** How a member comes from JSON and goes to it (M-20.6). `declared`: as the metadata has it, `spelled`: as Dart does. */
export const conversion = (
  declared: TypeName,
  spelled: string,
  property: MetadataPropertyType,
  owner: MetadataType,
  program: Program,
): Conversion => {
  const shape = shapeOf(declared)
  const bare = shape.kind === 'nullable' ? shape.of : declared
  const isOwn = program.defines(bare.name) && !/^System(\.|$)/.test(property.namespace ?? '')
  const asIs = (name: string): string => name
  if (bare.rank === 0 && bare.args.length === 0 && !isOwn) {
    if (plain.has(bare.name)) return { from: asIs, to: asIs }
    if (fractions.has(bare.name)) return { from: (json) => `JsonConverters.toDouble(${json})`, to: asIs }
  }
  if (spelled === 'Map<String,String?>') return { from: (json) => `JsonConverters.toStringMap(${json})`, to: asIs }
  const runtime = runtimeType(declared, spelled, owner)
  return {
    from: (json) => `JsonConverters.fromJson(${json},'${runtime}',context!)`,
    to: (name) => `JsonConverters.toJson(${name},'${spelled}',context!)`,
  }
}

/** Parameters of the owner as arguments are only known when the program runs. */
const runtimeType = (declared: TypeName, spelled: string, { genericArgs = [] }: MetadataType): string => {
  const positions = declared.args.map(({ name, args, rank }) => (args.length + rank === 0 ? genericArgs.indexOf(name) : -1))
  const isMap = shapeOf(declared).kind === 'map'
  if (isMap || declared.rank > 0 || positions.length === 0 || positions.includes(-1)) return spelled
  return `${spelled.slice(0, spelled.indexOf('<'))}<\${runtimeGenericTypeDefs(this,[${positions.join(',')}]).join(",")}>`
}

/** Names that the client library has in its own context (M-20.8). */
const builtIn: ReadonlySet<string> = new Set([
  'String',
  'int',
  'double',
  'bool',
  'num',
  'dynamic',
  'DateTime',
  'Duration',
  'List<String>',
  'List<int>',
  'List<double>',
  'Map<String,String>',
  'Map<String,String?>',
  'KeyValuePair<String,String>',
])

/** A type and its arguments, those that a context must tell of. */
export const registered = (type: TypeName, spelling: Spelling, program: Program, nested = false): string[] => {
  const spelled = spell(type, spelling, program, undefined, nested).replace(/\?$/, '')
  const shape = shapeOf(type)
  const inner =
    shape.kind === 'list'
      ? [shape.item]
      : shape.kind === 'map'
        ? [shape.key, shape.value]
        : shape.kind === 'nullable'
          ? [shape.of]
          : shape.kind === 'named'
            ? shape.args
            : []
  const isLibrary = shape.kind === 'named' && shape.args.length === 0 && isLibrarys(shape.name, program)
  return [
    ...(builtIn.has(spelled) || isLibrary ? [] : [spelled]),
    ...inner.flatMap((each) => registered(each, spelling, program, true)),
  ]
}

export const isLibraryType = (type: MetadataType, program: Program): boolean => isLibrarys(type.name, program)
