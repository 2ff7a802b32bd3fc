import { IsDateString, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator'
import {
  AllowAnonymous,
  Api,
  ApiMember,
  Authenticate,
  HttpError,
  RequiredRole,
  RequiredScope,
  Restrict,
  Returns,
  ReturnsVoid,
  Route,
  Tag,
  ValidateHasRole,
  ValidateIsAuthenticated,
  ValidateNotEmpty,
  Verb,
} from '../../dtos/contract'
import { apiKey, basic, createGateway, type GatewayOptions, hashPassword, MemoryUserStore, newApiKey } from '../../host'
import { Any, Delete, Get, HttpResult, Post } from '../../services'

/** A small library desk: the messages that the framework's own tests send. */
export class Loan {
  @ApiMember({ type: 'int64' }) id!: bigint
  @ApiMember({}) title!: string
  @ApiMember({ type: ['string'] }) marks?: string[]
}

export class FindLoansResponse {
  @ApiMember({ type: [Loan] }) results!: Loan[]
  @ApiMember({}) verb!: string
}

@Route('/loans/{Branch}', 'GET')
@Route('/loans', 'GET,POST')
@Verb('GET')
@Api('Finds loans')
@Tag('loans')
@AllowAnonymous()
export class FindLoans extends Returns(FindLoansResponse) {
  constructor(init?: Partial<FindLoans>) {
    super()
    Object.assign(this, init)
  }
  @ApiMember('Branch of the library') @IsOptional() @MaxLength(20) branch?: string
  @IsOptional() @IsInt() @Min(1) @Max(100) max?: number
  @IsOptional() @IsDateString() since?: string
}

@Route('/loans/add', 'POST')
@AllowAnonymous()
export class AddLoan extends Returns(Loan) {
  @ValidateNotEmpty() title!: string
  @ApiMember({ type: 'int64' }) id?: bigint
}

@Route('/loans/{Id}', 'DELETE')
@RequiredRole('Clerk')
export class DropLoan extends ReturnsVoid() {
  @ApiMember({ type: 'int32' }) id!: number
}

@Authenticate()
export class WhoAmI extends Returns(String) {}

@ValidateIsAuthenticated()
@ValidateHasRole('Auditor')
export class Audit extends ReturnsVoid() {}

@RequiredScope('loans:read')
export class ScopedLoans extends Returns([Loan]) {}

@AllowAnonymous()
export class Fails extends ReturnsVoid() {
  @ApiMember({}) how!: string
}

@Restrict({ verbs: ['POST'] })
@AllowAnonymous()
export class OnlyPosted extends ReturnsVoid() {}

export class DeskService {
  @Any(FindLoans) find(request: FindLoans, { verb }: { verb: string }) {
    const loan = { id: 9007199254740993n, title: `at ${request.branch ?? 'all'}`, marks: ['a', 'b,c'], secret: 'never leaves' }
    return { results: request.max === 1 ? [loan] : [loan, { id: 2n, title: 'é\u2028' }], verb }
  }
  @Post(AddLoan) async add({ title, id }: AddLoan) {
    return new HttpResult({ id: id ?? 1n, title }, { status: 201, headers: { Location: '/loans/1' } })
  }
  @Delete(DropLoan) drop() {}
  @Get(WhoAmI) who(_: WhoAmI, { session }: { session: { userName: string } | undefined }) {
    return session?.userName ?? ''
  }
  @Any(Audit) audit() {}
  @Any(ScopedLoans) *scoped() {
    yield { id: 1n, title: 'scoped' }
  }
  @Any(Fails) fails({ how }: Fails) {
    if (how === 'teapot') throw new HttpError(418, 'Teapot', 'I am one.', { fieldName: 'How' })
    throw new TypeError('password=hunter2')
  }
  @Any(OnlyPosted) posted() {}
}

export interface Desk {
  readonly users: MemoryUserStore
  readonly clerkKey: string
  readonly auditorKey: string
  readonly readerKey: string
  readonly browserKey: string
}

export async function deskUsers(): Promise<Desk> {
  const users = new MemoryUserStore()
  const key = (words: object) => {
    const made = newApiKey()
    users.putApiKey({
      id: made.id,
      name: 'key',
      hash: made.hash,
      hint: made.hint,
      userName: 'clara',
      roles: [],
      permissions: [],
      scopes: [],
      accounts: [],
      sources: [],
      createdAt: 0,
      ...words,
    })
    return made.key
  }
  users.putUser({
    id: 'u1',
    userName: 'clara',
    passwordHash: await hashPassword('a long password'),
    roles: ['Clerk'],
    permissions: [],
    accounts: [],
    createdAt: 0,
  })
  return {
    users,
    clerkKey: key({ roles: ['Clerk'] }),
    auditorKey: key({ userName: 'ada', roles: ['Auditor'] }),
    readerKey: key({ scopes: ['loans:read'] }),
    browserKey: key({ scopes: ['loans:read'], browser: { messages: ['ScopedLoans'], origins: ['https://shop.example'] } }),
  }
}

export const deskGateway = (users: MemoryUserStore, options: Partial<GatewayOptions> = {}) =>
  createGateway({
    services: [new DeskService()],
    auth: [apiKey(), basic()],
    users,
    namespace: 'Desk',
    onError: () => {},
    ...options,
  })
