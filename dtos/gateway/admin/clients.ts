import { ArrayNotEmpty, IsOptional, IsString, Length, MaxLength } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag, Verb } from '../../contract'
import { ownNamespace } from '../own-namespace'
import { Listing } from './listing'

/** An OAuth2 client, without its secret. */
@Namespace(ownNamespace)
export class ClientRecord {
  @ApiMember('The client_id') id!: string
  @ApiMember('What it is for') name!: string
  @ApiMember('active or revoked', { allowableValues: ['active', 'revoked'] }) state!: string
  @ApiMember('Scopes', { type: ['string'] }) scopes!: string[]
  @ApiMember('The organization whose accounts it sees', { isOptional: true }) organization?: string
  @ApiMember('When it was made') createdAt!: Date
}

@Namespace(ownNamespace)
export class ClientList {
  @ApiMember('How many there are', { type: 'int32' }) total!: number
  @ApiMember('Those that were asked for, the newest first', { type: [ClientRecord] }) clients!: ClientRecord[]
}

@Route('/admin/clients', 'GET')
@Api('OAuth2 clients, without their secrets')
@Tag('admin')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class AdminListClients extends Returns(ClientList, Listing) {
  constructor(init?: Partial<AdminListClients>) {
    super()
    Object.assign(this, init)
  }
}

/** A client that was just made: the only answer that ever holds its secret. */
@Namespace(ownNamespace)
export class NewClientRecord {
  @ApiMember('The secret. It is kept as a hash and cannot be shown again') clientSecret!: string
  @ApiMember('All else about it', { type: ClientRecord }) client!: ClientRecord
}

@Route('/admin/clients', 'POST')
@Api('Makes an OAuth2 client; the answer holds its secret, and nothing else ever will')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminCreateClient extends Returns(NewClientRecord) {
  constructor(init?: Partial<AdminCreateClient>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('What it is for') @IsString() @Length(1, 100) name!: string
  @ApiMember('Scopes: one or more', { type: ['string'] })
  @ArrayNotEmpty()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  scopes!: string[]
  @ApiMember('The organization whose accounts it sees') @IsOptional() @IsString() @MaxLength(64) organization?: string
}

@Route('/admin/clients/{Id}/revoke', 'POST')
@Api('Ends a client; its tokens end with it')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminRevokeClient extends Returns(ClientRecord) {
  constructor(init?: Partial<AdminRevokeClient>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The client_id') @IsString() @Length(1, 64) id!: string
}
