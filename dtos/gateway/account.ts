import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag, Verb } from '../contract'
import { KeyRecord, NewKeyRecord, SignInRecord } from './access-records'
import { ownNamespace } from './own-namespace'

@Namespace(ownNamespace)
export class MyAccount {
  @ApiMember('The user') userId!: string
  @ApiMember('The user name') userName!: string
  @ApiMember('What people call the user', { isOptional: true }) displayName?: string
  @ApiMember('The e-mail', { isOptional: true }) email?: string
  @ApiMember('Roles', { type: ['string'] }) roles!: string[]
  @ApiMember('Permissions', { type: ['string'] }) permissions!: string[]
  @ApiMember('The organization', { isOptional: true }) organization?: string
  @ApiMember('Where the user is signed in, the newest first', { type: [SignInRecord] }) signIns!: SignInRecord[]
  @ApiMember('Keys that act in the name of the user, the newest first', { type: [KeyRecord] }) keys!: KeyRecord[]
}

/** The caller's own account. */
@Route('/account', 'GET')
@Api('Where the caller is signed in, and the keys that act in the same name')
@Tag('account')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class GetMyAccount extends Returns(MyAccount) {
  constructor(init?: Partial<GetMyAccount>) {
    super()
    Object.assign(this, init)
  }
}

@Namespace(ownNamespace)
export class SignInsEnded {
  @ApiMember('How many sign-ins ended', { type: 'int32' }) ended!: number
}

/** A new password; every other sign-in of the user ends. */
@Route('/account/password', 'POST')
@Api('Changes the caller’s password; everything else that is signed in with it is signed out')
@Tag('account')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class ChangeMyPassword extends Returns(SignInsEnded) {
  constructor(init?: Partial<ChangeMyPassword>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The password until now') @IsString() @Length(1, 1_024) currentPassword!: string
  @ApiMember('The new one: 10 characters or more') @IsString() @Length(10, 1_024) newPassword!: string
  @ApiMember('The new one once more') @IsString() @Length(1, 1_024) confirmPassword!: string
}

/** Signs out: one sign-in, all but this one, or all. */
@Route('/account/sign-ins/end', 'POST')
@Api('Signs out elsewhere: one sign-in by its id, else all; this one stays if asked')
@Tag('account')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class EndMySignIns extends Returns(SignInsEnded) {
  constructor(init?: Partial<EndMySignIns>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Only this one') @IsOptional() @IsString() @MaxLength(64) id?: string
  @ApiMember('The sign-in that asks stays') @IsOptional() @IsBoolean() keepThisOne?: boolean
}

/** A key that acts in the caller's name, with the roles that the caller has then. */
@Route('/account/keys', 'POST')
@Api('Makes an API key that acts in the name of the caller; the answer holds it, and nothing else ever will')
@Tag('account')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class CreateMyKey extends Returns(NewKeyRecord) {
  constructor(init?: Partial<CreateMyKey>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('What it is for') @IsString() @Length(1, 100) name!: string
  @ApiMember('Messages and #tags that it may send; empty: all that the caller may', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  messages?: string[]
  @ApiMember('Days that it lives; 365 unless said', { type: 'int32' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3_650)
  days?: number
}

/** Another key with the same rights; the old one goes on for some hours, so that programs can change over. */
@Route('/account/keys/rotate', 'POST')
@Api('Makes a successor of a key of the caller; the old one ends some hours later')
@Tag('account')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class RotateMyKey extends Returns(NewKeyRecord) {
  constructor(init?: Partial<RotateMyKey>) {
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

@Route('/account/keys/revoke', 'POST')
@Api('Ends a key of the caller at once')
@Tag('account')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class RevokeMyKey extends Returns(KeyRecord) {
  constructor(init?: Partial<RevokeMyKey>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The key') @IsString() @Length(1, 64) id!: string
}
