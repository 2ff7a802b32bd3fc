import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag, Verb } from '../../contract'
import { KeyRecord, NewKeyRecord } from '../access-records'
import { ownNamespace } from '../own-namespace'
import { Listing } from './listing'

/** States that keys and clients are listed by. */
export const listedStates = ['active', 'ending', 'ended'] as const

@Namespace(ownNamespace)
export class KeyList {
  @ApiMember('How many there are', { type: 'int32' }) total!: number
  @ApiMember('Those that were asked for, the newest first', { type: [KeyRecord] }) keys!: KeyRecord[]
}

@Route('/admin/keys', 'GET')
@Api('API keys, without their secrets')
@Tag('admin')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class AdminListKeys extends Returns(KeyList, Listing) {
  constructor(init?: Partial<AdminListKeys>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('active, ending (within 14 days) or ended; all unless said', { allowableValues: [...listedStates] })
  @IsOptional()
  @IsIn(listedStates)
  state?: string
}

/** An operators' key: its rights are its own. */
@Route('/admin/keys', 'POST')
@Api('Makes an API key; the answer holds it, and nothing else ever will')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminCreateKey extends Returns(NewKeyRecord) {
  constructor(init?: Partial<AdminCreateKey>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('What it is for') @IsString() @Length(1, 100) name!: string
  @ApiMember('Messages and #tags that it may send; empty: all that its rights open', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  messages?: string[]
  @ApiMember('Roles', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  roles?: string[]
  @ApiMember('Permissions', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  permissions?: string[]
  @ApiMember('Scopes', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  scopes?: string[]
  @ApiMember('The organization that it is bound to') @IsOptional() @IsString() @MaxLength(64) organization?: string
  @ApiMember('Read only, for scripts on web pages: it needs messages') @IsOptional() @IsBoolean() browser?: boolean
  @ApiMember('Origins whose pages may use a browser key; any unless said', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(300, { each: true })
  origins?: string[]
  @ApiMember('Days that it lives; 365 unless said', { type: 'int32' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3_650)
  days?: number
}

@Route('/admin/keys/{Id}/rotate', 'POST')
@Api('Makes a successor of a key; the old one ends some hours later')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminRotateKey extends Returns(NewKeyRecord) {
  constructor(init?: Partial<AdminRotateKey>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The key') @IsString() @Length(1, 64) id!: string
  @ApiMember('Hours that the old one still works; 24 unless said', { type: 'int32' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(720)
  overlapHours?: number
}

@Route('/admin/keys/{Id}/revoke', 'POST')
@Api('Ends a key at once')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminRevokeKey extends Returns(KeyRecord) {
  constructor(init?: Partial<AdminRevokeKey>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The key') @IsString() @Length(1, 64) id!: string
}
