export interface Setting {
  readonly name: string
  readonly default: string
  readonly means: string
}

/** Another issuer whose access tokens count. */
export interface TrustedIssuer {
  readonly issuer: string
  readonly audience: string
  readonly jwksUri?: string
  readonly typ: 'at+jwt' | 'JWT'
  readonly rolesClaim?: string
  readonly organizationClaim?: string
}

/** An issuer at which people sign in by their browsers. */
export interface SignInIssuer {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  readonly name: string
  readonly unknownUsers: 'made' | 'refused'
  readonly rolesClaim?: string
  readonly organizationClaim?: string
}

export interface IssuerConfig {
  readonly trustedIssuer?: TrustedIssuer
  readonly signInIssuer?: SignInIssuer
}

export const issuerSettings: readonly Setting[] = [
  { name: 'TOLLGATE_OAUTH_ISSUER', default: 'none', means: 'another issuer whose access tokens count, as they name it (https)' },
  { name: 'TOLLGATE_OAUTH_AUDIENCE', default: 'none', means: 'who its tokens are for: this gateway; needed beside the issuer' },
  { name: 'TOLLGATE_OAUTH_JWKS_URI', default: 'by discovery', means: 'where its public keys are' },
  { name: 'TOLLGATE_OAUTH_TYP', default: 'at+jwt', means: 'what its tokens say that they are: `at+jwt`, or `JWT` (Keycloak)' },
  { name: 'TOLLGATE_OAUTH_ROLES_CLAIM', default: 'none', means: 'the claim that has roles, such as `realm_access.roles`' },
  { name: 'TOLLGATE_OAUTH_ORGANIZATION_CLAIM', default: 'none', means: 'the claim that has the organization' },
  { name: 'TOLLGATE_OIDC_ISSUER', default: 'none', means: 'an OpenID Connect issuer at which people sign in (https)' },
  { name: 'TOLLGATE_OIDC_NAME', default: 'oidc', means: 'how that is called: people sign in at `/auth/NAME`' },
  { name: 'TOLLGATE_OIDC_CLIENT_ID', default: 'none', means: 'what the issuer calls this gateway; needed beside the issuer' },
  { name: 'TOLLGATE_OIDC_CLIENT_SECRET', default: 'none', means: 'its secret there; without it a public client (PKCE)' },
  { name: 'TOLLGATE_OIDC_UNKNOWN_USERS', default: 'refused', means: '`made`: whom the issuer vouches for becomes a user here' },
  { name: 'TOLLGATE_OIDC_ROLES_CLAIM', default: 'none', means: 'the claim of the ID token that has roles' },
  { name: 'TOLLGATE_OIDC_ORGANIZATION_CLAIM', default: 'none', means: 'the claim of the ID token that has the organization' },
]

/** What the environment says of other issuers; every fault is told. */
export function readIssuers(env: NodeJS.ProcessEnv, faults: string[]): IssuerConfig {
  const optional = <K extends string>(key: K, name: string) =>
    env[name] ? ({ [key]: env[name] } as { readonly [P in K]: string }) : {}
  const choice = <const T extends readonly string[]>(name: string, choices: T): T[number] => {
    const text = env[name] || choices[0]!
    if (!choices.includes(text)) faults.push(`${name} is ${JSON.stringify(text)}; it takes ${choices.join(' or ')}.`)
    return text as T[number]
  }
  /** The settings of one issuer come together or not at all. */
  const pair = (issuer: string, other: string, all: string): boolean => {
    if (env[issuer] && !URL.canParse(env[issuer]))
      faults.push(`${issuer} is ${JSON.stringify(env[issuer])}, which is no address.`)
    if (env[issuer] && !env[other]) faults.push(`${issuer} needs ${other} beside it.`)
    const lost = issuerSettings.find(({ name }) => name.startsWith(all) && name !== issuer && env[name])
    if (!env[issuer] && lost) faults.push(`${lost.name} needs ${issuer} beside it.`)
    return !!env[issuer] && !!env[other]
  }
  const trusted = pair('TOLLGATE_OAUTH_ISSUER', 'TOLLGATE_OAUTH_AUDIENCE', 'TOLLGATE_OAUTH_')
  const signIn = pair('TOLLGATE_OIDC_ISSUER', 'TOLLGATE_OIDC_CLIENT_ID', 'TOLLGATE_OIDC_')
  return {
    ...(trusted
      ? {
          trustedIssuer: {
            issuer: env.TOLLGATE_OAUTH_ISSUER!,
            audience: env.TOLLGATE_OAUTH_AUDIENCE!,
            typ: choice('TOLLGATE_OAUTH_TYP', ['at+jwt', 'JWT']),
            ...optional('jwksUri', 'TOLLGATE_OAUTH_JWKS_URI'),
            ...optional('rolesClaim', 'TOLLGATE_OAUTH_ROLES_CLAIM'),
            ...optional('organizationClaim', 'TOLLGATE_OAUTH_ORGANIZATION_CLAIM'),
          },
        }
      : {}),
    ...(signIn
      ? {
          signInIssuer: {
            issuer: env.TOLLGATE_OIDC_ISSUER!,
            clientId: env.TOLLGATE_OIDC_CLIENT_ID!,
            name: env.TOLLGATE_OIDC_NAME || 'oidc',
            unknownUsers: choice('TOLLGATE_OIDC_UNKNOWN_USERS', ['refused', 'made']),
            ...optional('clientSecret', 'TOLLGATE_OIDC_CLIENT_SECRET'),
            ...optional('rolesClaim', 'TOLLGATE_OIDC_ROLES_CLAIM'),
            ...optional('organizationClaim', 'TOLLGATE_OIDC_ORGANIZATION_CLAIM'),
          },
        }
      : {}),
  }
}
