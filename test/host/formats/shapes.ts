import { Type } from 'class-transformer'
import { IsBoolean, IsNumber, IsOptional, IsString } from 'class-validator'
import { Decimal } from 'decimal.js'
import { ApiMember, DataContract, DataMember, IgnoreDataMember } from '../../../dtos/contract/api'
import { describe as modelOf } from '../../../dtos/contract/describe'
import type { Class, MessageType, Scalar, TypeRef } from '../../../dtos/contract/message-type'

/** The types that the format tests write, told as services tell theirs. */
export enum Color {
  Red = 0,
  Green = 1,
  Blue = 5,
}
export enum Size {
  XSmall = 'x-small',
  Large = 'Large',
}

export class Item {
  constructor(init?: Partial<Item>) {
    Object.assign(this, init)
  }
  @ApiMember({ type: 'int32' }) id?: number
  @IsOptional() @IsString() name?: string
  @ApiMember({ type: 'decimal' }) price?: Decimal
  @ApiMember({ type: ['string'] }) tags?: string[]
  @ApiMember({ type: () => Item }) child?: Item
}

export class Row {
  @ApiMember({ type: 'int32' }) id?: number
  @IsOptional() @IsString() name?: string
  @ApiMember({ type: 'decimal' }) price?: Decimal
  @IsOptional() @IsBoolean() active?: boolean
  @IsOptional() @Type(() => Date) due?: Date
  @ApiMember({ type: Color }) color?: Color
}

/** Nothing but texts, numbers and a bool: what JSON.stringify may write as it is. */
export class Plain {
  @IsOptional() @IsString() sid?: string
  @IsOptional() @IsNumber() count?: number
  @IsOptional() @IsBoolean() open?: boolean
  @ApiMember({ type: ['string'] }) tags?: string[]
  @IsOptional() @IsString() note?: string
}

export class Page {
  @ApiMember({ type: 'int32' }) total?: number
  @ApiMember({ type: [Row] }) results?: Row[]
}

@DataContract()
export class ContractPage {
  @DataMember() @ApiMember({ type: 'int32' }) total?: number
  @DataMember({ name: 'rows' }) @ApiMember({ type: [Row] }) results?: Row[]
  @IsOptional() @IsString() hidden?: string
}

@DataContract()
export class ContractOne {
  @DataMember() @ApiMember({ type: 'int32' }) total?: number
  @DataMember() @ApiMember({ type: Item }) item?: Item
}

export class Aliased {
  @DataMember({ name: 'first_name' }) @IsOptional() @IsString() firstName?: string
  @DataMember({ order: 1 }) @ApiMember({ type: 'int32' }) zed?: number
  @ApiMember({ name: 'URLPath' }) @IsOptional() @IsString() urlPath?: string
  @IgnoreDataMember() @IsOptional() @IsString() hidden?: string
}

export class Deep {
  @ApiMember({ type: 'int32' }) value?: number
  @ApiMember({ type: () => Deep }) next?: Deep
  @ApiMember({ type: () => [Deep] }) children?: Deep[]
}

export const object = (target: Class): TypeRef => ({ kind: 'object', type: modelOf(target, { namespace: 'Desk' }) })
export const typeOf = (target: Class): MessageType => modelOf(target, { namespace: 'Desk' })
export const list = (item: TypeRef): TypeRef => ({ kind: 'list', item })
export const scalar = (name: Scalar): TypeRef => ({ kind: 'scalar', scalar: name })
export const dictionary = (value: TypeRef): TypeRef => ({ kind: 'dictionary', key: { kind: 'scalar', scalar: 'string' }, value })
export const enumeration = (name: string, members: Record<string, string | number>, flags = false): TypeRef => ({
  kind: 'enum',
  type: {
    name,
    namespace: 'Desk',
    flags,
    members: Object.entries(members)
      .filter(([key]) => !/^\d+$/.test(key))
      .map(([key, value]) => ({
        name: key,
        value,
        ...(typeof value === 'string' && value !== key ? { memberValue: value } : {}),
      })),
  },
})
export const decimal = (text: string) => new Decimal(text)
