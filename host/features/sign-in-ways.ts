import type { SignInKind, SignInWay, SignInWays } from '../../metadata-pages'
import type { Auth } from '../auth/auth'

/** Providers that are of the house, by name; of others it shows in what they do. */
const kinds: Readonly<Record<string, SignInKind>> = {
  credentials: 'credentials',
  basic: 'basic',
  apikey: 'apiKey',
  jwt: 'bearer',
  oauth: 'oauth',
  authsecret: 'secret',
}

/** How callers of this gateway say who they are; what only makes pages is none of it. */
export const signInWays = ({ providers, options }: Pick<Auth, 'providers' | 'options'>): SignInWays => {
  const { loginPage } = options
  const page = typeof loginPage === 'object' ? (loginPage.path ?? '/login') : loginPage
  return {
    ways: [...providers].flatMap(([name, { opened }]): SignInWay[] => {
      const kind = kinds[name] ?? (opened.signsInByGet ? 'redirect' : opened.readers?.length ? 'bearer' : undefined)
      return kind ? [{ name, kind }] : []
    }),
    ...(page ? { loginPage: page } : {}),
  }
}
