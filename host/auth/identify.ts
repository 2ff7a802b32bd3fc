import { HttpError } from '../../dtos/contract'
import type { SessionStore, UserStore } from '../../services'
import type { Call } from '../call'
import { isPromise, type MaybePromise } from '../maybe'
import type { AuthOptions } from './auth-options'
import { type CredentialReader, carriers, isCookie, type Recognised } from './credential-reader'
import { Denial } from './denial'
import { foreignAttached } from './origin'
import { Refused } from './refused'
import { Remembered } from './remembered'

/** Finds out who calls and leaves it on the call: session, key, or why a credential was refused. */
export interface Identify {
  (call: Call): MaybePromise<void>
  /** Who calls may be said in a form, and is not known before it is read. */
  readonly readsForms: boolean
}

interface Kind {
  readonly reader: CredentialReader
  readonly memory: Remembered
  readonly cookie: boolean
}

/** Credentials in the order of. A call that carries none costs a look at its headers. */
export function createIdentify(
  readers: readonly CredentialReader[],
  users: UserStore | undefined,
  sessions: SessionStore | undefined,
  options: AuthOptions,
): Identify {
  const kinds: readonly Kind[] = carriers.flatMap((carrier) =>
    readers.flatMap((reader) =>
      reader.carrier === carrier ? [{ reader, memory: new Remembered(reader.hashed === true), cookie: isCookie(carrier) }] : [],
    ),
  )
  const version = () => (users?.version() ?? 0) + (sessions?.version() ?? 0)

  const identify = (call: Call): MaybePromise<void> => {
    // Once a call, however many messages it brings.
    if (call.identified) return undefined
    call.identified = true
    return from(call, 0, false)
  }
  return Object.assign(identify, { readsForms: readers.some(({ inForm }) => inForm) })

  /** `explicit`: there was such a credential, and cookies count no more. */
  function from(call: Call, start: number, explicit: boolean): MaybePromise<void> {
    for (let index = start; index < kinds.length; index++) {
      const kind = kinds[index]!
      if (explicit && kind.cookie) return undefined
      const credential = kind.reader.read(call)
      if (credential === undefined || (kind.reader.ambient !== undefined && isForeign(call, kind.reader))) continue
      const found = recognise(call, kind, credential)
      if (isPromise(found)) return found.then((settled) => settle(call, index, settled))
      return settle(call, index, found)
    }
    return undefined
  }

  function settle(call: Call, index: number, found: Recognised | Refused | undefined): MaybePromise<void> {
    const { reader, cookie } = kinds[index]!
    if (found === undefined) return from(call, index + 1, !cookie)
    if (found instanceof Refused) {
      if (call.refusal === undefined || found.tellsMoreThan(call.refusal)) call.refusal = found
      // A key that ended is told before anything else.
      return found.how === 'always' ? undefined : from(call, index + 1, !cookie)
    }
    call.refusal = undefined
    call.session = found.session
    if (found.key !== undefined) call.apiKey = found.key
    if (found.sessionId !== undefined) call.sessionId = found.sessionId
    // A key that names nobody goes with whoever else is named.
    return reader.carrier === 'key' && found.session === undefined ? from(call, index + 1, true) : undefined
  }

  function recognise(call: Call, { reader, memory }: Kind, credential: string): MaybePromise<Recognised | Refused | undefined> {
    const now = version()
    const known = memory.get(credential, now)
    if (known !== undefined && (reader.stillGood === undefined || reader.stillGood(known, call))) return known
    const remember = (found: Recognised | Refused | undefined) => {
      if (found !== undefined && !(found instanceof Refused)) memory.set(credential, found, now)
      return found
    }
    try {
      const found = reader.recognise(credential, call)
      return isPromise(found) ? found.then(remember).catch(refused) : remember(found)
    } catch (error) {
      return refused(error)
    }
  }

  /** What a browser attached by itself to another site's call does not count. */
  function isForeign(call: Call, { ambient }: CredentialReader): boolean {
    const how = ambient!(call)
    if (how === undefined) return false
    const why = foreignAttached(call, how, options)
    if (why === undefined) return false
    // What another site's script asks is answered as if nothing had been attached.
    if (why === 'page') call.refusal ??= new Refused(new HttpError(403, 'Forbidden', foreign[how]), 'foreign')
    return true
  }
}

const foreign = {
  cookie: 'Cookies do not count for what the page of another site wants changed.',
  remembered: 'A remembered password does not count for what the page of another site wants changed.',
}

/** An error that is meant for the caller is a refusal; a store that fails is none. */
function refused(error: unknown): Refused {
  if (error instanceof HttpError && error.status < 500 && !(error instanceof Denial)) return new Refused(error)
  throw error
}
