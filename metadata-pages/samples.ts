import { productTypesByName } from './languages/product-types'
import { isCollectionInterface, type Shape, shapeOf, type TypeName, typeName } from './languages/type-name'
import { type SampleMember, type SampleNode, sampleScalars, type TypeFinder } from './sample-node'
import type { MetadataOperationType, MetadataPropertyType, MetadataType, MetadataTypes } from './type-metadata/model'

/** A sample body: a tree of values, or the name of what has no tree (M-3.10). */
export type Sample =
  | { readonly kind: 'tree'; readonly node: SampleNode; readonly find: TypeFinder }
  | { readonly kind: 'named'; readonly text: string }

/** Makes sample bodies of requests and responses (M-3.11). */
export interface Samples {
  readonly request: (operation: MetadataOperationType) => Sample
  /** Undefined where nothing is answered. */
  readonly response: (operation: MetadataOperationType) => Sample | undefined
}

/** One type may stand inside itself this often, a list of it too (M-3.12). */
const deepest = 3

const named: Readonly<Record<string, string>> = { String: '(string)', Stream: '(Stream)', HttpWebResponse: '(HttpWebResponse)' }
/** Queues and stacks start empty (M-3.11). */
const empty: ReadonlySet<string> = new Set(['Queue', 'Stack'])

type Bound = ReadonlyMap<string, TypeName>
const unbound: Bound = new Map()

export const samples = (metadata: MetadataTypes): Samples => {
  const find = finder(metadata)

  const sampleOf = (open: TypeName, path: readonly string[], bound: Bound, namespace?: string): SampleNode => {
    const type = close(open, bound)
    // Interfaces have no sample (M-3.11).
    if (isCollectionInterface(type)) return { kind: 'absent', type }
    const shape = shapeOf(type)
    return makers[shape.kind](shape as never, path, type, namespace)
  }

  /** What is nested in itself too often is absent. */
  const nested = (type: TypeName, path: readonly string[], make: (path: readonly string[]) => SampleNode): SampleNode => {
    const key = spelled(type)
    return path.filter((each) => each === key).length >= deepest ? { kind: 'absent', type } : make([...path, key])
  }

  const makers: {
    readonly [Kind in Shape['kind']]: (
      shape: Extract<Shape, { kind: Kind }>,
      path: readonly string[],
      type: TypeName,
      namespace?: string,
    ) => SampleNode
  } = {
    bytes: (_, __, type) => ({ kind: 'value', type, value: 'AA==' }),
    list: ({ item }, path, type) =>
      empty.has(type.name) && type.rank === 0
        ? { kind: 'list', type, itemType: item }
        : nested(type, path, (below) => ({ kind: 'list', type, itemType: item, item: sampleOf(item, below, unbound) })),
    map: ({ key, value }, path, type) =>
      nested(type, path, (below) => ({
        kind: 'map',
        type,
        key: sampleOf(key, below, unbound),
        value: sampleOf(value, below, unbound),
      })),
    untypedMap: (_, __, type) => ({ kind: 'absent', type }),
    nullable: ({ of }, path, _, namespace) => sampleOf(of, path, unbound, namespace),
    named: ({ name, args }, path, type, namespace) => {
      const found = find(args.length > 0 ? `${name}\`${args.length}` : name, namespace)
      if (name === 'KeyValuePair' && args.length === 2) return pair(args, path, type)
      if (!found)
        return Object.hasOwn(sampleScalars, name) ? { kind: 'value', type, value: sampleScalars[name] } : { kind: 'absent', type }
      if (found.isEnum) return { kind: 'enum', type, of: found, at: leastMember(found) }
      // Nor has what only arguments make: tuples.
      if (found.isInterface || found.isAbstract || isSystem(found.namespace)) return { kind: 'absent', type, of: found }
      const node = nested(type, path, (below) => object(found, type, below))
      return node.kind === 'absent' ? { ...node, of: found } : node
    },
  }

  const pair = (args: readonly TypeName[], path: readonly string[], type: TypeName): SampleNode => ({
    kind: 'object',
    type,
    members: ['Key', 'Value'].map((name, at) => ({
      property: { name, type: args[at]?.name ?? 'Object' },
      node: sampleOf(args[at] ?? type, path, unbound),
    })),
  })

  const object = (of: MetadataType, type: TypeName, path: readonly string[]): SampleNode => {
    const bound = boundBy(of.genericArgs, type.args)
    const base = of.inherits && close(typeName(of.inherits.name, of.inherits.genericArgs), bound)
    const list = base && shapeOf(base)
    // A class that is a list counts itself, not the list that it is (M-3.12).
    if (list?.kind === 'list') return { kind: 'list', type: base!, itemType: list.item, item: sampleOf(list.item, path, unbound) }
    if (base && list?.kind !== 'named') return sampleOf(base, path, unbound)
    return { kind: 'object', type, of, members: membersOf(of, bound, path) }
  }

  /** Own members by their order, then those of the base (M-3.15). */
  const membersOf = (of: MetadataType, bound: Bound, path: readonly string[]): SampleMember[] => {
    const own = [...(of.properties ?? [])].sort((one, other) => (one.dataMember?.order ?? 0) - (other.dataMember?.order ?? 0))
    const base = of.inherits && find(of.inherits.name, of.inherits.namespace)
    const args = (of.inherits?.genericArgs ?? []).map((arg) => close(typeName(arg), bound))
    return [
      ...own.map((property) => ({ property, owner: of, node: memberOf(property, path, bound) })),
      ...(base && base !== of ? membersOf(base, boundBy(base.genericArgs, args), path) : []),
    ]
  }

  const memberOf = (property: MetadataPropertyType, path: readonly string[], bound: Bound): SampleNode => {
    const { type, namespace, genericArgs } = property
    if (isSystem(namespace) && Object.hasOwn(sampleScalars, type))
      return { kind: 'value', type: typeName(type), value: sampleScalars[type] }
    return sampleOf(typeName(type, genericArgs), path, bound, namespace)
  }

  const root = (of: MetadataType): Sample => ({
    kind: 'tree',
    node: object(of, typeName(of.name), []),
    find,
  })

  return {
    request: ({ request }) => root(request),
    response: ({ response, returnType }) => {
      const answered = returnType ?? response
      if (!answered) return undefined
      const type = typeName(answered.name, returnType ? returnType.genericArgs : [])
      if (shapeOf(type).kind === 'bytes') return { kind: 'named', text: '(byte[])' }
      if (type.rank === 0 && type.args.length === 0 && named[type.name]) return { kind: 'named', text: named[type.name]! }
      const isPlain = type.rank === 0 && type.args.length === 0
      const of = isPlain ? find(answered.name, answered.namespace) : undefined
      // A list or a generic type is made as any member of its type is (M-3.13).
      return of && !of.isEnum ? root(of) : { kind: 'tree', node: sampleOf(type, [], unbound), find }
    },
  }
}

/** Types by name, and by namespace where two have one name; the contract's own ones that no catalog lists come last. */
const finder = ({ operations, types }: MetadataTypes): TypeFinder => {
  const known = new Map<string, MetadataType>()
  const add = (type: MetadataType): void => {
    known.set(type.name, type)
    known.set(`${type.namespace}:${type.name}`, type)
  }
  for (const type of productTypesByName.values()) add(type)
  // A closed response under its open name stands for no other use of it.
  for (const { response } of operations)
    if (response && !response.genericArgs?.length && !isSystem(response.namespace)) add(response)
  for (const type of [...types].reverse()) add(type)
  for (const { request } of operations) add(request)
  return (name, namespace) => known.get(`${namespace}:${name}`) ?? known.get(name)
}

const isSystem = (namespace: string | undefined): boolean => /^System(\.|$)/.test(namespace ?? '')

const boundBy = (parameters: readonly string[] = [], args: readonly TypeName[]): Bound =>
  new Map(parameters.flatMap((parameter, at) => (args[at] ? [[parameter, args[at]] as const] : [])))

const close = (type: TypeName, bound: Bound): TypeName => {
  if (bound.size === 0) return type
  const found = type.args.length === 0 ? bound.get(type.name) : undefined
  return found ? { ...found, rank: found.rank + type.rank } : { ...type, args: type.args.map((arg) => close(arg, bound)) }
}

const spelled = ({ name, args, rank }: TypeName): string => `${name}<${args.map(spelled).join()}>${'[]'.repeat(rank)}`

/** The place of the member of the least value, in unsigned order (M-3.11). */
const leastMember = ({ enumValues }: MetadataType): number =>
  enumValues?.reduce((best, value, at) => (unsigned(value) < unsigned(enumValues[best] ?? '0') ? at : best), 0) ?? 0

const unsigned = (value: string): bigint => {
  const number = /^-?\d+$/.test(value) ? BigInt(value) : 0n
  return number < 0n ? number + (1n << 64n) : number
}
