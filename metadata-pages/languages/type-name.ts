/** A type as the model names it, taken apart: ``List`1`` with `["Loan[]"]` → List of (Loan, rank 1). */
export interface TypeName {
  /** Without arity and without the name of an outer type (M-4.7, M-8.1). */
  readonly name: string
  readonly args: readonly TypeName[]
  /** Levels of array around it: `Loan[][]` has 2. */
  readonly rank: number
}

/** What a name stands for in every language; only its spelling differs. */
export type Shape =
  | { readonly kind: 'bytes' }
  | { readonly kind: 'list'; readonly item: TypeName; readonly isArray?: boolean }
  | { readonly kind: 'map'; readonly key: TypeName; readonly value: TypeName }
  | { readonly kind: 'untypedMap' }
  | { readonly kind: 'nullable'; readonly of: TypeName }
  | { readonly kind: 'named'; readonly name: string; readonly args: readonly TypeName[] }

/** The reference leaves the second line of each set undefined in most languages; they are lists and maps all the same (M-4.8, chapter 27). */
const lists: ReadonlySet<string> = new Set([
  'List',
  'IEnumerable',
  'ICollection',
  'HashSet',
  'Queue',
  'Stack',
  'IList',
  'IReadOnlyList',
  'IReadOnlyCollection',
  'SortedSet',
  'ISet',
  'LinkedList',
])
const maps: ReadonlySet<string> = new Set([
  'Dictionary',
  'IDictionary',
  'IOrderedDictionary',
  'SortedDictionary',
  'SortedList',
  'IReadOnlyDictionary',
  'ConcurrentDictionary',
])
const untypedMaps: ReadonlySet<string> = new Set(['IDictionary', 'IOrderedDictionary', 'OrderedDictionary', 'StringDictionary'])
/** Typed as an interface: a member of it is not filled at the start (M-4.10). */
const interfaces: ReadonlySet<string> = new Set([
  'IEnumerable',
  'ICollection',
  'IList',
  'IReadOnlyList',
  'IReadOnlyCollection',
  'ISet',
  'IDictionary',
  'IReadOnlyDictionary',
])

/** The name of the model → without arity: ``Twin`2`` → `Twin`. */
export const plainName = (name: string): string => {
  if (!/[`[+.]/.test(name)) return name
  const bare = name.replace(/(\[\])+$/, '').replace(/`\d+$/, '')
  return bare.slice(Math.max(bare.lastIndexOf('+'), bare.lastIndexOf('.')) + 1)
}

export const arityOf = (name: string): number => (name.includes('`') ? Number(/`(\d+)/.exec(name)?.[1] ?? 0) : 0)

/**
 * Texts that were taken apart: a service has few types, and names them everywhere. A text means the same in all metadata, so nothing is shared but
 * work; a stranger's many names do not fill the memory.
 */
const known = new Map<string, TypeName>()
const mostKnown = 10_000

/** ``Dictionary`2``, `["String", "List<Loan>"]` → the name taken apart. */
export const typeName = (name: string, genericArgs: readonly string[] = []): TypeName => {
  const text = genericArgs.length > 0 ? `${name}\n${genericArgs.join('\n')}` : name
  const before = known.get(text)
  if (before) return before
  const taken = takenApart(name, genericArgs)
  if (known.size >= mostKnown) known.clear()
  known.set(text, taken)
  return taken
}

const takenApart = (name: string, genericArgs: readonly string[]): TypeName => {
  if (name.includes('<')) return parse(name)
  const rank = name.endsWith('[]') ? (/(\[\])+$/.exec(name)?.[0].length ?? 0) / 2 : 0
  return { name: plainName(name), args: genericArgs.map(parse), rank }
}

/** `Dictionary<String,List<Loan>>[]`, by nesting of brackets and top-level commas (M-4.7). */
const parse = (text: string): TypeName => {
  const trimmed = text.trim().replace(/^'/, '')
  const open = trimmed.indexOf('<')
  if (open === -1) return typeName(trimmed)
  const close = trimmed.lastIndexOf('>')
  const rank = trimmed.endsWith('>') ? 0 : (/^(\[\])*/.exec(trimmed.slice(close + 1))?.[0].length ?? 0) / 2
  return { name: plainName(trimmed.slice(0, open)), args: splitArgs(trimmed.slice(open + 1, close)).map(parse), rank }
}

const splitArgs = (text: string): string[] => {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (letter === '<' || letter === '[') depth++
    else if (letter === '>' || letter === ']') depth--
    else if (letter === ',' && depth === 0) {
      parts.push(text.slice(start, at))
      start = at + 1
    }
  }
  return [...parts, text.slice(start)]
}

export const shapeOf = (type: TypeName): Shape => {
  const { name, args, rank } = type
  if (rank === 1 && name === 'Byte') return { kind: 'bytes' }
  if (rank > 0) return { kind: 'list', item: { name, args, rank: rank - 1 }, isArray: true }
  const [first, second] = args
  if (name === 'Nullable' && first) return { kind: 'nullable', of: first }
  if (lists.has(name) && first && !second) return { kind: 'list', item: first }
  if (maps.has(name) && first && second) return { kind: 'map', key: first, value: second }
  if (untypedMaps.has(name) && !first) return { kind: 'untypedMap' }
  return { kind: 'named', name, args }
}

export const isCollectionInterface = (type: TypeName): boolean => type.rank === 0 && interfaces.has(type.name)

/** Every name in a type, with arity, arguments after what they belong to. */
export const namesIn = (type: TypeName): string[] => [
  type.args.length > 0 ? `${type.name}\`${type.args.length}` : type.name,
  ...type.args.flatMap(namesIn),
]
