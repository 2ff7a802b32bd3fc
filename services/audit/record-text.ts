import type { AuthEvent, AuthEventDetail } from './auth-events'
import { canonicalJson } from './chain'

const longestText = 256
const mostItems = 32

/**
 * Texts that are secrets whatever member they stand in: keys of ours and of the reference's form, tokens, hashes of passwords, whole credentials. The
 * senders never hand them in; this is the second wall.
 */
const secrets =
  /\b(?:tg_[0-9A-Za-z]{4,}_|idt_live_|[ps]k-|ak-)[\w-]{16,}|\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*){0,3}|\$(?:argon2\w*|scrypt|2[aby])\$[^\s"]*|\b(?:basic|bearer)\s+[\w.~+/=-]{8,}/gi

const textOf = (text: string): string => {
  // Cut first: time is bounded too. What is left of a secret at the cut still has the form of one.
  const clean = text.slice(0, 4 * longestText).replace(secrets, '***')
  return clean.length > longestText ? `${clean.slice(0, longestText - 1)}…` : clean
}

const valueOf = (value: AuthEventDetail[string]): AuthEventDetail[string] =>
  typeof value === 'string'
    ? textOf(value)
    : Array.isArray(value)
      ? value.slice(0, mostItems).map((each) => textOf(String(each)))
      : value

/** An event as the log keeps it: bounded, without secrets, in canonical JSON. */
export const recordText = ({ detail, ...event }: AuthEvent & { readonly at: number }): string => {
  const words = Object.entries(event).filter(([, value]) => value !== undefined && value !== '')
  const told = detail && Object.entries(detail).slice(0, mostItems)
  return canonicalJson({
    ...Object.fromEntries(words.map(([name, value]) => [name, typeof value === 'string' ? textOf(value) : value])),
    ...(told ? { detail: Object.fromEntries(told.map(([name, value]) => [textOf(name), valueOf(value)])) } : {}),
  })
}
