import { Type } from 'class-transformer'
import { Decimal } from 'decimal.js'
import { ApiMember, DataContract, DataMember, declareEnum, IgnoreDataMember, Namespace } from '../../../dtos/contract'

// The messages that the recorded exchanges of the reference were made with: each answers itself.

export const Color = declareEnum({ Red: 0, Green: 1, Blue: 5 } as const, 'Color')
export const Rights = declareEnum({ None: 0, Read: 1, Write: 2, Admin: 4 } as const, { name: 'Rights', flags: true })
export const Size = declareEnum({ XSmall: 0, Large: 1 } as const, { name: 'Size', memberValues: { XSmall: 'x-small' } })
export const Level = declareEnum({ Low: 10, High: 20 } as const, 'Level')

const required = { isOptional: false } as const
const optional = { isOptional: true } as const

@Namespace('Wire')
export class Item {
  @ApiMember({ type: 'int32', ...required }) id!: number
  @ApiMember({ type: 'string', ...optional }) name?: string
  @ApiMember({ type: 'decimal', ...required }) price!: Decimal
  @ApiMember({ type: ['string'], ...optional }) tags?: string[]
  @ApiMember({ type: () => Item, ...optional }) @Type(() => Item) child?: any
}

@Namespace('Wire')
export class EchoTypes {
  @ApiMember({ type: 'byte', ...required }) byte!: number
  @ApiMember({ type: 'sbyte', name: 'SByte', ...required }) sByte!: number
  @ApiMember({ type: 'int16', ...required }) short!: number
  @ApiMember({ type: 'uint16', name: 'UShort', ...required }) uShort!: number
  @ApiMember({ type: 'int32', ...required }) int!: number
  @ApiMember({ type: 'uint32', name: 'UInt', ...required }) uInt!: number
  @ApiMember({ type: 'int64', ...required }) long!: bigint
  @ApiMember({ type: 'uint64', name: 'ULong', ...required }) uLong!: bigint
  @ApiMember({ type: 'float', ...required }) float!: number
  @ApiMember({ type: 'double', ...required }) double!: number
  @ApiMember({ type: 'decimal', ...required }) decimal!: Decimal
  @ApiMember({ type: 'boolean', ...required }) bool!: boolean
  @ApiMember({ type: 'string', ...optional }) string?: string
  @ApiMember({ type: 'char', ...required }) char!: string
  @ApiMember({ type: 'guid', ...required }) guid!: string
  @ApiMember({ type: 'timeSpan', ...required }) timeSpan!: string
  @ApiMember({ type: 'dateTime', ...required }) dateTime!: Date
  @ApiMember({ type: 'dateTimeOffset', ...required }) dateTimeOffset!: Date
  @ApiMember({ type: 'bytes', ...optional }) bytes?: Uint8Array
  @ApiMember({ type: 'uri', ...optional }) uri?: string
}

@Namespace('Wire')
export class EchoNullables {
  @ApiMember({ type: 'int32', ...optional }) int?: number
  @ApiMember({ type: 'int64', ...optional }) long?: bigint
  @ApiMember({ type: 'double', ...optional }) double?: number
  @ApiMember({ type: 'float', ...optional }) float?: number
  @ApiMember({ type: 'decimal', ...optional }) decimal?: Decimal
  @ApiMember({ type: 'boolean', ...optional }) bool?: boolean
  @ApiMember({ type: 'guid', ...optional }) guid?: string
  @ApiMember({ type: 'timeSpan', ...optional }) timeSpan?: string
  @ApiMember({ type: 'dateTime', ...optional }) dateTime?: Date
  @ApiMember({ type: 'dateTimeOffset', ...optional }) dateTimeOffset?: Date
  @ApiMember({ type: 'date', ...optional }) dateOnly?: string
  @ApiMember({ type: 'time', ...optional }) timeOnly?: string
  @ApiMember({ type: Color, ...optional }) color?: number
  @ApiMember({ type: Rights, ...optional }) rights?: number
  @ApiMember({ type: 'char', ...optional }) char?: string
  @ApiMember({ type: 'string', ...optional }) string?: string
  @ApiMember({ type: 'bytes', ...optional }) bytes?: Uint8Array
  @ApiMember({ type: 'byte', ...optional }) byte?: number
  @ApiMember({ type: 'uint64', name: 'ULong', ...optional }) uLong?: bigint
}

@Namespace('Wire')
export class EchoEnums {
  @ApiMember({ type: Color, ...required }) color!: number
  @ApiMember({ type: Color, ...optional }) maybe?: number
  @ApiMember({ type: Rights, ...required }) rights!: number
  @ApiMember({ type: Size, ...required }) size!: number
  @ApiMember({ type: Level, ...required }) level!: number
  @ApiMember({ type: [Color], ...optional }) colors?: number[]
  @ApiMember({ type: { dictionary: 'int32', key: Color }, ...optional }) colorMap?: Record<string, number>
  @ApiMember({ type: [Size], ...optional }) sizes?: number[]
  @ApiMember({ type: [Rights], ...optional }) rightsList?: number[]
}

@Namespace('Wire')
export class EchoCollections {
  @ApiMember({ type: ['int32'], ...optional }) intArray?: number[]
  @ApiMember({ type: ['int32'], ...optional }) intList?: number[]
  @ApiMember({ type: ['string'], ...optional }) stringList?: string[]
  @ApiMember({ type: ['string'], ...optional }) stringArray?: string[]
  @ApiMember({ type: ['double'], ...optional }) doubleList?: number[]
  @ApiMember({ type: ['boolean'], ...optional }) boolList?: boolean[]
  @ApiMember({ type: ['dateTime'], ...optional }) dateList?: Date[]
  @ApiMember({ type: ['guid'], ...optional }) guidList?: string[]
  @ApiMember({ type: [Item], ...optional }) items?: Item[]
  @ApiMember({ type: Item, ...optional }) item?: Item
  @ApiMember({ type: { dictionary: 'string' }, ...optional }) map?: Record<string, string>
  @ApiMember({ type: { dictionary: 'string', key: 'int32' }, ...optional }) intMap?: Record<string, string>
  @ApiMember({ type: { dictionary: Item }, ...optional }) itemMap?: Record<string, Item>
  @ApiMember({ type: { dictionary: ['int32'] }, ...optional }) listMap?: Record<string, number[]>
  @ApiMember({ type: [['int32']], ...optional }) nested?: number[][]
  @ApiMember({ type: [[Item]], ...optional }) nestedItems?: Item[][]
  @ApiMember({ type: ['string'], ...optional }) set?: string[]
  @ApiMember({ type: ['int32'], ...optional }) maybeInts?: (number | null)[]
}

@Namespace('Wire')
export class Node {
  @ApiMember({ type: 'int32', ...required }) value!: number
  @ApiMember({ type: 'string', ...optional }) name?: string
  @ApiMember({ type: () => Node, ...optional }) @Type(() => Node) next?: any
  @ApiMember({ type: [() => Node], ...optional }) @Type(() => Node) children?: any[]
  @ApiMember({ type: { dictionary: () => Node }, ...optional }) map?: any
}

@Namespace('Wire')
export class EchoNested {
  @ApiMember({ type: Node, ...optional }) root?: Node
  @ApiMember({ type: 'string', ...optional }) note?: string
}

@Namespace('Wire')
export class EchoAny {
  @ApiMember({ type: 'any', ...optional }) value?: unknown
  @ApiMember({ type: ['any'], ...optional }) values?: unknown[]
  @ApiMember({ type: { dictionary: 'any' }, ...optional }) map?: Record<string, unknown>
}

@Namespace('Wire')
@DataContract()
export class EchoAliases {
  @DataMember({ name: 'first_name' }) @ApiMember({ type: 'string', ...optional }) firstName?: string
  @DataMember() @ApiMember({ type: 'string', ...optional }) lastName?: string
  @DataMember({ name: 'kebab-name' }) @ApiMember({ type: 'string', ...optional }) kebab?: string
  @DataMember({ order: 1 }) @ApiMember({ type: 'int32', ...required }) zed!: number
  @ApiMember({ type: 'string', ...optional }) hidden?: string
}

@Namespace('Wire')
export class EchoNames {
  @ApiMember({ type: 'string', name: 'URLPath', ...optional }) urlPath?: string
  @ApiMember({ type: 'string', name: 'ID', ...optional }) id?: string
  @ApiMember({ type: 'string', name: 'XMLs', ...optional }) xmLs?: string
  @ApiMember({ type: 'string', name: 'IOStream2', ...optional }) ioStream2?: string
  @ApiMember({ type: 'string', name: 'A', ...optional }) a?: string
  @ApiMember({ type: 'string', name: 'aBC', ...optional }) aBC?: string
  @ApiMember({ type: 'string', name: 'under_score', ...optional }) under_score?: string
  @ApiMember({ type: 'string', name: 'Snake_Case', ...optional }) snake_Case?: string
  @ApiMember({ type: 'string', ...optional }) firstName?: string
  @IgnoreDataMember() hidden?: string
}

@Namespace('Wire')
export class Thing {
  @ApiMember({ type: 'int32', ...required }) id!: number
  @ApiMember({ type: 'string', ...optional }) name?: string
  @ApiMember({ type: 'string', ...optional }) note?: string
  @ApiMember({ type: 'string', ...optional }) extra?: string
  @ApiMember({ type: 'int32', ...optional }) count?: number
  @ApiMember({ type: ['string'], ...optional }) tags?: string[]
}

export const wireMessages = {
  EchoTypes,
  EchoNullables,
  EchoEnums,
  EchoCollections,
  EchoNested,
  EchoAny,
  EchoAliases,
  EchoNames,
  Thing,
}
