import type { MetadataType } from '../../metadata-pages'
import { anyOf, generics, namedAsOthers, namesOf, type RecordedSet, withArities } from './recorded-set'

/** Lines that a difference explains: by their form, or by what the set has. */
export type Lines = RegExp | ((set: RecordedSet) => RegExp)

/**
 * A line of the reference's that ours differs from on purpose: what ours is, what the reference's is, and why (docs/differences.md). It knows its
 * construct, never the name of a set or of a type: sets that nobody has seen are compared too.
 */
export interface Difference {
  readonly rule: string
  readonly why: string
  readonly languages: readonly string[]
  /** Lines that only ours has, and lines that only the reference's has; absent: none. */
  readonly ours?: Lines
  readonly reference?: Lines
  /** The types that have the construct: with none it cannot be met, and a line that speaks of others of the set is not explained by it. */
  readonly types?: (set: RecordedSet) => readonly MetadataType[]
  /** The option or the page (`… IncludeTypes=…`, `… page of …`) where alone it may be met. */
  readonly only?: RegExp
  /** Each side may stand without the other. */
  readonly apart?: boolean
  /** What a line is but for the difference: only lines that are the same in this are explained by it. */
  readonly alike?: (line: string, set: RecordedSet) => string
}

/** Lines with a type that shares its name with one of another arity, and what stands after the name. */
export const arityNames = (set: RecordedSet, after: string): RegExp => {
  const names = withArities(set).map(({ name }) => name.replace(/`.*$/, ''))
  return names.length === 0 ? /(?!)/ : new RegExp(`\\b(${names.join('|')})${after}`)
}

/**
 * A line that a type holds for one language alone: a comment, a decorator or an annotation that is none of those that every language has from the
 * metadata (M-4.12).
 */
export const emitted =
  /^\s*(\/\/ (?!@)|# (?!@)|#\[|@|\[<?|<)(?![<@]?(Returns|derive|serde|default|repr|allow|dataclass|dataclass_json|TimeSpan|throws|Route|Api\w*|DataContract|DataMember|SerializedName|Required|StringLength|Validate\w*|Meta|References|Ignore\w*|Computed|Flags|AutoQuery\w*|EnumMember|Description|AllowNullLiteral|GeneratedCode)\b)\S/

/** Types and type parameters of generic types: members of a generic response name either. */
export const closedOrOpen = (set: RecordedSet): RegExp =>
  generics(set).length === 0
    ? /(?!)/
    : anyOf([
        ...set.types.map(({ name }) => name.replace(/`.*$/, '')),
        ...set.types.flatMap(({ genericArgs = [] }) => genericArgs),
      ])

const scalars =
  /\b(String|string|str|Boolean|boolean|bool|Bool|TrueClass|U?Int(16|32|64)?|u?int(8|16|32|64)?|[iu](8|16|32|64)|Integer|number|Long|long|Short|Double|double|Float|float(32|64)?|f(32|64)|Decimal|decimal|BigDecimal|Guid|UUID|DateTime|Date|any|Any|Object|mixed|array|Nullable|DateTime|time\.Time|datetime\.datetime|\[\]const u8)\b/g

/** A set is compared with hundreds of texts: what is made of it alone is made once. */
const oncePerSet = <T>(make: (set: RecordedSet) => T): ((set: RecordedSet) => T) => {
  const made = new WeakMap<RecordedSet, { readonly value: T }>()
  return (set) => {
    const known = made.get(set) ?? { value: make(set) }
    made.set(set, known)
    return known.value
  }
}

const answers = oncePerSet((set) => ({
  names: namesOf(set.genericAnswers),
  types: new RegExp(closedOrOpen(set).source, 'gu'),
}))

/** A member of a generic answer but for the types that stand in it: closed or as it is defined, it is the same member. */
export const closedAlike = (line: string, set: RecordedSet): string => {
  const { names, types } = answers(set)
  return hasOne(line, names) || /@var/.test(line) ? line.replace(types, '_').replace(scalars, '_') : line
}
const hasOne = (line: string, names: ReadonlySet<string>): boolean =>
  (line.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).some((word) => names.has(word))

/** A line of Python but for quotes, for the last letters of the member's name and for what the member starts with. */
export const pythonAlike = (line: string): string =>
  line
    .replace(/"/g, '')
    .replace(/_*(?=: )/, '')
    .replace(/(?<=: .*) = .*$/, '')

/** Any of these texts; with none there is no such text. */
export const texts = (all: readonly string[]): string =>
  all.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') || '(?!)'

/** A line but for these parts of it. */
export const butFor =
  (...parts: readonly RegExp[]) =>
  (line: string): string =>
    parts.reduce((rest, part) => rest.replace(part, ''), line)

/** A line but for the application's types with a name that means something else, and for what stands there instead. */
export const namedAlike = (instead: RegExp): ((line: string, set: RecordedSet) => string) => {
  const form = oncePerSet((set) => {
    const names = namedAsOthers(set).map(({ name }) => name.replace(/`.*$/, ''))
    return new RegExp(`\`?(${instead.source}|\\b(${texts(names)})_?)\\b\`?`, 'g')
  })
  return (line, set) => line.replace(form(set), '_')
}

/** Lines of a form, in a set that has the construct. */
export const where =
  (types: (set: RecordedSet) => readonly MetadataType[], form: RegExp) =>
  (set: RecordedSet): RegExp =>
    types(set).length > 0 ? form : /(?!)/
