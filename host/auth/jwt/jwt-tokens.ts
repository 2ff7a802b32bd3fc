import { ArgumentException, HttpError, TokenException } from '../../../dtos/contract'
import type { RequestContext, Session, StoredUser, TokenFamily } from '../../../services'
import { rotationOverlap } from '../../../services'
import type { Auth } from '../auth'
import { randomText } from '../keys'
import { enabled, sessionOf } from '../session-of'
import {
  accessPayload,
  accessType,
  type ClaimRules,
  familyOf,
  faultOf,
  newTokenId,
  refreshPayload,
  refreshType,
  said,
  sessionFrom,
} from './claims'
import type { JwtKey } from './jwt-keys'
import { isFault, jose, type ReadToken, TokenReader } from './token-reader'

export interface TokenLives extends ClaimRules {
  readonly accessSeconds: number
  readonly refreshSeconds: number
}

export interface MadeToken {
  readonly token: string
  /** Milliseconds since 1970. */
  readonly expires: number
  readonly payload: ReadToken['payload']
}

/** What the use of a refresh token gives. */
export interface Refreshed {
  readonly access: MadeToken
  readonly session: Session
  /** The next refresh token, where the one that was used has been exchanged. */
  readonly refresh?: MadeToken
}

/** Makes, judges and renews tokens, and keeps the book of their families. */
export class JwtTokens {
  readonly #reader: TokenReader

  constructor(
    private readonly auth: Auth,
    private readonly keys: readonly JwtKey[],
    private readonly rules: TokenLives,
  ) {
    this.#reader = new TokenReader(keys)
  }

  /** A new family: its access token, and its refresh token where that is wanted. */
  async start(session: Session, roles: readonly string[], context: RequestContext) {
    const family = randomText(22)
    const access = await this.#access(session, roles, family)
    const refresh = await this.#refresh(session.userId, family, Date.now() + this.rules.refreshSeconds * 1000)
    const agent = context.raw?.request.headers['user-agent']
    await this.auth.sessions.putFamily({
      id: family,
      userId: session.userId,
      current: String(refresh.payload.jti),
      createdAt: Date.now(),
      expiresAt: refresh.expires,
      address: context.remoteAddress,
      ...(agent ? { device: agent.slice(0, 200) } : {}),
    })
    this.auth.record({ kind: 'tokenIssued', userId: session.userId, userName: session.userName, provider: 'jwt' }, context)
    return { family, access, refresh }
  }

  /** Who an access token names; else what a protected message says of it, `undefined` where it could be anything. */
  async session(token: string): Promise<{ session: Session; until: number } | HttpError | undefined> {
    const read = await this.#reader.read(token)
    if (isFault(read)) return read.kind === 'bare' ? undefined : said(read.message)
    const fault = faultOf(read, this.rules, accessType)
    if (fault) return fault
    const family = await this.#family(read.payload)
    if (family?.endedAt !== undefined) return said(revoked)
    const user = await this.auth.users.userById(String(read.payload.sub))
    if (user && !enabled(user)) return said(revoked)
    return { session: sessionFrom(read.payload, user), until: Number(read.payload.exp) * 1000 }
  }

  /**
   * A new access token of the user as the store knows him now. `exchange`: the refresh token came in a cookie, so that the caller can be given the
   * next one; in a body it cannot, and lives on. Throws in the words of.
   */
  async refresh(token: string, exchange: boolean, context: RequestContext): Promise<Refreshed> {
    const read = await this.#reader.read(token)
    if (isFault(read)) throw new ArgumentException(read.kind === 'base64' ? read.message : invalid)
    const { payload } = read
    if (read.typ.toUpperCase() !== refreshType) throw new ArgumentException(invalid)
    const fault = faultOf(read, this.rules, refreshType)
    if (fault) throw new TokenException(fault.message)
    const user = enabled(await this.auth.users.userById(String(payload.sub)))
    if (!user) throw new HttpError(404, 'NotFound', 'User does not exist')
    const id = familyOf(payload)
    if (id === undefined) throw new ArgumentException(invalid)
    const family = (await this.auth.sessions.family(id)) ?? (await this.#adopt(id, payload, user))
    const refresh = await this.#use(family, String(payload.jti), exchange, context)
    const session = sessionOf(user, 'jwt')
    const access = await this.#access(session, session.roles, id)
    this.auth.record({ kind: 'tokenRefreshed', userId: user.id, userName: user.userName, provider: 'jwt' }, context)
    return { access, session: sessionFrom(access.payload, user), ...(refresh ? { refresh } : {}) }
  }

  /** Its sign-in is over: the family's tokens and its session are good no more. Of another issuer's that alone is remembered, until they end. */
  async end(token: string): Promise<void> {
    const read = await this.#reader.read(token)
    const id = isFault(read) ? undefined : familyOf(read.payload)
    if (isFault(read) || id === undefined) return
    const { sub, exp, jti } = read.payload
    const now = Date.now()
    const { sessions } = this.auth
    const family = await sessions.family(id)
    if (family) {
      for (const session of await sessions.sessionsOf(family.userId))
        if (session.family === id) await sessions.endSession(session.hash)
      return sessions.endFamily(id, now)
    }
    if (typeof exp !== 'number' || exp * 1000 <= now) return
    await sessions.putFamily({
      id,
      userId: String(sub),
      current: String(jti),
      createdAt: now,
      expiresAt: exp * 1000,
      endedAt: now,
    })
  }

  /** A refresh token that this store has not seen, of before a restart say: its signature is proof enough. */
  async #adopt(id: string, { jti, exp }: ReadToken['payload'], user: StoredUser): Promise<TokenFamily> {
    const family = { id, userId: user.id, current: String(jti), createdAt: Date.now(), expiresAt: Number(exp) * 1000 }
    await this.auth.sessions.putFamily(family)
    return family
  }

  async #use(family: TokenFamily, jti: string, exchange: boolean, context: RequestContext): Promise<MadeToken | undefined> {
    const now = Date.now()
    if (family.endedAt !== undefined) throw new ArgumentException(invalid)
    const { sessions } = this.auth
    const next = exchange ? await this.#refresh(family.userId, family.id, family.expiresAt) : undefined
    const outcome = next
      ? await sessions.rotateFamily(family.id, jti, String(next.payload.jti), now)
      : isLive(family, jti, now)
        ? 'overlap'
        : 'reused'
    if (outcome === 'rotated') return next
    if (outcome === 'overlap') return undefined
    if (outcome === 'reused') {
      await sessions.endFamily(family.id, now)
      this.auth.record({ kind: 'tokenReused', userId: family.userId, provider: 'jwt', reason: 'RefreshTokenReused' }, context)
    }
    throw new ArgumentException(invalid)
  }

  #family(payload: ReadToken['payload']) {
    const id = familyOf(payload)
    return id === undefined ? undefined : this.auth.sessions.family(id)
  }

  #access(session: Session, roles: readonly string[], family: string): Promise<MadeToken> {
    const times = this.#times(this.rules.accessSeconds)
    return this.#sign(accessType, accessPayload(session, roles, this.rules, times, newTokenId(family)))
  }

  #refresh(userId: string, family: string, until: number): Promise<MadeToken> {
    const iat = Math.floor(Date.now() / 1000)
    return this.#sign(refreshType, refreshPayload(userId, this.rules, { iat, exp: Math.floor(until / 1000) }, newTokenId(family)))
  }

  #times(seconds: number) {
    const iat = Math.floor(Date.now() / 1000)
    return { iat, exp: iat + seconds }
  }

  async #sign(typ: string, payload: ReadToken['payload']): Promise<MadeToken> {
    const { alg, kid, signing } = this.keys.find((key) => key.signing)!
    const { CompactSign } = await jose()
    const token = await new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader({ typ, alg, kid }).sign(signing!)
    return { token, payload, expires: Number(payload.exp) * 1000 }
  }
}

const invalid = 'Token is invalid'
const revoked = 'Token has been revoked'

const isLive = ({ current, previous, rotatedAt = 0 }: TokenFamily, jti: string, now: number) =>
  jti === current || (jti === previous && now - rotatedAt <= rotationOverlap)
