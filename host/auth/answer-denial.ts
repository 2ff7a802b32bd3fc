import type { Call } from '../call'
import { described } from '../error-reply'
import { standing } from '../plan'
import { send, sendEmpty } from '../send'
import type { AuthOptions, LoginPage } from './auth-options'
import type { Denial } from './denial'

/** An answer that is not a ResponseStatus: an empty one, a text, or the way to the login page. */
export interface DenialAnswer {
  readonly status: number
  readonly reason: string
  readonly headers: readonly string[]
  readonly text?: string
}

/** What a call gets that may not be made: an answer of its own, or the headers that the error's usual answer has beside it. */
export type AnswerDenial = (call: Call, denial: Denial) => DenialAnswer | Readonly<Record<string, string>>

/** `fallback`: the gateway's own challenge, for who would get it from no attribute. */
export function compileDenials({ denials = 'own', loginPage = false }: AuthOptions, fallback: string | undefined): AnswerDenial {
  const login = loginPage === false ? undefined : typeof loginPage === 'string' ? { path: loginPage } : loginPage

  return (call, denial) => {
    const { status, family, challenge } = denial
    // A HEAD has nothing to read in either form.
    const reference = denials === 'reference' || call.verb === 'HEAD'
    const own = denial.details.headers ?? {}
    if (call.plan.contract) return challenged(own, challenge)
    const page = call.format.page !== undefined && call.callback === undefined
    const referer = denial.refererToo && page ? ownReferer(call) : undefined
    if (referer !== undefined)
      return { status: 302, reason: 'Found', headers: ['Location', `${referer}#f=${formEncoded(denial.message)}`] }
    if (status === 401 && page && login !== undefined)
      return {
        status: 302,
        reason: 'Found',
        headers: ['Location', locationOf(call, login), ...flat(family === 'service' ? {} : challenged({}, challenge))],
      }
    if (family === 'service') return own
    if (status === 401) {
      // A browser that is sent nowhere is told how to sign in, by both families.
      const ruled = page && family === 'rule'
      const told = challenged(own, challenge ?? (ruled ? fallback : undefined))
      const empty = reference && call.callback === undefined && (challenge !== undefined || ruled)
      return empty ? { status, reason: 'Unauthorized', headers: flat(told) } : told
    }
    if (!reference || !(family === 'attribute' ? isLacking(denial, page) : page)) return own
    return {
      status,
      // What a right is called; why a credential was refused, a page is not told.
      reason: family === 'attribute' && !denial.refused ? denial.message : 'Forbidden',
      headers: ['Content-Type', 'text/plain', ...flat(own)],
      text: `Forbidden\r\n\r\nRequest.HttpMethod: ${call.verb}\r\nRequest.PathInfo: ${call.path}\r\nRequest.QueryString: ${call.query}\r\n\r\n`,
    }
  }
}

/** Writes what is no ResponseStatus. `common`: what every answer of the gateway carries. */
export function sendDenial(call: Call, { status, reason, headers, text }: DenialAnswer, common: readonly string[]): void {
  const all = [...headers, ...standing(true), ...common]
  call.callback = undefined
  if (text === undefined) sendEmpty(call, status, described(reason), all)
  else send(call, status, described(reason), all, text)
}

/** Who lacks a right gets the text in any format; whose credential was refused gets it as a page only. */
const isLacking = ({ refused }: Denial, page: boolean) => !refused || page

const challenged = (headers: Readonly<Record<string, string>>, challenge: string | undefined) =>
  challenge === undefined || headers['WWW-Authenticate'] !== undefined ? headers : { ...headers, 'WWW-Authenticate': challenge }
const flat = (headers: Readonly<Record<string, string>>): readonly string[] => Object.entries(headers).flat()

/** Where one was going is told absolute, form-encoded, in lower-case hex. */
function locationOf(call: Call, { path = '/login', parameter = 'redirect', pathOnly = false }: LoginPage): string {
  const query = call.query === '' ? '' : `?${call.query.replaceAll('%20', '+')}`
  const going = `${pathOnly ? '' : call.baseUrl}${call.path}${query}`
  const encoded = formEncoded(going).replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase())
  return `${call.baseUrl}${path}?${parameter}=${encoded}`
}

const formEncoded = (text: string) => new URLSearchParams({ f: text }).toString().slice(2)

/** The page of this host that the form stands on; another site's is not led back to. */
function ownReferer(call: Call): string | undefined {
  const referer = call.header('referer')
  if (referer === undefined || !URL.canParse(referer) || !URL.canParse(call.baseUrl)) return undefined
  return new URL(referer).origin === new URL(call.baseUrl).origin ? referer.split('#')[0] : undefined
}
