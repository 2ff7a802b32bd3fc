import { HttpError } from '../../dtos/contract'
import type { Call } from '../call'
import { checkPassword, recordWrong, signInBy, wrong } from './check-password'
import type { AuthProvider } from './provider'
import { Refused } from './refused'
import { sessionOf } from './session-of'

/** Basic: user name and password with each call. Once verified it is remembered by its hash, so the slow password hash is not paid per call. */
export const basic = (): AuthProvider => ({
  name: 'basic',
  open: (auth) => ({
    readsCalls: true,
    signIn: (request, context) => signInBy(auth, request, context),
    readers: [
      {
        carrier: 'explicit',
        ambient: () => 'remembered',
        hashed: true,
        read: basicOf,
        // Whoever guesses from this address waits, also for what is known to be right.
        stillGood: ({ session }, { remoteAddress }) => !auth.attempts.waits(session!.userName, remoteAddress),
        async recognise(credential, call) {
          const pair = basicPair(credential)
          if (pair === undefined) return new Refused(notBasic(), 'bare')
          // A name alone may be another provider's key.
          if (pair.password === '') return new Refused(new HttpError(401, 'Unauthorized', wrong), 'unread')
          const user = await checkPassword(auth, pair.name, pair.password, call)
          if (user) return { session: sessionOf(user, 'basic') }
          // Guesses on open messages, where nobody is refused, leave no other trace.
          await recordWrong(auth, pair.name, call)
          return new Refused(new HttpError(401, 'Unauthorized', wrong))
        },
      },
    ],
  }),
})

const notBasic = () => new HttpError(401, 'Unauthorized', 'Not Authenticated')

/** What stands behind `Basic`, in any case; undefined: another scheme, or none. */
export function basicOf({ incoming }: Call): string | undefined {
  const { authorization } = incoming.headers
  return authorization !== undefined && /^basic /i.test(authorization) ? authorization.slice(6).trim() : undefined
}

/** The two halves of RFC 7617; undefined: it is not that. */
export function basicPair(credential: string): { readonly name: string; readonly password: string } | undefined {
  // Longer is nobody's: four bytes a character of both.
  if (credential.length > 8_192 || !/^[A-Za-z0-9+/_-]+=*$/.test(credential)) return undefined
  const text = Buffer.from(credential, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) }
}
