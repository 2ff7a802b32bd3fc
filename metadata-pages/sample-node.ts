import { camel } from './languages/text'
import type { TypeName } from './languages/type-name'
import type { MetadataPropertyType, MetadataType } from './type-metadata/model'

/** A value of a sample with what it is a sample of, so that each format writes it in its own way. */
export type SampleNode =
  | { readonly kind: 'value'; readonly type: TypeName; readonly value: unknown }
  | { readonly kind: 'enum'; readonly type: TypeName; readonly of: MetadataType; readonly at: number }
  /** Null: what is made of nothing, or stands in itself too often. */
  | { readonly kind: 'absent'; readonly type: TypeName; readonly of?: MetadataType }
  | { readonly kind: 'list'; readonly type: TypeName; readonly itemType: TypeName; readonly item?: SampleNode }
  | { readonly kind: 'map'; readonly type: TypeName; readonly key: SampleNode; readonly value: SampleNode }
  | { readonly kind: 'object'; readonly type: TypeName; readonly of?: MetadataType; readonly members: readonly SampleMember[] }

export interface SampleMember {
  readonly property: MetadataPropertyType
  /** The class that declares it. */
  readonly owner?: MetadataType
  readonly node: SampleNode
}

/** A type by its name with arity, and its namespace where two have one name. */
export type TypeFinder = (name: string, namespace?: string) => MetadataType | undefined

/** The sample of a scalar as JSON has it, dates in the gateway's own form (M-3.11). */
export const sampleScalars: Readonly<Record<string, unknown>> = {
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

/** The members that are written: what is absent is not, nor a default that is not to be written (M-4.15 EmitDefaultValue). */
export const writtenMembers = (members: readonly SampleMember[]): readonly SampleMember[] =>
  members.filter(({ property, node }) => property.dataMember?.emitDefaultValue !== false || !isDefault(node))

const isDefault = (node: SampleNode): boolean =>
  node.kind === 'absent' || (node.kind === 'value' && (node.value === 0 || node.value === false))

/** How a format spells a scalar in the plain tree. */
export type ScalarText = (node: Extract<SampleNode, { kind: 'value' }>) => unknown

/** A sample as the plain tree that JSON, JSV and what is made of them write. */
export const plainTree = (node: SampleNode, scalar: ScalarText = ({ value }) => value): unknown => {
  switch (node.kind) {
    case 'value':
      return scalar(node)
    case 'enum':
      return enumText(node.of, node.at)
    case 'absent':
      return undefined
    case 'list':
      return node.item ? [plainTree(node.item, scalar) ?? {}] : []
    case 'map':
      return { [String(plainTree(node.key, scalar))]: plainTree(node.value, scalar) ?? null }
    case 'object':
      return Object.fromEntries(
        writtenMembers(node.members)
          .map(({ property, node: value }) => [propertyName(property), plainTree(value, scalar)] as const)
          .filter(([, value]) => value !== undefined),
      )
  }
}

/** The name on the wire as it is, also where it is no identifier. */
const propertyName = ({ name, dataMember }: MetadataPropertyType): string => dataMember?.name ?? camel(name)

/** By its text on the wire; a flags enum by its number (M-3.11). */
const enumText = ({ enumNames = [], enumValues, enumMemberValues, isEnumInt }: MetadataType, at: number): unknown =>
  isEnumInt ? Number(enumValues?.[at] ?? 0) : (enumMemberValues?.[at] ?? enumNames[at] ?? '')
