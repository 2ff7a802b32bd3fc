import { Decimal } from 'decimal.js'
import { Any, DataContract, DataMember, type GatewayOptions, IgnoreDataMember, Itself, ListOf, Returns, Route } from '../../host'
import { maybe, value, zero } from './members'
import { Color, Item, Level, Rights, Size, wireGateway } from './shared'

@Route('/types')
class EchoTypes extends Returns(Itself) {
  @value('byte') byte = 0
  @value('sbyte') sByte = 0
  @value('int16') short = 0
  @value('uint16') uShort = 0
  @value('int32') int = 0
  @value('uint32') uInt = 0
  @value('int64') long = 0n
  @value('uint64') uLong = 0n
  @value('float') float = 0
  @value('double') double = 0
  @value('decimal') decimal: Decimal = zero.decimal()
  @value('boolean') bool = false
  @maybe('string') string?: string
  @value('char') char: string = zero.char
  @value('guid') guid: string = zero.guid
  @value('timeSpan') timeSpan: string = zero.span
  @value('dateTime') dateTime = zero.date()
  @value('dateTimeOffset') dateTimeOffset = zero.date()
  @maybe('bytes') bytes?: Uint8Array
  @maybe('uri') uri?: string
}

@Route('/nullables')
class EchoNullables extends Returns(Itself) {
  @maybe('int32') int?: number
  @maybe('int64') long?: bigint
  @maybe('double') double?: number
  @maybe('float') float?: number
  @maybe('decimal') decimal?: Decimal
  @maybe('boolean') bool?: boolean
  @maybe('guid') guid?: string
  @maybe('timeSpan') timeSpan?: string
  @maybe('dateTime') dateTime?: Date
  @maybe('dateTimeOffset') dateTimeOffset?: Date
  @maybe('date') dateOnly?: string
  @maybe('time') timeOnly?: string
  @maybe(Color) color?: number
  @maybe(Rights) rights?: number
  @maybe('char') char?: string
  @maybe('string') string?: string
  @maybe('bytes') bytes?: Uint8Array
  @maybe('byte') byte?: number
  @maybe('uint64') uLong?: bigint
}

@Route('/enums')
class EchoEnums extends Returns(Itself) {
  @value(Color) color = Color.Red
  @maybe(Color) maybe?: number
  @value(Rights) rights = Rights.None
  @value(Size) size = Size.XSmall
  @value(Level) level = 0
  @maybe([Color]) colors?: number[]
  @maybe({ dictionary: 'int32', key: Color }) colorMap?: Record<string, number>
  @maybe([Size]) sizes?: number[]
  @maybe([Rights]) rightsList?: number[]
}

@Route('/collections')
class EchoCollections extends Returns(Itself) {
  @maybe(['int32']) intArray?: number[]
  @maybe(['int32']) intList?: number[]
  @maybe(['string']) stringList?: string[]
  @maybe(['string']) stringArray?: string[]
  @maybe(['double']) doubleList?: number[]
  @maybe(['boolean']) boolList?: boolean[]
  @maybe(['dateTime']) dateList?: Date[]
  @maybe(['guid']) guidList?: string[]
  @maybe([Item]) items?: Item[]
  @maybe(Item) item?: Item
  @maybe({ dictionary: 'string' }) map?: Record<string, string>
  @maybe({ dictionary: 'string', key: 'int32' }) intMap?: Record<string, string>
  @maybe({ dictionary: Item }) itemMap?: Record<string, Item>
  @maybe({ dictionary: ['int32'] }) listMap?: Record<string, number[]>
  @maybe([['int32']]) nested?: number[][]
  @maybe([[Item]]) nestedItems?: Item[][]
  @maybe(['string']) set?: string[]
  @maybe([{ nullable: 'int32' }]) maybeInts?: (number | null)[]
}

class Node {
  @value('int32') value = 0
  @maybe('string') name?: string
  @maybe(() => Node) next?: object
  @maybe([() => Node]) children?: object[]
  @maybe({ dictionary: () => Node }) map?: Record<string, object>
}

@Route('/nested')
class EchoNested extends Returns(Itself) {
  @maybe(Node) root?: Node
  @maybe('string') note?: string
}

@Route('/any')
class EchoAny extends Returns(Itself) {
  @maybe('any') value?: unknown
  @maybe(['any']) values?: unknown[]
  @maybe({ dictionary: 'any' }) map?: Record<string, unknown>
}

@Route('/aliases')
@DataContract()
class EchoAliases extends Returns(Itself) {
  @DataMember({ name: 'first_name' }) @maybe('string') firstName?: string
  @DataMember() @maybe('string') lastName?: string
  @DataMember({ name: 'kebab-name' }) @maybe('string') kebab?: string
  @DataMember({ order: 1 }) @value('int32') zed = 0
  @maybe('string') hidden?: string
}

@Route('/names')
class EchoNames extends Returns(Itself) {
  @maybe('string', 'URLPath') urlPath?: string
  @maybe('string', 'ID') id?: string
  @maybe('string', 'XMLs') xmLs?: string
  @maybe('string', 'IOStream2') ioStream2?: string
  @maybe('string', 'A') a?: string
  @maybe('string', 'aBC') aBC?: string
  @maybe('string', 'under_score') under_score?: string
  @maybe('string', 'Snake_Case') snake_Case?: string
  @maybe('string') firstName?: string
  @IgnoreDataMember() hidden?: string
}

@Route('/items')
class StoreItems extends Returns([Item], ListOf(Item)) {}

class TypesServices {
  @Any(EchoTypes) types(request: EchoTypes) {
    return request
  }
  @Any(EchoNullables) nullables(request: EchoNullables) {
    return request
  }
  @Any(EchoEnums) enums(request: EchoEnums) {
    return request
  }
  @Any(EchoCollections) collections(request: EchoCollections) {
    // A set of texts is a list on the wire.
    if (request.set) request.set = [...new Set(request.set)]
    return request
  }
  @Any(EchoNested) nested(request: EchoNested) {
    return request
  }
  @Any(EchoAny) anything(request: EchoAny) {
    return request
  }
  @Any(EchoAliases) aliases(request: EchoAliases) {
    return request
  }
  @Any(StoreItems) items(request: StoreItems) {
    return request
  }
  @Any(EchoNames) names(request: EchoNames) {
    return request
  }
}

export const typesHost = (options: Partial<GatewayOptions> = {}) => wireGateway([new TypesServices()], options)
