/** How callers of a gateway can say who they are: what OpenAPI and `/metadata/app.json` tell of it. */
export interface SignInWay {
  /** The provider's name in `/auth/{name}`. */
  readonly name: string
  readonly kind: SignInKind
  readonly label?: string
  /** The header of a key, where it is not `X-Api-Key`. */
  readonly header?: string
}

/** `redirect`: the proof is elsewhere, and browsers go there first. */
export type SignInKind = 'credentials' | 'basic' | 'apiKey' | 'bearer' | 'oauth' | 'redirect' | 'secret'

export interface SignInWays {
  readonly ways: readonly SignInWay[]
  /** Where browsers sign in. */
  readonly loginPage?: string
}

interface KindWords {
  readonly label: string
  /** As generic clients know it (M-5.6). */
  readonly type: string
  readonly formLayout?: readonly object[]
  /** Its scheme in OpenAPI; what an OAuth2 flow needs beside it is the document's business. */
  readonly scheme?: readonly [name: string, scheme: object]
}

const input = (id: string, label: string, type: string, more: object = {}): object => ({ id, type, label, ...more })
const cookie = ['Session', { type: 'apiKey', in: 'cookie', name: 'ss-id' }] as const

const kinds: Readonly<Record<SignInKind, KindWords>> = {
  credentials: {
    label: 'Name and password',
    type: 'credentials',
    formLayout: [
      input('UserName', 'Name', 'text', { required: true, autocomplete: 'username' }),
      input('Password', 'Password', 'password', { required: true, autocomplete: 'current-password' }),
      input('RememberMe', 'Remember me', 'checkbox'),
    ],
    scheme: cookie,
  },
  basic: { label: 'Basic', type: 'Basic', scheme: ['Basic', { type: 'http', scheme: 'basic' }] },
  apiKey: {
    label: 'API key',
    type: 'apikey',
    formLayout: [input('apikey', 'API key', 'password')],
    scheme: ['ApiKey', { type: 'apiKey', in: 'header', name: 'X-Api-Key' }],
  },
  bearer: {
    label: 'Token',
    type: 'Bearer',
    formLayout: [input('BearerToken', 'Token', 'textarea')],
    scheme: ['Bearer', { type: 'http', scheme: 'bearer' }],
  },
  oauth: { label: 'Access token', type: 'Bearer', formLayout: [input('BearerToken', 'Access token', 'textarea')] },
  redirect: { label: 'Sign-in service', type: 'oauth', scheme: cookie },
  secret: { label: "Operators' secret", type: 'authsecret', formLayout: [input('authsecret', 'Secret', 'password')] },
}

/** `plugins.auth` of `/metadata/app.json` (M-5.6). */
export const authPlugin = ({ ways, loginPage }: SignInWays): object => ({
  ...(ways.some(({ kind }) => kind === 'secret') ? { hasAuthSecret: true } : {}),
  hasAuthRepository: true,
  includesRoles: true,
  ...(ways.some(({ kind }) => kind === 'oauth') ? { includesOAuthTokens: true } : {}),
  ...(loginPage ? { htmlRedirect: loginPage } : {}),
  authProviders: ways.map(({ name, kind, label }) => {
    const { type, formLayout, label: plain } = kinds[kind]
    const told = label ?? (kind === 'redirect' ? name : plain)
    return {
      name,
      label: told,
      type,
      ...(kind === 'redirect' ? { navItem: { href: `/auth/${name}`, label: `Sign in with ${told}` } } : {}),
      ...(formLayout ? { formLayout } : {}),
    }
  }),
  roleLinks: {},
  serviceRoutes: { Authenticate: ['/auth', '/auth/{provider}'] },
})

/** The schemes of OpenAPI that these ways are, each once. */
export const securityOfWays = ({ ways }: SignInWays): Readonly<Record<string, object>> =>
  Object.fromEntries(
    ways.flatMap(({ kind, header }) => {
      const { scheme } = kinds[kind]
      if (!scheme) return []
      const [name, words] = scheme
      return [[name, header ? { ...words, name: header } : words] as const]
    }),
  )
