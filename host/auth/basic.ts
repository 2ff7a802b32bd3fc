import type { StoredUser } from '../../services'
import { PasswordVerifier } from './passwords'
import type { AuthProvider } from './provider'

/** Basic: user name and password. Once verified it is remembered by its hash, so the slow password hash is not paid per call. */
export function basic(): AuthProvider {
  const verifier = new PasswordVerifier()
  return {
    name: 'basic',
    refusal: 'Invalid Username or Password',
    challenge: 'Basic realm="/auth/basic"',
    ambient: true,
    credential(call) {
      const { authorization } = call.incoming.headers
      return authorization !== undefined && /^basic /i.test(authorization) ? authorization.slice(6).trim() : undefined
    },
    async authenticate(credential, users) {
      const text = Buffer.from(credential, 'base64').toString('utf8')
      const colon = text.indexOf(':')
      if (colon < 0 || credential.length > 1024) return undefined
      const user = await users.userByName(text.slice(0, colon))
      const good = await verifier.verify(user?.disabledAt === undefined ? user?.passwordHash : undefined, text.slice(colon + 1))
      return good && user ? { session: sessionOf(user) } : undefined
    },
  }
}

const sessionOf = (user: StoredUser) => ({
  provider: 'basic',
  userId: user.id,
  userName: user.userName,
  roles: user.roles,
  permissions: user.permissions,
  scopes: [],
  ...(user.organization === undefined ? {} : { organization: user.organization }),
  accounts: user.accounts,
  sources: [],
  credentialId: user.id,
})
