import { productTypesByName } from './languages/product-types'
import { camel } from './languages/text'
import { type Shape, shapeOf, type TypeName, typeName } from './languages/type-name'
import type { MetadataOperationType, MetadataPropertyType, MetadataType, MetadataTypes } from './type-metadata/model'

/** A sample body: a plain tree, or the name of what has no tree (M-3.10). */
export type Sample = { readonly kind: 'tree'; readonly value: unknown } | { readonly kind: 'named'; readonly text: string }

/** Makes sample bodies of requests and responses (M-3.11). */
export interface Samples {
  readonly request: (operation: MetadataOperationType) => Sample
  /** Undefined where nothing is answered. */
  readonly response: (operation: MetadataOperationType) => Sample | undefined
}

/** One type may stand inside itself this often (M-3.12). */
const deepest = 3

const scalars: Readonly<Record<string, unknown>> = {
  String: 'String',
  Boolean: false,
  Char: '\u0000',
  SByte: 0,
  Byte: 0,
  Int16: 0,
  UInt16: 0,
  Int32: 0,
  UInt32: 0,
  Int64: 0,
  UInt64: 0,
  Single: 0,
  Double: 0,
  Decimal: 0,
  IntPtr: '0',
  Guid: '00000000000000000000000000000000',
  DateTime: '0001-01-01T00:00:00Z',
  DateTimeOffset: '0001-01-01T00:00:00Z',
  DateOnly: '0001-01-01',
  TimeOnly: 'PT0S',
  TimeSpan: 'PT0S',
  Object: {},
}
const named: Readonly<Record<string, string>> = { String: '(string)', Stream: '(Stream)', HttpWebResponse: '(HttpWebResponse)' }
/** Made as interfaces, which have no sample (M-3.11); queues and stacks start empty. */
const absent: ReadonlySet<string> = new Set([
  'IEnumerable',
  'IList',
  'ICollection',
  'IReadOnlyList',
  'IReadOnlyCollection',
  'ISet',
  'IDictionary',
  'IReadOnlyDictionary',
])
const empty: ReadonlySet<string> = new Set(['Queue', 'Stack'])

export const samples = (metadata: MetadataTypes): Samples => {
  const types = new Map<string, MetadataType>()
  for (const type of productTypesByName.values()) types.set(type.name, type)
  for (const { response } of metadata.operations)
    if (response && !response.genericArgs?.length && !isSystem(response.namespace)) types.set(response.name, response)
  for (const type of [...metadata.types].reverse()) types.set(type.name, type)
  for (const { request } of metadata.operations) types.set(request.name, request)

  const sampleOf = (type: TypeName, path: readonly string[], bound: ReadonlyMap<string, TypeName>): unknown => {
    const generic = type.rank === 0 && type.args.length === 0 ? bound.get(type.name) : undefined
    if (generic) return sampleOf(generic, path, new Map())
    if (type.rank === 0 && absent.has(type.name)) return undefined
    if (type.rank === 0 && empty.has(type.name)) return []
    return makers[shapeOf(type).kind](shapeOf(type) as never, path, bound)
  }

  const makers: {
    readonly [Kind in Shape['kind']]: (
      shape: Extract<Shape, { kind: Kind }>,
      path: readonly string[],
      bound: ReadonlyMap<string, TypeName>,
    ) => unknown
  } = {
    bytes: () => 'AA==',
    list: ({ item }, path, bound) => [sampleOf(item, path, bound) ?? {}],
    map: ({ key, value }, path, bound) => ({ [String(sampleOf(key, path, bound))]: sampleOf(value, path, bound) ?? null }),
    untypedMap: () => ({}),
    nullable: ({ of }, path, bound) => sampleOf(of, path, bound),
    named: ({ name, args }, path, bound) => {
      const type = types.get(args.length > 0 ? `${name}\`${args.length}` : name)
      if (name === 'KeyValuePair' && args.length === 2)
        return { key: sampleOf(args[0]!, path, bound), value: sampleOf(args[1]!, path, bound) }
      if (!type) return Object.hasOwn(scalars, name) ? scalars[name] : undefined
      if (type.isEnum) return firstMember(type)
      if (type.isInterface || type.isAbstract || path.filter((each) => each === type.name).length >= deepest) return undefined
      const parameters = new Map(
        (type.genericArgs ?? [])
          .map((parameter, at) => [parameter, args[at] && close(args[at], bound)] as const)
          .filter((pair): pair is [string, TypeName] => pair[1] !== undefined),
      )
      return object(type, [...path, type.name], parameters)
    },
  }

  const object = (type: MetadataType, path: readonly string[], bound: ReadonlyMap<string, TypeName>): unknown => {
    const collection = type.inherits && shapeOf(typeName(type.inherits.name, type.inherits.genericArgs))
    if (collection && collection.kind !== 'named')
      return sampleOf(typeName(type.inherits?.name ?? '', type.inherits?.genericArgs), path, bound)
    const members = membersOf(type, bound).map(({ property, bound: own }) => {
      const value =
        isSystem(property.namespace) && Object.hasOwn(scalars, property.type)
          ? scalars[property.type]
          : sampleOf(typeName(property.type, property.genericArgs), path, own)
      return [propertyName(property), isLeftOut(property, value) ? undefined : value] as const
    })
    return Object.fromEntries(members.filter(([, value]) => value !== undefined))
  }

  /** Own members by their order, then those of the base (M-3.15). */
  const membersOf = (
    type: MetadataType,
    bound: ReadonlyMap<string, TypeName>,
  ): { property: MetadataPropertyType; bound: ReadonlyMap<string, TypeName> }[] => {
    const own = [...(type.properties ?? [])].sort((one, other) => (one.dataMember?.order ?? 0) - (other.dataMember?.order ?? 0))
    const base = type.inherits && types.get(type.inherits.name)
    const args = (type.inherits?.genericArgs ?? []).map((arg) => close(typeName(arg), bound))
    const baseBound = new Map(
      (base?.genericArgs ?? []).flatMap((parameter, at) => (args[at] ? [[parameter, args[at]] as const] : [])),
    )
    return [...own.map((property) => ({ property, bound })), ...(base && base !== type ? membersOf(base, baseBound) : [])]
  }

  return {
    request: ({ request }) => ({ kind: 'tree', value: object(request, [], new Map()) }),
    response: ({ response, returnType }) => {
      const answered = returnType ?? response
      if (!answered) return undefined
      const type = typeName(answered.name, returnType ? returnType.genericArgs : [])
      const shape = shapeOf(type)
      if (shape.kind === 'bytes') return { kind: 'named', text: '(byte[])' }
      if (type.rank === 0 && type.args.length === 0 && named[type.name]) return { kind: 'named', text: named[type.name]! }
      const root = type.args.length === 0 ? types.get(answered.name) : undefined
      return { kind: 'tree', value: root && !root.isEnum ? object(root, [], new Map()) : sampleOf(type, [], new Map()) }
    },
  }
}

const isSystem = (namespace: string | undefined): boolean => /^System(\.|$)/.test(namespace ?? '')

/** A default that is not to be written (M-4.15 EmitDefaultValue). */
const isLeftOut = ({ dataMember }: MetadataPropertyType, value: unknown): boolean =>
  dataMember?.emitDefaultValue === false && (value === 0 || value === false)

const close = (type: TypeName, bound: ReadonlyMap<string, TypeName>): TypeName => {
  const found = type.args.length === 0 && type.rank === 0 ? bound.get(type.name) : undefined
  return found ?? { ...type, args: type.args.map((arg) => close(arg, bound)) }
}

/** The name on the wire as it is, also where it is no identifier. */
const propertyName = ({ name, dataMember }: MetadataPropertyType): string => dataMember?.name ?? camel(name)

/** The member of the least value, by its text on the wire; a flags enum by its number (M-3.11). */
const firstMember = ({ enumNames = [], enumValues, enumMemberValues, isEnumInt }: MetadataType): unknown => {
  const least = enumValues
    ? enumValues.reduce((best, value, at) => (unsigned(value) < unsigned(enumValues[best] ?? '0') ? at : best), 0)
    : 0
  if (isEnumInt) return Number(enumValues?.[least] ?? 0)
  return enumMemberValues?.[least] ?? enumNames[least] ?? ''
}

const unsigned = (value: string): bigint => {
  const number = /^-?\d+$/.test(value) ? BigInt(value) : 0n
  return number < 0n ? number + (1n << 64n) : number
}
