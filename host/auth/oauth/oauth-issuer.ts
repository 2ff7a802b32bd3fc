import type { Session } from '../../../services'
import type { Recognised } from '../credential-reader'
import type { AuthProvider } from '../provider'
import { Refused } from '../refused'
import { bearerReader } from './bearer-reader'
import { bearerChallenge, invalidToken } from './challenges'
import { refusal } from './guarded-fetch'
import { IssuerKeys } from './issuer-keys'
import { type ClaimNames, sessionFromIssuer } from './issuer-session'
import { families, publicAlgorithms } from './public-key'
import { type Claims, peek, verified } from './signed-token'

export interface OAuthIssuerOptions extends ClaimNames {
  /** As its tokens name it, letter by letter: `https://id.example/realms/main`. */
  readonly issuer: string
  /** Who its tokens must be for: this gateway. */
  readonly audience: string | readonly string[]
  /** How the provider is called; `issuer` unless said. Two issuers need two names. */
  readonly name?: string
  /** Where its keys are; its discovery document says it unless said. */
  readonly jwksUri?: string
  /** `at+jwt` (RFC 9068) unless said. Issuers of before it, Keycloak too, write `JWT`: then the audience alone tells an access token from others. */
  readonly typ?: 'at+jwt' | 'JWT'
  /** Of one family; that of each key unless said. */
  readonly algorithms?: readonly string[]
  /** Seconds by which the clocks may differ; 30 unless said. */
  readonly clockTolerance?: number
  /** The last word on who a good token is: undefined refuses it. */
  readonly session?: (session: Session, claims: Claims) => Session | undefined
  /** Plain http to this machine, for tests. */
  readonly allowLoopback?: boolean
  /** Seconds between two fetches of keys; 30 unless said. */
  readonly cooldownSeconds?: number
  /** Seconds after which keys are fetched anew; 600 unless said. */
  readonly freshSeconds?: number
  /** Seconds that keys are good for while the issuer does not answer; an hour unless said. */
  readonly outageSeconds?: number
}

interface ByKey extends Recognised {
  readonly by: object
}

/** What an issuer's signature is on besides access tokens (Keycloak says it inside). */
const notForCalls: ReadonlySet<unknown> = new Set(['ID', 'Refresh', 'Offline', 'Logout'])

/**
 * Access tokens of another issuer: Keycloak, Entra, Auth0 … (RFC 9068, OpenID Connect Discovery). Its keys are fetched and remembered; an issuer that
 * cannot be asked costs its new tokens a 401 and the gateway nothing.
 */
export function oauthIssuer(options: OAuthIssuerOptions): AuthProvider {
  const { issuer, audience, name = 'issuer', typ = 'at+jwt', clockTolerance = 30, allowLoopback = false, session } = options
  const rules = { trusted: checked(options.jwksUri ?? issuer, allowLoopback), allowLoopback }
  checked(issuer, allowLoopback)
  checkAlgorithms(options.algorithms)
  const audiences = typeof audience === 'string' ? [audience] : [...audience]
  if (audiences.length === 0 || audiences.includes(''))
    throw new RangeError('oauthIssuer() needs an audience: a token for somebody else is not for this gateway.')
  return {
    name,
    challenge: bearerChallenge,
    open() {
      const keys = new IssuerKeys(issuer, options.jwksUri, rules, {
        cooldownSeconds: options.cooldownSeconds ?? 30,
        freshSeconds: options.freshSeconds ?? 600,
        outageSeconds: options.outageSeconds ?? 3_600,
        timeoutSeconds: 3,
        algorithms: options.algorithms,
      })
      const recognise = async (token: string): Promise<ByKey | Refused> => {
        const said = peek(token)
        if (said?.payload.iss !== issuer || notForCalls.has(said.payload.typ)) return new Refused(invalidToken())
        if (!publicAlgorithms.includes(String(said.header.alg))) return new Refused(invalidToken())
        const found = await verified(token, await keys.find(said.header.kid), {
          issuer,
          audience: audiences,
          typ,
          required: ['exp', 'iat', 'sub', 'aud'],
          clockTolerance,
        })
        const own = found && sessionFromIssuer(name, found.claims, options)
        const known = own && session ? session(own, found.claims) : own
        if (!known) return new Refused(invalidToken())
        return { session: known, until: (Number(found!.claims.exp) + clockTolerance) * 1000, by: found!.key }
      }
      return { readers: [bearerReader(recognise, (recognised) => keys.isLive((recognised as ByKey).by))] }
    },
  }
}

function checked(text: string, allowLoopback: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const why = url ? refusal(url, { trusted: url, allowLoopback }) : 'no address'
  if (why !== undefined) throw new RangeError(`oauthIssuer() takes an https address; ${JSON.stringify(text)} is ${why}.`)
  return url!
}

function checkAlgorithms(algorithms: readonly string[] | undefined): void {
  if (algorithms === undefined) return
  const family = Object.values(families).find((each: readonly string[]) => algorithms.every((name) => each.includes(name)))
  if (!family || algorithms.length === 0)
    throw new RangeError(
      `oauthIssuer() takes algorithms of one family, such as ${families.ES.join(', ')}; not ${algorithms.join(', ')}.`,
    )
}
