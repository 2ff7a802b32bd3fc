import { IsBoolean, IsEmail, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag, Verb } from '../../contract'
import { KeyRecord, SignInRecord } from '../access-records'
import { SignInsEnded } from '../account'
import { ownNamespace } from '../own-namespace'
import { isUserName } from '../user-name'
import { Listing } from './listing'

/** A user as administrators see one: everything but the password. */
@Namespace(ownNamespace)
export class UserRecord {
  @ApiMember('What it is called here') id!: string
  @ApiMember('The user name') userName!: string
  @ApiMember('What people call the user', { isOptional: true }) displayName?: string
  @ApiMember('The e-mail', { isOptional: true }) email?: string
  @ApiMember('active or disabled', { allowableValues: ['active', 'disabled'] }) state!: string
  @ApiMember('Roles', { type: ['string'] }) roles!: string[]
  @ApiMember('Permissions', { type: ['string'] }) permissions!: string[]
  @ApiMember('The organization', { isOptional: true }) organization?: string
  @ApiMember('Accounts that a Manager manages', { type: ['string'] }) accounts!: string[]
  @ApiMember('When it was made') createdAt!: Date
}

@Namespace(ownNamespace)
export class UserList {
  @ApiMember('How many there are', { type: 'int32' }) total!: number
  @ApiMember('Those that were asked for, by name', { type: [UserRecord] }) users!: UserRecord[]
}

@Route('/admin/users', 'GET')
@Api('Users, by name')
@Tag('admin')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class AdminListUsers extends Returns(UserList, Listing) {
  constructor(init?: Partial<AdminListUsers>) {
    super()
    Object.assign(this, init)
  }
}

@Namespace(ownNamespace)
export class UserDetails {
  @ApiMember('The user', { type: UserRecord }) user!: UserRecord
  @ApiMember('Where the user is signed in, the newest first', { type: [SignInRecord] }) signIns!: SignInRecord[]
  @ApiMember('Keys that act in the name of the user', { type: [KeyRecord] }) keys!: KeyRecord[]
}

@Route('/admin/users/{Id}', 'GET')
@Api('A user, with sign-ins and keys')
@Tag('admin')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class AdminGetUser extends Returns(UserDetails) {
  constructor(init?: Partial<AdminGetUser>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The user') @IsString() @Length(1, 64) id!: string
}

/** A user that was just made, or whose password was: the only answer that ever holds it. */
@Namespace(ownNamespace)
export class NewPassword {
  @ApiMember('The user', { type: UserRecord }) user!: UserRecord
  @ApiMember('The password that was made; absent where the caller said one', { isOptional: true }) password?: string
}

@Route('/admin/users', 'POST')
@Api('Makes a user; without a password one is made, and told in this answer only')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminCreateUser extends Returns(NewPassword) {
  constructor(init?: Partial<AdminCreateUser>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The user name: 3 to 64 letters and digits, single . _ - @ between')
  @IsString()
  @Matches(isUserName, { message: 'The user name is 3 to 64 letters and digits, with single . _ - or @ between them.' })
  userName!: string
  @ApiMember('What people call the user') @IsOptional() @IsString() @MaxLength(100) displayName?: string
  @ApiMember('The e-mail') @IsOptional() @IsEmail() @MaxLength(320) email?: string
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
  @ApiMember('The organization') @IsOptional() @IsString() @MaxLength(64) organization?: string
  @ApiMember('Accounts that a Manager manages', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  accounts?: string[]
  @ApiMember('The password: 10 characters or more; one is made unless said')
  @IsOptional()
  @IsString()
  @Length(10, 1_024)
  password?: string
}

/** What is absent stays as it is. Roles and the like hold with the user's next call. */
@Route('/admin/users/{Id}', 'POST')
@Api('Changes a user; what is absent stays as it is')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminChangeUser extends Returns(UserRecord) {
  constructor(init?: Partial<AdminChangeUser>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The user') @IsString() @Length(1, 64) id!: string
  @ApiMember('What people call the user') @IsOptional() @IsString() @MaxLength(100) displayName?: string
  @ApiMember('The e-mail') @IsOptional() @IsEmail() @MaxLength(320) email?: string
  @ApiMember('The organization') @IsOptional() @IsString() @MaxLength(64) organization?: string
  @ApiMember('Roles to give', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  addRoles?: string[]
  @ApiMember('Roles to take away', { type: ['string'] }) @IsOptional() @IsString({ each: true }) removeRoles?: string[]
  @ApiMember('Permissions to give', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  addPermissions?: string[]
  @ApiMember('Permissions to take away', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  removePermissions?: string[]
  @ApiMember('Accounts to give', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  addAccounts?: string[]
  @ApiMember('Accounts to take away', { type: ['string'] }) @IsOptional() @IsString({ each: true }) removeAccounts?: string[]
}

/** A disabled user is signed out everywhere, and cannot sign in; neither can the keys that act in the same name. */
@Route('/admin/users/{Id}/state', 'POST')
@Api('Disables a user, or lets one in again')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminSetUserState extends Returns(UserRecord) {
  constructor(init?: Partial<AdminSetUserState>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The user') @IsString() @Length(1, 64) id!: string
  @ApiMember('True: may not sign in any more') @IsBoolean() disabled!: boolean
}

@Route('/admin/users/{Id}/password', 'POST')
@Api(
  'Gives a user another password and signs the user out everywhere; without a password one is made, and told in this answer only',
)
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminResetPassword extends Returns(NewPassword) {
  constructor(init?: Partial<AdminResetPassword>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The user') @IsString() @Length(1, 64) id!: string
  @ApiMember('The password: 10 characters or more; one is made unless said')
  @IsOptional()
  @IsString()
  @Length(10, 1_024)
  password?: string
}

@Route('/admin/users/{Id}/sign-ins/end', 'POST')
@Api('Signs a user out: everywhere, or one sign-in')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminEndSignIns extends Returns(SignInsEnded) {
  constructor(init?: Partial<AdminEndSignIns>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The user') @IsString() @Length(1, 64) id!: string
  @ApiMember('Only this one') @IsOptional() @IsString() @MaxLength(64) signIn?: string
}
