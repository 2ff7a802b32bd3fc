import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { isLibrarys } from './client-types'
import { declaredName } from './members'
import type { Program } from './program'
import { shapeOf, type TypeName, typeName } from './type-name'

/** M-8.1 */
const scalars: Readonly<Record<string, string>> = {
  String: 'String',
  Boolean: 'TrueClass',
  Char: 'String',
  Byte: 'Integer',
  Int16: 'Integer',
  Int32: 'Integer',
  Int64: 'Integer',
  UInt16: 'Integer',
  UInt32: 'Integer',
  UInt64: 'Integer',
  IntPtr: 'Integer',
  Single: 'Float',
  Double: 'Float',
  Decimal: 'BigDecimal',
  Guid: 'String',
  DateTime: 'DateTime',
  DateTimeOffset: 'DateTime',
  DateOnly: 'DateTime',
  TimeSpan: 'Time',
  TimeOnly: 'Time',
  Stream: 'String',
  HttpWebResponse: 'String',
  Uri: 'String',
  Type: 'String',
}

/** A constant starts with a capital (chapter 27: a class in lower case does not parse). */
const capitalised = (name: string): string => {
  const first = name.charAt(0).toUpperCase()
  return /^\p{Lu}/u.test(first) ? first + name.slice(1) : `C${name}`
}

/**
 * Classes and modules of Ruby itself and of what the text requires: a class of the application with such a name would not be one of its own, but would
 * change Ruby's (chapter 27: the reference's `class Array` with a member `length` breaks every array).
 */
const rubys: ReadonlySet<string> = new Set(
  `Array BasicObject BigDecimal Binding Class Comparable Complex Data Date DateTime Delegator Dir Encoding Enumerable Enumerator Errno Exception FalseClass
  Fiber File FileTest Float Forwardable GC Hash IO Integer JSON Kernel Marshal MatchData Math Method Module Monitor Mutex NilClass Numeric Object ObjectSpace
  Observable Proc Process Queue Ractor Random Range Rational Refinement Regexp RubyVM ServiceStack Set Signal SimpleDelegator Singleton StandardError String
  StringIO Struct Symbol Thread ThreadGroup Time Timeout TracePoint TrueClass UnboundMethod URI Warning`.split(/\s+/),
)

export const isPrinted = ({ name }: MetadataType, program: Program): boolean => !isLibrarys(name, program)

/** The name of a class of the text itself. */
const apart = (name: string): string => (rubys.has(name) ? `${name}_` : name)

export const declared = (type: MetadataType, program: Program): string => apart(capitalised(declaredName(type, program)))

const fullName = ({ name, args }: TypeName): string => (args.length > 0 ? `${name}\`${args.length}` : name)

const className = (name: string, arity: number, program: Program): string => {
  const full = arity > 0 ? `${name}\`${arity}` : name
  const isLibrary = isLibrarys(full, program) || (arity === 0 && isLibrarys(`${name}\`1`, program) && !program.defines(name))
  const constant = capitalised(program.nameOf(name, arity))
  return isLibrary ? `ServiceStack::${name}` : program.defines(name) ? apart(constant) : constant
}

const isSystem = (namespace: string | undefined): boolean => /^System(\.|$)/.test(namespace ?? '')

/** The application's own type of a name is never taken for a scalar (M-8.1, chapter 27). */
const scalarOf = ({ name, args }: TypeName, program: Program, namespace?: string): string | undefined =>
  args.length === 0 && (isSystem(namespace) || !program.defines(name)) ? scalars[name] : undefined

/** The type in a comment: .NET's name where Ruby has no word for it (M-23.4). */
export const commentType = ({ type, genericArgs, namespace }: MetadataPropertyType, program: Program): string => {
  const name = typeName(type, genericArgs)
  const shape = shapeOf(name)
  if (shape.kind === 'bytes') return 'String'
  if (name.rank > 0) return 'Array'
  if (shape.kind === 'untypedMap' && name.name === 'IDictionary') return 'Hash'
  const bare = shape.kind === 'nullable' ? shape.of : name
  return (
    scalarOf(bare, program, shape.kind === 'nullable' ? undefined : namespace) ?? className(bare.name, bare.args.length, program)
  )
}

/** What a value is read as; undefined: as JSON has it. */
export const readType = (type: TypeName, program: Program, namespace?: string): string | undefined => {
  const shape = shapeOf(type)
  switch (shape.kind) {
    case 'nullable':
      return readType(shape.of, program)
    case 'list': {
      const item = readItem(shape.item, program)
      return item && `[${item}]`
    }
    case 'map': {
      const value = readItem(shape.value, program)
      return value && `{ String => ${value} }`
    }
    case 'named':
      return readName(type, program, namespace)
    default:
      return undefined
  }
}

/** Of what a list or a map holds only objects and dates are told, not lists again. */
const readItem = (type: TypeName, program: Program): string | undefined =>
  shapeOf(type).kind === 'named' && type.args.length === 0 ? readName(type, program) : undefined

const readName = (type: TypeName, program: Program, namespace?: string): string | undefined => {
  const scalar = scalarOf(type, program, namespace)
  if (scalar !== undefined) return scalar === 'DateTime' ? scalar : undefined
  const known = program.find(fullName(type))
  // Of .NET's own generic types only the pair is known where it is not printed.
  if (known && (isSystem(known.namespace) || isSystem(namespace)) && type.name !== 'KeyValuePair' && !program.prints(known))
    return undefined
  if (known?.isEnum || (!known && !isLibrarys(fullName(type), program))) return undefined
  return className(type.name, type.args.length, program)
}

/** What a message answers: a list with what it holds, a page of a query with its item (M-23.5, chapter 27). */
export const answerType = (type: TypeName, program: Program, namespace?: string): string => {
  const shape = shapeOf(type)
  switch (shape.kind) {
    case 'bytes':
      return 'String'
    case 'list':
      return type.rank > 0 ? 'Array' : `[${answerType(shape.item, program)}]`
    case 'map':
      return `{ String => ${answerType(shape.value, program)} }`
    case 'untypedMap':
      return 'Hash'
    case 'nullable':
      return answerType(shape.of, program)
    case 'named': {
      const name = scalarOf(type, program, namespace) ?? className(type.name, type.args.length, program)
      const [first] = type.args
      return name === 'ServiceStack::QueryResponse' && first ? `${name}.of(${answerType(first, program)})` : name
    }
  }
}
