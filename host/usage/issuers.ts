import { randomBytes } from 'node:crypto'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { oauthIssuer } from '../auth/oauth/oauth-issuer'
import { oidc } from '../auth/oidc/oidc'
import type { AuthProvider } from '../auth/provider'
import { type Config, ConfigError } from './config'

/** The issuers of the configuration as providers. Outside production one of this machine may speak plain http. */
export async function issuersOf(
  { trustedIssuer, signInIssuer, production }: Config,
  { once, settings }: StorageEngine,
): Promise<readonly AuthProvider[]> {
  const allowLoopback = !production
  // A browser may come back to another process than the one that sent it away.
  const secret = signInIssuer && (await settings.putIfAbsent('sign-in-secret', randomBytes(32).toString('base64url')))
  try {
    return [
      ...(trustedIssuer ? [oauthIssuer({ ...trustedIssuer, allowLoopback })] : []),
      ...(signInIssuer ? [oidc({ ...signInIssuer, secret: secret!, once, allowLoopback })] : []),
    ]
  } catch (error) {
    throw error instanceof RangeError ? new ConfigError(error.message) : error
  }
}
