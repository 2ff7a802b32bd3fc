import { ApiMember, Namespace } from '../contract'
import { ownNamespace } from './own-namespace'

/** A sign-in that lasts, as its user and administrators see it: never its id. */
@Namespace(ownNamespace)
export class SignInRecord {
  @ApiMember('What it is called here; nothing can be done with it elsewhere') id!: string
  @ApiMember('session, or tokens') kind!: string
  @ApiMember('The provider that signed in', { isOptional: true }) provider?: string
  @ApiMember('When') createdAt!: Date
  @ApiMember('The last call', { isOptional: true }) seenAt?: Date
  @ApiMember('When it ends by itself') expiresAt!: Date
  @ApiMember('The address that it was made from', { isOptional: true }) address?: string
  @ApiMember('What the browser called itself', { isOptional: true }) device?: string
  @ApiMember('The one that asks') current!: boolean
}

/** An API key, without its secret. */
@Namespace(ownNamespace)
export class KeyRecord {
  @ApiMember('What it is called here') id!: string
  @ApiMember('What it is for') name!: string
  @ApiMember('Its first characters') hint!: string
  @ApiMember('active, ending, expired or revoked', { allowableValues: ['active', 'ending', 'expired', 'revoked'] })
  state!: string
  @ApiMember('The user in whose name it acts', { isOptional: true }) userName?: string
  @ApiMember('live, test …', { isOptional: true }) environment?: string
  @ApiMember('Read only, for scripts on web pages') browser!: boolean
  @ApiMember('Messages and #tags that it may send; empty: all that its roles open', { type: ['string'] }) messages!: string[]
  @ApiMember('Roles', { type: ['string'] }) roles!: string[]
  @ApiMember('Permissions', { type: ['string'] }) permissions!: string[]
  @ApiMember('Scopes', { type: ['string'] }) scopes!: string[]
  @ApiMember('The organization that it is bound to', { isOptional: true }) organization?: string
  @ApiMember('When it was made') createdAt!: Date
  @ApiMember('When it ends', { isOptional: true }) expiresAt?: Date
  @ApiMember('Its last call', { isOptional: true }) lastUsedAt?: Date
}

/** A key that was just made: the only answer that ever holds it. */
@Namespace(ownNamespace)
export class NewKeyRecord {
  @ApiMember('The key. It is kept as a hash and cannot be shown again') key!: string
  @ApiMember('All else about it', { type: KeyRecord }) record!: KeyRecord
}
