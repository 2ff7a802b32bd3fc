import type { MetadataType } from '../type-metadata/model'
import type { Program } from './program'
import { plainName, type TypeName, typeName } from './type-name'

/** How a language of .NET spells types (M-8.1, M-8.2). */
export interface DotNetSpelling {
  /** Keywords for types; what is not listed keeps its .NET name. */
  readonly aliases: Readonly<Record<string, string>>
  readonly generic: (name: string, args: readonly string[], separator: string) => string
  readonly array: string
  readonly nullable: (of: string) => string
  /** Another name of a generic type where it stands outermost: F#'s ResizeArray. */
  readonly outermost?: Readonly<Record<string, string>>
  readonly identifier: (name: string) => string
  /** A type parameter: F# marks it. */
  readonly parameter?: (name: string) => string
  /** Inner types stand inside their owners, so their names need the owner's before them. */
  readonly nests: boolean
}

/** Where a type is named. */
export interface DotNetScope {
  readonly program: Program
  /** The types around the place, the outermost first. */
  readonly owners: readonly MetadataType[]
  readonly namespace: string | undefined
  /** Type parameters that are known there. */
  readonly parameters: ReadonlySet<string>
  /** Names that stand in several namespaces of the text. */
  readonly ambiguous: ReadonlySet<string>
  /** All types stand in one namespace, so none is named with its own. */
  readonly isSingle: boolean
  /** Structs of the application keep their names (ExportValueTypes). */
  readonly keepsStructs: boolean
}

/** Names of the namespaces that every text imports: a type of the application in another namespace is told apart from them. */
const dotNetNames: ReadonlySet<string> = new Set(
  `Action Array ArrayList Attribute BitArray Boolean Buffer Byte Char Comparer Console Convert DateOnly DateTime DateTimeOffset DayOfWeek Decimal Delegate
  Dictionary Directory Double Enum Environment EventArgs Exception File FileInfo Func Guid HashSet Hashtable HttpWebResponse ICollection IDictionary IEnumerable
  IList IReadOnlyCollection IReadOnlyDictionary IReadOnlyList ISet Index Int16 Int32 Int64 IntPtr KeyValuePair Lazy LinkedList List MailAddress Math MemoryStream
  Nullable Object OrderedDictionary Path Queue Random Range SByte Single SortedDictionary SortedList SortedSet Stack Stream String StringDictionary TimeOnly
  TimeSpan TimeZoneInfo Tuple Type UInt16 UInt32 UInt64 UIntPtr Uri ValueTuple Version`.split(/\s+/),
)

const isSystem = (namespace: string | undefined): boolean => /^System(\.|$)/.test(namespace ?? '')

/** The type as the language writes it: arguments in the language's words one level deep, .NET's names below (M-9.4). */
export const dotNetType = (type: TypeName, language: DotNetSpelling, scope: DotNetScope, namespace?: string): string => {
  const { name, args, rank } = type
  const [first] = args
  const whole = name === 'Nullable' && first ? language.nullable(argument(first, language, scope)) : undefined
  return (whole ?? outermost(name, args, language, scope, namespace)) + language.array.repeat(rank)
}

const outermost = (
  name: string,
  args: readonly TypeName[],
  language: DotNetSpelling,
  scope: DotNetScope,
  namespace: string | undefined,
): string => {
  if (args.length === 0) return simple(name, language, scope, namespace)
  const spelled = language.outermost?.[name] ?? reference(name, args.length, language, scope, namespace)
  return language.generic(
    spelled,
    args.map((arg) => argument(arg, language, scope)),
    ', ',
  )
}

const argument = (type: TypeName, language: DotNetSpelling, scope: DotNetScope): string =>
  type.args.length > 0
    ? unaliased(type, language, scope)
    : isStruct(type.name, scope)
      ? (language.aliases.String ?? 'String') + language.array.repeat(type.rank)
      : simple(type.name, language, scope) + language.array.repeat(type.rank)

const unaliased = ({ name, args, rank }: TypeName, language: DotNetSpelling, scope: DotNetScope): string => {
  const bare =
    args.length > 0
      ? language.generic(
          reference(name, args.length, language, scope),
          args.map((arg) => unaliased(arg, language, scope)),
          ',',
        )
      : isStruct(name, scope)
        ? 'String'
        : reference(name, 0, language, scope)
  return bare + language.array.repeat(rank)
}

/** A struct of the application is not printed; inside another type it is a text, as it is as a member (M-4.9, chapter 27). */
const isStruct = (name: string, { program, keepsStructs }: DotNetScope): boolean =>
  !keepsStructs && !dotNetNames.has(name) && !program.explains(name)

const simple = (name: string, language: DotNetSpelling, scope: DotNetScope, namespace?: string): string =>
  !Object.hasOwn(language.aliases, name) || (scope.program.defines(name) && !isSystem(namespace))
    ? reference(name, 0, language, scope, namespace)
    : (language.aliases[name] ?? name)

/** A name that means the same type wherever it stands: with its owner's name, or its namespace's where two have it (M-9.11, chapter 27). */
const reference = (name: string, arity: number, language: DotNetSpelling, scope: DotNetScope, namespace?: string): string => {
  const { program } = scope
  if (arity === 0 && scope.parameters.has(name)) return language.parameter?.(name) ?? name
  if (!program.defines(name)) return name
  const spelled = language.identifier(name)
  if (isSystem(namespace)) return `System.${spelled}`
  const path = language.nests ? ownersOf(arity > 0 ? `${name}\`${arity}` : name, scope, namespace) : []
  if (path.length > 0) return [...path, spelled].join('.')
  const isElsewhere = !scope.isSingle && namespace !== undefined && namespace !== scope.namespace
  return isElsewhere && (scope.ambiguous.has(name) || dotNetNames.has(name))
    ? `${namespace.split('.').map(language.identifier).join('.')}.${spelled}`
    : spelled
}

/** The owners of an inner type from the outside; none where the place is inside its owner. */
const ownersOf = (name: string, { program, owners }: DotNetScope, namespace: string | undefined): string[] => {
  const path: MetadataType[] = []
  let owner = program.ownerOf({ name, ...(namespace === undefined ? {} : { namespace }) })
  if (owner && owners.some((each) => isSame(each, owner))) return []
  for (; owner && !path.some((each) => isSame(each, owner)); owner = program.ownerOf(owner)) path.unshift(owner)
  return path.map((each) => plainName(each.name))
}

const isSame = (one: MetadataType, other: MetadataType | undefined): boolean =>
  one.name === other?.name && one.namespace === other.namespace

/** Namespaces of .NET that a member's type needs and no text imports by itself (M-9.1). */
export const neededNamespaces = (types: readonly MetadataType[], imported: readonly string[]): string[] => [
  ...new Set(
    types.flatMap(({ properties = [] }) =>
      properties.flatMap(({ namespace = '' }) => (isSystem(namespace) && !imported.includes(namespace) ? [namespace] : [])),
    ),
  ),
]

export const typeOf = ({ name, genericArgs }: { readonly name: string; readonly genericArgs?: readonly string[] }): TypeName =>
  typeName(name, genericArgs)
