import { IsOptional, IsString, MaxLength } from 'class-validator'
import { AllowAnonymous, Api, ApiMember, Namespace, Returns, Route, Tag, Verb } from '../contract'
import { ownNamespace } from './own-namespace'

/** One way to sign in that a browser follows. */
@Namespace(ownNamespace)
export class SignInWay {
  @ApiMember('The provider') name!: string
  @ApiMember('What people call it') label!: string
  @ApiMember('Where a browser goes to sign in') href!: string
}

@Namespace(ownNamespace)
export class SignInWays {
  @ApiMember('A name and a password may be posted to /auth/credentials') passwords!: boolean
  @ApiMember('Others that sign in by the browser', { type: [SignInWay] }) ways!: SignInWay[]
  @ApiMember('Whoever asks gets an account, at /register') registration!: boolean
  @ApiMember('Who is signed in now', { isOptional: true }) userName?: string
}

/** How one signs in here. For a browser it is the page where one does. */
@Route('/login', 'GET')
@Api('How one signs in here; in a browser, the page to do it')
@Tag('auth')
@AllowAnonymous()
@Verb('GET')
@Namespace(ownNamespace)
export class GetSignInWays extends Returns(SignInWays) {
  constructor(init?: Partial<GetSignInWays>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Where a browser goes then, on this host')
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  redirect?: string
}
