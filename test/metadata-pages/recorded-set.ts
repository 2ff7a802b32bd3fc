import type { MetadataPropertyType, MetadataType, MetadataTypes } from '../../metadata-pages'
import { wireName } from '../../metadata-pages/languages/members'
import { camel, pascal, snake } from '../../metadata-pages/languages/text'
import { plainName, shapeOf, typeName } from '../../metadata-pages/languages/type-name'

/** What a set of recorded answers is about: a listed difference finds its construct here, whatever the types of the set are called. */
export interface RecordedSet {
  readonly types: readonly MetadataType[]
  /** Generic types that some message answers: printed open or closed, they are the same types (M-7.4). */
  readonly genericAnswers: readonly MetadataType[]
  /** Every word that names a type or a member of the set, as any language may spell it. */
  readonly words: ReadonlySet<string>
}

const isSystem = (namespace: string | undefined): boolean => /^System(\.|$)/.test(namespace ?? '')

export const recordedSet = ({ types, operations }: MetadataTypes): RecordedSet => {
  const all = [...types, ...operations.flatMap(({ request, response }) => [request, ...(response ? [response] : [])])]
  const answered = new Set(
    operations.flatMap(({ response }) => (response?.genericArgs?.length && !isSystem(response.namespace) ? [response.name] : [])),
  )
  return {
    types: all,
    genericAnswers: all.filter(({ name }) => answered.has(name)),
    words: new Set(
      all.flatMap(({ name, properties = [], enumNames = [] }) => [
        ...spellings(plainName(name)),
        ...properties.flatMap((property) => [...spellings(property.name), ...spellings(wireName(property))]),
        ...enumNames.flatMap(spellings),
      ]),
    ),
  }
}

const spellings = (name: string): string[] => {
  const base = [name, camel(name), snake(name), pascal(name)]
  return [
    ...base,
    pascal(name).replace(/_/g, ''),
    snake(name).toUpperCase(),
    ...['get', 'set', 'is'].map((verb) => verb + pascal(name)),
  ]
}

/** A line with one of the names in it, as any language spells them; with none there is no such line. */
export const anyOf = (names: readonly string[]): RegExp =>
  names.length === 0
    ? /(?!)/
    : new RegExp(`(?<![\\p{L}\\p{N}])(${names.flatMap(spellings).map(escaped).join('|')})_?\\d?(?![\\p{L}\\p{N}])`, 'u')
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Words of the languages themselves: a line of nothing else says nothing of the set. */
const grammar: ReadonlySet<string> = new Set(
  `abstract and any array as assign async attr_accessor await begin bool break case class const constructor create data def default derive do end enum export exports extends extension false
  final for from func function get if implements import in include is it let nil not null or pass init inner int interface is item items json let library list map me member method mixed
  module name namespace new null number o object of open out overridable override package private property protected protocol pub public required result return
  self serde set some static str string struct super switch this throws toJson true type typedef types undefined val value values var version virtual void with x
  Action Array Boolean Class Codable Date Default DataContract DataMember Description End Exception Get Hash HashMap Integer Inherits IReturn Json List Map
  Name Namespace None Object Optional Partial Option Property Public Return Returns Serialize Set String Type Val Value Vec Void`.split(
    /\s+/,
  ),
)

/** What stands for a type that is not printed. */
const leftOut = / is left out: another \S+ stands above\.$/

/** Whether a line speaks of these names and of nothing else in the set; a line of brackets speaks of nothing. */
export const speaksOnlyOf = (line: string, names: ReadonlySet<string>, { words }: RecordedSet): boolean =>
  leftOut.test(line) ||
  (line.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).every(
    (word) => names.has(word.replace(/_?\d*_?$/, '')) || names.has(word) || grammar.has(word) || !words.has(word),
  )

/** Whether a line speaks of one of these at all. */
export const speaksOf = (line: string, names: ReadonlySet<string>): boolean =>
  leftOut.test(line) ||
  (line.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).some(
    (word) => (!grammar.has(word) || /^[A-Z]/.test(word)) && (names.has(word) || names.has(word.replace(/_?\d*_?$/, ''))),
  )

/** The spellings of types and of their members. */
export const namesOf = (types: readonly MetadataType[]): ReadonlySet<string> =>
  new Set(
    types.flatMap(({ name, properties = [], enumNames = [] }) => [
      ...spellings(plainName(name)),
      ...properties.flatMap((property) => [...spellings(property.name), ...spellings(wireName(property))]),
      ...enumNames.flatMap(spellings),
    ]),
  )

const ownTypes = ({ types }: RecordedSet): MetadataType[] =>
  types.filter(({ namespace }) => !isSystem(namespace) && !/^ServiceStack(\.|$)/.test(namespace ?? ''))

/** Types of one name in several namespaces (M-6.19). */
export const twins = (set: RecordedSet): MetadataType[] =>
  set.types.filter(({ name, namespace }) => set.types.some((other) => other.name === name && other.namespace !== namespace))

/** Types with members that are one name to some language: equal on the wire, or but for case (M-4.1). */
export const withClashes = (set: RecordedSet): MetadataType[] =>
  ownTypes(set).filter(({ properties = [] }) => {
    const names = properties.map((property) => wireName(property).toLowerCase())
    return new Set(names).size < names.length
  })

/** Texts that members of enums have on the wire, and names that data members say. */
export const memberValues = ({ types }: RecordedSet): string[] => types.flatMap(({ enumMemberValues = [] }) => enumMemberValues)
export const dataNames = ({ types }: RecordedSet): string[] =>
  types.flatMap(({ properties = [] }) => properties.flatMap(({ dataMember }) => dataMember?.name ?? []))

/** Types that are a map themselves (M-12.4). */
export const mapBases = (set: RecordedSet): MetadataType[] =>
  ownTypes(set).filter(({ inherits }) => {
    const kind = inherits && shapeOf(typeName(inherits.name, inherits.genericArgs)).kind
    return kind === 'map' || kind === 'untypedMap'
  })

/** Interfaces of the set that its types implement (M-6.16). */
export const interfaces = (set: RecordedSet): MetadataType[] => ownTypes(set).filter(({ isInterface }) => isInterface)

/** The application's types with a name that means something in .NET or in a language (M-8.1). */
export const namedAsOthers = (set: RecordedSet): MetadataType[] => ownTypes(set).filter(({ name }) => meant.has(plainName(name)))

const meant: ReadonlySet<string> = new Set(
  `Abstract Action Any Array ArrayList As BasicObject BigDecimal Binding Bool Boolean Box Byte ByteArray Case Catch Char
  Character Class Clone Comparable Complex Data Date DateInterval DateOnly DateTime DateTimeOffset DayOfWeek Decimal Default
  Delegate Delegator Deserialize Dictionary Dir Double Duration Each Echo Encoding End Enum Enumerable Enumerator Errno Error
  Event Exception False FalseClass Fiber File FileTest Float For Forwardable Function GC Global Goto Guid Hash HashMap HashSet
  HttpWebResponse Implements Imports In Include Inherits Int Int16 Int32 Int64 Int8 IntPtr Integer Interface Is Iterable JSON
  JsonConverters JsonSerializable Kernel List ListBase Long Map MapBase Marshal Match MatchData Math Method Mod Module Monitor
  Mutex Namespace Never New NilClass Nothing Null Nullable Numeric Object ObjectSpace Observable Of On Operator Option
  Optional OrderedDictionary Overridable Partial Print Private Proc Process Property Public Queue Ractor Random Range Rational
  Readonly Record Refinement Regexp Result Return Returns RubyVM SByte Self Serialize ServiceStack Set Short Signal
  SimpleDelegator Single Singleton SortedDictionary Stack StandardError Static Stream String StringBuilder StringDictionary
  StringIO Struct Sub Switch Symbol Task Thread ThreadGroup Time TimeInterval TimeOnly TimeSpan TimeZone TimeZoneInfo Timeout
  Timer To TracePoint True TrueClass Tuple Tuple2 Tuple3 Type TypeContext TypeInfo TypeOf TypeToken TypeVar UInt16 UInt32
  UInt64 UInt8 URI UUID Uint8List UnboundMethod Uri Value Vec Version Void Warning With`.split(/\s+/),
)

/** Value types that are none of .NET's, no enums, and not among the types: structs (M-4.9). */
export const structs = (set: RecordedSet): string[] => {
  const known = new Set(set.types.map(({ name }) => plainName(name)))
  const parameters = new Set(set.types.flatMap(({ genericArgs = [] }) => genericArgs))
  const named = set.types.flatMap(({ properties = [] }) => properties).flatMap(leaves)
  return [...new Set(named)].filter((name) => !known.has(name) && !parameters.has(name) && !netNames.test(name))
}

const leaves = ({ type, genericArgs }: Pick<MetadataPropertyType, 'type' | 'genericArgs'>): string[] => {
  const visit = (each: ReturnType<typeof typeName>): string[] => [each.name, ...each.args.flatMap(visit)]
  return visit(typeName(type, genericArgs))
}

const netNames =
  /^(Boolean|Char|S?Byte|U?Int(16|32|64|Ptr)|Single|Double|Decimal|DateTime(Offset)?|DateOnly|TimeOnly|TimeSpan|Guid|String|Object|Uri|Type|Version|DayOfWeek|Stream|Nullable|I?List|I?Dictionary|HashSet|I?ReadOnly\w+|I?Enumerable|I?Collection|ISet|Queue|Stack|Linked\w+|Sorted\w+|KeyValuePair|Tuple|ValueTuple|Array(List)?|Hashtable|Exception|Action|Func|MailAddress|HttpWebResponse|Response(Status|Error)|I[A-Z]\w+)$/

/** Types that share their name with one of another arity (M-4.18). */
export const withArities = (set: RecordedSet): MetadataType[] =>
  set.types.filter(({ name }) => set.types.some((other) => other.name !== name && plainName(other.name) === plainName(name)))

/** Generic types, and what a response makes of one (M-7.4). */
export const generics = (set: RecordedSet): MetadataType[] =>
  set.types.filter(({ name, genericArgs }) => genericArgs?.length || name.includes('`'))
