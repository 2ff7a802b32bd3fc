import { IsDate, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag, Verb } from '../../contract'
import { ownNamespace } from '../own-namespace'

/** One line of the audit log. */
@Namespace(ownNamespace)
export class AuditRecord {
  @ApiMember('Its number in the chain', { type: 'int32' }) seq!: number
  @ApiMember('signIn, refused, keyCreated …') kind!: string
  @ApiMember('When') at!: Date
  @ApiMember('Who did it', { isOptional: true }) userName?: string
  @ApiMember('By which provider', { isOptional: true }) provider?: string
  @ApiMember('From where', { isOptional: true }) address?: string
  @ApiMember('By which message', { isOptional: true }) message?: string
  @ApiMember('The status of a refusal', { type: 'int32', isOptional: true }) status?: number
  @ApiMember('Why', { isOptional: true }) reason?: string
  @ApiMember('To what', { isOptional: true }) subject?: string
  @ApiMember('The organization', { isOptional: true }) organization?: string
  @ApiMember('More, as JSON', { isOptional: true }) detail?: string
}

@Namespace(ownNamespace)
export class AuditPage {
  @ApiMember('The newest first', { type: [AuditRecord] }) records!: AuditRecord[]
  @ApiMember('Ask with before = this for older ones; absent at the end', { type: 'int32', isOptional: true }) next?: number
}

@Route('/admin/audit', 'GET')
@Api('The audit log, the newest first; each member narrows')
@Tag('admin')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class AdminListAudit extends Returns(AuditPage) {
  constructor(init?: Partial<AdminListAudit>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('What happened; kinds of which one', { type: ['string'] })
  @IsOptional()
  @IsString({ each: true })
  kind?: string[]
  @ApiMember('Who did it') @IsOptional() @IsString() @MaxLength(320) userName?: string
  @ApiMember('What it was done to') @IsOptional() @IsString() @MaxLength(320) subject?: string
  @ApiMember('From where') @IsOptional() @IsString() @MaxLength(64) address?: string
  @ApiMember('From this moment on') @IsOptional() @IsDate() since?: Date
  @ApiMember('Before this moment') @IsOptional() @IsDate() until?: Date
  @ApiMember('Only entries before this number', { type: 'int32' }) @IsOptional() @IsInt() @Min(1) before?: number
  @ApiMember('How many at most; 50 unless said', { type: 'int32' }) @IsOptional() @IsInt() @Min(1) @Max(1_000) take?: number
}

@Namespace(ownNamespace)
export class AuditVerdict {
  @ApiMember('The chain is whole, from its first entry to its newest') whole!: boolean
  @ApiMember('How many entries were read', { type: 'int32' }) entries!: number
  @ApiMember('The number of the newest', { type: 'int32' }) head!: number
  @ApiMember('The hash of the newest: note it elsewhere') hash!: string
  @ApiMember('The first entry that cannot be believed', { type: 'int32', isOptional: true }) faultAt?: number
  @ApiMember('What is wrong with it', { isOptional: true }) problem?: string
}

/** Reads all of the log, so it is a POST: no link or preview starts it. */
@Route('/admin/audit/verify', 'POST')
@Api('Walks the whole audit log and says whether anything in it was changed')
@Tag('admin')
@Authenticate()
@Verb('POST')
@Namespace(ownNamespace)
export class AdminVerifyAudit extends Returns(AuditVerdict) {
  constructor(init?: Partial<AdminVerifyAudit>) {
    super()
    Object.assign(this, init)
  }
}
