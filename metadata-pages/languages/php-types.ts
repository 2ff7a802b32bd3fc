import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import type { Program } from './program'
import { shapeOf, type TypeName, typeName } from './type-name'

/** What PHP has no class of its own for (M-8.1). */
const scalars: Readonly<Record<string, string>> = {
  String: 'string',
  Boolean: 'bool',
  Char: 'string',
  SByte: 'int',
  Byte: 'int',
  Int16: 'int',
  Int32: 'int',
  Int64: 'int',
  UInt16: 'int',
  UInt32: 'int',
  UInt64: 'int',
  IntPtr: 'int',
  Single: 'float',
  Double: 'float',
  Decimal: 'float',
  Guid: 'string',
}
/** Texts on the wire that are read through a converter, and what has a class. */
const converted: Readonly<Record<string, string>> = {
  Uri: 'string',
  Type: 'string',
  Version: 'string',
  DayOfWeek: 'string',
  DateTime: 'DateTime',
  DateTimeOffset: 'DateTime',
  DateOnly: 'DateTime',
  TimeSpan: 'DateInterval',
  TimeOnly: 'DateInterval',
  Stream: 'ByteArray',
  HttpWebResponse: 'ByteArray',
  Object: 'Object',
}
/** The argument of a list or a map has PHP's word only where it is one of these; any other keeps its .NET name (M-21.4). */
const argumentWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(scalars).filter(([name]) => name !== 'Guid'),
)

/** Words that no class can be called (case does not count), and names that the text imports. */
const reserved: ReadonlySet<string> = new Set(
  `abstract and array as bool break callable case catch class clone const continue declare default die do echo else elseif empty enddeclare endfor
  endforeach endif endswitch endwhile enum eval exit extends false final finally float fn for foreach function global goto if implements include
  instanceof insteadof int interface isset iterable list match mixed namespace never new null object or parent print private protected public readonly
  require return self static string switch throw trait true try unset use var void while xor yield
  datetime exception dateinterval jsonserializable ireturn ireturnvoid arraylist keyvaluepair2 tuple2 tuple3 bytearray jsonconverters returns
  typecontext`.split(/\s+/),
)

/** Of the application's own classes: the words of PHP take `_` after them (chapter 27). */
const className = (name: string, program: Program): string =>
  reserved.has(name.toLowerCase()) && program.defines(name) ? `${name}_` : name

/** A class by its arity: a digit from two arguments on, or where another class has the plain name (M-21.2). */
export const phpClass = (name: string, arity: number, program: Program): string =>
  arity > 1 ? `${name}${arity}` : className(program.nameOf(name, arity, ''), program)

const isKnown = ({ name, args }: TypeName, program: Program): boolean =>
  program.explains(name) ||
  /^(Tuple|QueryDb|QueryData|QueryResponse)$/.test(name) ||
  program.find(args.length > 0 ? `${name}\`${args.length}` : name) !== undefined

/** A name that is not in the metadata: any value. */
const named = (type: TypeName, program: Program, isSystem: boolean): string => {
  const { name, args } = type
  if (!isSystem && program.defines(name)) return phpClass(name, args.length, program)
  if (args.length === 0) {
    const word = scalars[name] ?? converted[name]
    if (word !== undefined) return word
  }
  return isKnown(type, program) ? phpClass(name, args.length, program) : 'mixed'
}

const isSystem = (namespace: string | undefined): boolean => /^System(\.|$)/.test(namespace ?? '')

/** The type in a comment: `array<Item[]>` (M-21.3). */
export const docType = (type: TypeName, program: Program, namespace?: string, nested = false): string => {
  const inner = (each: TypeName): string => docType(each, program, undefined, true)
  const shape = shapeOf(type)
  switch (shape.kind) {
    case 'bytes':
      return 'ByteArray'
    case 'list':
      return (shape.isArray && shape.item.name !== 'Nullable') || nested
        ? `${inner(shape.item)}[]`
        : `array<${inner(shape.item)}>`
    case 'map':
      return `array<string,${inner(shape.value)}>`
    case 'untypedMap':
      return 'array'
    case 'nullable':
      return docType(shape.of, program, namespace, nested)
    case 'named': {
      if (
        nested &&
        shape.args.length === 0 &&
        !isKnown(type, program) &&
        scalars[type.name] === undefined &&
        converted[type.name] === undefined
      )
        return 'string'
      const name = named(type, program, isSystem(namespace))
      if (shape.args.length === 0 || name === 'mixed') return name
      return `${nested ? name.replace(/\d+$/, '') : name}<${shape.args.map(inner).join(nested ? ',' : ', ')}>`
    }
  }
}

/** The type that PHP checks. */
export const hintType = (type: TypeName, program: Program, owner: MetadataType, namespace?: string): string => {
  const shape = shapeOf(type)
  switch (shape.kind) {
    case 'bytes':
      return 'ByteArray'
    case 'list':
    case 'map':
    case 'untypedMap':
      return 'array'
    case 'nullable':
      return hintType(shape.of, program, owner)
    case 'named':
      return owner.genericArgs?.includes(type.name) ? 'mixed' : named(type, program, isSystem(namespace))
  }
}

/** How a value comes from JSON and goes to it; undefined: as it is (M-21.4). */
export const converter = (
  property: MetadataPropertyType,
  type: TypeName,
  owner: MetadataType,
  program: Program,
): { readonly kind: 'value' | 'array'; readonly type: string } | undefined => {
  const shape = shapeOf(type)
  const raw = property.genericArgs ?? []
  switch (shape.kind) {
    case 'bytes':
      return { kind: 'value', type: "'ByteArray'" }
    case 'list':
      return { kind: 'array', type: shape.isArray ? element(type, raw, owner, program) : argument(raw[0] ?? '', owner, program) }
    case 'map':
      return { kind: 'value', type: context('Dictionary', raw, owner, program) }
    case 'untypedMap':
      return undefined
    case 'nullable': {
      if (shape.of.args.length === 0 && scalars[shape.of.name] !== undefined && !program.defines(shape.of.name)) return undefined
      return { kind: 'value', type: argument(raw[0] ?? shape.of.name, owner, program) }
    }
    case 'named':
      return ofName(property, type, owner, program)
  }
}

const ofName = (
  property: MetadataPropertyType,
  type: TypeName,
  owner: MetadataType,
  program: Program,
): { readonly kind: 'value'; readonly type: string } | undefined => {
  const { name, args } = type
  if (args.length === 0 && scalars[name] !== undefined && (!program.defines(name) || isSystem(property.namespace)))
    return undefined
  const spelled = named(type, program, isSystem(property.namespace))
  if (spelled === 'mixed' && !owner.genericArgs?.includes(name)) return undefined
  if (args.length === 0) return { kind: 'value', type: parameter(name, owner) ?? `'${spelled}'` }
  const raw = property.genericArgs ?? []
  return {
    kind: 'value',
    type: owner.genericArgs?.length ? `'${spelled}<${raw.join(',')}>'` : context(spelled, raw, owner, program),
  }
}

const context = (name: string, args: readonly string[], owner: MetadataType, program: Program): string =>
  `JsonConverters::context('${name}',genericArgs:[${args.map((each) => argument(each, owner, program)).join(',')}])`

const parameter = (name: string, owner: MetadataType): string | undefined => {
  const at = owner.genericArgs?.indexOf(name) ?? -1
  return at === -1 ? undefined : `$this->genericArgs[${at}]`
}

const argument = (raw: string, owner: MetadataType, program: Program): string =>
  parameter(raw, owner) ?? `'${argumentWord(raw, program)}'`

/** What an array holds at last, in PHP's words. */
const element = (type: TypeName, raw: readonly string[], owner: MetadataType, program: Program): string => {
  const bare: TypeName = { ...type, rank: 0 }
  if (type.name === 'Byte' && type.rank > 1) return "'ByteArray'"
  const shape = shapeOf(bare)
  if (shape.kind === 'nullable') return `'${docType(shape.of, program, undefined, true)}'`
  if (bare.args.length > 0) return `'${bare.name}<${raw.join(',')}>'`
  return parameter(bare.name, owner) ?? `'${docType(bare, program, undefined, true)}'`
}

/** The type that a message answers, without its arguments: `#[Returns('array')]` (M-21.2). */
export const returnedName = (
  name: string,
  genericArgs: readonly string[] | undefined,
  program: Program,
  namespace?: string,
): string => {
  const type = typeName(name, genericArgs)
  const shape = shapeOf(type)
  if (shape.kind === 'list') return shape.isArray ? docType(type, program) : 'array'
  if (shape.kind === 'map' || shape.kind === 'untypedMap') return 'array'
  return shape.kind === 'named' ? named(type, program, isSystem(namespace)) : docType(type, program, namespace)
}

export const argumentWord = (raw: string, program: Program): string => {
  if (program.defines(raw)) return className(raw, program)
  const isUnknown =
    /^\w+$/.test(raw) && scalars[raw] === undefined && converted[raw] === undefined && !isKnown(typeName(raw), program)
  return isUnknown ? 'string' : (argumentWords[raw] ?? raw)
}
