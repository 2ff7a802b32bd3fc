import { IsDefined, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator'
import { Decimal } from 'decimal.js'
import { ApiMember, Namespace } from '../../contract'
import { ledgerNamespace } from './namespace'

/** Master data as messages carry it. What a value may be beyond its kind and length is the book's to say, for files and messages alike. */
@Namespace(ledgerNamespace)
export class Organization {
  @ApiMember('o- and an opaque text')
  @IsString()
  @MaxLength(64)
  id!: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(256)
  name!: string

  @ApiMember('The reseller')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  parent?: string

  @ApiMember('ISO 4217, upper case')
  @IsString()
  @Length(3, 3)
  currency!: string

  @ApiMember('IANA name')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timeZone?: string

  @ApiMember('ACTIVE when left out')
  @IsOptional()
  @IsIn(['ACTIVE', 'DELETED'])
  status?: 'ACTIVE' | 'DELETED'
}

@Namespace(ledgerNamespace)
export class Account {
  @ApiMember('24 hexadecimal digits')
  @IsString()
  @MaxLength(64)
  key!: string

  @ApiMember('AC and 32 hexadecimal digits; made from the key when left out')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  sid?: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(64)
  organization!: string

  @ApiMember('An account of the same organization')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  parent?: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(256)
  name!: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  companyName?: string

  @ApiMember('ACTIVE when left out')
  @IsOptional()
  @IsIn(['ACTIVE', 'CHURNED', 'IN_TRIAL', 'INACTIVE', 'PROSPECT', 'TRIAL_LOST', 'OTHER'])
  status?: 'ACTIVE' | 'CHURNED' | 'IN_TRIAL' | 'INACTIVE' | 'PROSPECT' | 'TRIAL_LOST' | 'OTHER'

  @ApiMember("The organization's when left out")
  @IsOptional()
  @IsString()
  @Length(3, 3)
  currency?: string

  @ApiMember('Names that switches and files know the account by', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  externalCodes?: string[]
}

@Namespace(ledgerNamespace)
export class Customer {
  @ApiMember('Unique within the account')
  @IsString()
  @MaxLength(256)
  id!: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(64)
  account!: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  parent?: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(256)
  name!: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(256)
  referenceId?: string
}

@Namespace(ledgerNamespace)
export class Product {
  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(64)
  code!: string

  @ApiMember('The product that its usage is added up under; its own code when left out')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  aggregate?: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(256)
  name!: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  family?: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  unitOfMeasure?: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  chargeType?: string
}

/** A price version. It never changes what is rated already. */
@Namespace(ledgerNamespace)
export class Rate {
  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(64)
  id!: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(64)
  meter!: string

  @ApiMember('Any product of the meter when left out')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  product?: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  organization?: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  account?: string

  @ApiMember('ISO 4217, upper case')
  @IsString()
  @Length(3, 3)
  currency!: string

  @ApiMember('Up to 9 decimals', { type: 'decimal', isRequired: true })
  @IsDefined()
  unitPrice!: Decimal

  @ApiMember('Inclusive; since ever when left out', { type: 'dateTime', isOptional: true })
  validFrom?: Date

  @ApiMember('Exclusive; for ever when left out', { type: 'dateTime', isOptional: true })
  validTo?: Date
}

@Namespace(ledgerNamespace)
export class Wallet {
  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(64)
  account!: string

  @ApiMember({ type: 'string' })
  @IsString()
  @MaxLength(256)
  name!: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  product?: string

  @ApiMember({ type: 'string' })
  @IsOptional()
  @IsString()
  @Length(3, 3)
  currency?: string

  @ApiMember({ type: 'decimal', isOptional: true })
  balance?: Decimal
}
