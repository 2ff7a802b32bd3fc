import type { Auth } from './auth'
import type { NamedProvider, OpenProvider } from './open-provider'

/** One way to prove who calls: what a call carries → who it is. One file, one line in the gateway's list. */
export interface AuthProvider extends NamedProvider {
  open(auth: Auth): OpenProvider
}
