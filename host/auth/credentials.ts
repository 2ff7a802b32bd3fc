import { signInBy } from './check-password'
import type { AuthProvider } from './provider'
import { AuthenticateService } from './services/authenticate-service'
import { RegisterService, type Registration } from './services/register-service'
import { RolesService } from './services/roles-service'

export interface CredentialsOptions {
  /** Whoever asks gets an account; nobody unless said. */
  readonly registration?: boolean | Registration
}

/** User name and password by message, and a session afterwards; brings the messages that sign in and out and those that give roles. */
export const credentials = ({ registration = false }: CredentialsOptions = {}): AuthProvider => ({
  name: 'credentials',
  open: (auth) => ({
    signIn: (request, context) => signInBy(auth, request, context),
    services: [
      auth.service(AuthenticateService),
      auth.service(RolesService),
      ...(registration === false ? [] : [new RegisterService(auth, registration === true ? {} : registration)]),
    ],
  }),
})
