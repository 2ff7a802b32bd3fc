import { ArgumentException, type FieldError, HttpError, ValidationError } from '../../../dtos/contract'
import { Register, RegisterResponse } from '../../../dtos/gateway'
import { Post, Put, type RequestContext, type StoredUser } from '../../../services'
import type { Auth } from '../auth'
import { empty, longestPassword } from '../check-password'
import { randomText } from '../keys'
import { ownPagesOnly } from '../own-pages'
import { hashPassword } from '../passwords'
import { answerTo, targetOf } from './where-next'

export interface Registration {
  /** The id of the next user; random unless said. */
  readonly newId?: () => string
  /** Characters that a password has at least; 8 unless said. */
  readonly shortestPassword?: number
}

/** Whoever asks gets an account. */
export class RegisterService {
  constructor(
    private readonly auth: Auth,
    private readonly options: Registration,
  ) {}

  @Post(Register)
  post(request: Register, context: RequestContext) {
    return this.#register(request, context)
  }

  @Put(Register)
  async put(request: Register, context: RequestContext) {
    if (request.userName && (await this.auth.users.userByName(request.userName)))
      throw new ArgumentException(`User '${request.userName}' already exists`)
    return this.#register(request, context)
  }

  async #register(request: Register, context: RequestContext) {
    const target = targetOf(undefined, context)
    if (request.autoLogin) ownPagesOnly(this.auth, context)
    await this.#check(request)
    const { userName, email, displayName, firstName, lastName, password } = request
    const user: StoredUser = {
      id: this.options.newId?.() ?? `u-${randomText(12)}`,
      userName: userName || email!,
      ...(displayName ? { displayName } : {}),
      ...(firstName ? { firstName } : {}),
      ...(lastName ? { lastName } : {}),
      ...(email ? { email } : {}),
      passwordHash: await hashPassword(password!),
      roles: [],
      permissions: [],
      accounts: [],
      createdAt: Date.now(),
    }
    await this.#add(user, request)
    await this.auth.recordChange({ kind: 'userCreated', subject: user.id }, context)
    const response = new RegisterResponse()
    response.userId = user.id
    response.userName = user.userName
    if (request.autoLogin) {
      const { session, sessionId, roles, bearerToken, refreshToken, refreshTokenExpiry } = await this.auth.signIn(user, context, {
        provider: 'credentials',
      })
      Object.assign(response, { sessionId, bearerToken, refreshToken, refreshTokenExpiry })
      response.roles = [...roles]
      response.permissions = [...session.permissions]
    }
    return answerTo(context, response, target)
  }

  /** While the password was hashed another may have taken the name or the e-mail: what the store refuses is looked at again. */
  async #add(user: StoredUser, request: Register): Promise<void> {
    try {
      await this.auth.users.putUser(user)
    } catch (error) {
      await this.#check(request)
      throw error
    }
  }

  /** What the reference tells together comes together, then what it tells alone. Passwords are in no answer. */
  async #check({ userName, email, password = '', confirmPassword }: Register): Promise<void> {
    const { users } = this.auth
    const named = Boolean(userName) || Boolean(email)
    const errors: FieldError[] = []
    if (password === '' || password === null) errors.push(empty('Password', 'Password'))
    if (!named) errors.push(empty('UserName', 'User Name'), empty('Email', 'Email'))
    if (confirmPassword !== undefined && confirmPassword !== null && confirmPassword !== password)
      errors.push({
        errorCode: 'PasswordsShouldMatch',
        fieldName: 'ConfirmPassword',
        message: 'Passwords should match!',
        meta: { ComparisonProperty: 'Password', PropertyName: 'Confirm Password' },
      })
    if (email && !/^[^@\s]+@[^@\s]+$/.test(email))
      errors.push({
        errorCode: 'Email',
        fieldName: 'Email',
        message: "'Email' is not a valid email address.",
        meta: { PropertyName: 'Email' },
      })
    if (userName && (await users.userByName(userName))) errors.push(taken('UserName', 'User Name', 'Username', userName))
    const { shortestPassword = 8 } = this.options
    if (errors.length === 0 && (password.length < shortestPassword || password.length > longestPassword))
      errors.push({
        errorCode: 'Length',
        fieldName: 'Password',
        message: `'Password' must be between ${shortestPassword} and ${longestPassword} characters.`,
        meta: { PropertyName: 'Password' },
      })
    if (errors.length > 0) throw new ValidationError(errors)
    if (userName && !/^(?=.{3,36}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(userName))
      throw new ArgumentException('Username contains invalid characters', 'UserName')
    if (email && (await users.userByEmail(email))) throw new ValidationError([taken('Email', 'Email', 'Email', email)])
    if (email && email.length > 320)
      throw new HttpError(400, 'Email', 'The e-mail has more than 320 characters.', { fieldName: 'Email' })
  }
}

const taken = (fieldName: string, words: string, what: string, value: string) => ({
  errorCode: 'AlreadyExists',
  fieldName,
  message: `${what} already exists`,
  meta: { PropertyName: words, PropertyValue: value },
})
