import type { MessageType } from '../../../dtos/contract'
import { Authenticate, GetAdministration, GetMyAccount, GetSignInWays } from '../../../dtos/gateway'
import type { Page, PageLink, PeopleFrame } from '../../../metadata-pages'
import { HttpResult, type RequestContext, type Session } from '../../../services'
import type { Auth } from '../auth'

/** Puts pages of one gateway together and sends them. */
export class PageMaker {
  constructor(
    private readonly auth: Auth,
    private readonly links: readonly PageLink[] = [],
  ) {}

  /** What surrounds a page for this caller. */
  frame(context: RequestContext): PeopleFrame {
    const { session } = context
    const { serviceName, product, hasPages } = this.auth.about
    return {
      serviceName,
      product,
      hasPages,
      mount: mountOf(context),
      person: session && (session.displayName ?? session.userName),
      hasAccount: messageOf(this.auth, GetMyAccount) !== undefined,
      signOut: this.#signOut(mountOf(context)),
      administers: session !== undefined && this.#administers(session),
      links: this.links,
    }
  }

  /** Roles that messages or users name, for forms that ask for some. */
  async roles(): Promise<readonly string[]> {
    const given = (await this.auth.users.users()).flatMap(({ roles }) => roles)
    return [...new Set([...this.auth.roleNames, ...given])].sort()
  }

  /** Where the form to sign out is sent, and where it leads. */
  #signOut(mount: string): string | undefined {
    if (!messageOf(this.auth, Authenticate)) return undefined
    const next = messageOf(this.auth, GetSignInWays) ? '/login' : '/'
    return `${mount}/auth/logout?redirect=${mount}${next}`
  }

  #administers({ roles, passesAll }: Session): boolean {
    const message = messageOf(this.auth, GetAdministration)
    if (!message) return false
    return passesAll === true || roles.includes('Admin') || message.access.requiredRoles.every((role) => roles.includes(role))
  }
}

export const messageOf = ({ catalog }: Auth, target: Function): MessageType | undefined =>
  catalog.operations.find(({ message }) => message.target === target)?.message

/** Where the gateway stands inside somebody's express app. */
export const mountOf = ({ raw }: RequestContext): string => (raw?.request as { baseUrl?: string } | undefined)?.baseUrl ?? ''

/** Also of answers to a POST, of which caches may keep some. */
const notKept = { 'Cache-Control': 'no-store' }

/** A page as a service answers it. */
export const sent = ({ body, headers, status }: Page): HttpResult<string> => {
  const { 'Content-Type': contentType, Vary: _, ...more } = headers
  return new HttpResult(body, { status, contentType: contentType!, headers: { ...more, ...notKept } })
}

/** A form that was sent without script leads back to a page that says it is done. */
export const goTo = (context: RequestContext, path: string): HttpResult<string> =>
  new HttpResult('', { location: `${mountOf(context)}${path}#done`, headers: notKept })

/** The page of ours that the form stood on, else the one that is said. */
export function goBack(context: RequestContext, otherwise: string): HttpResult<string> {
  const referer = context.raw?.request.headers.referer
  const from = referer !== undefined && URL.canParse(referer) ? new URL(referer) : undefined
  const isOwn = from !== undefined && URL.canParse(context.baseUrl) && from.origin === new URL(context.baseUrl).origin
  return isOwn
    ? new HttpResult('', { location: `${from.origin}${from.pathname}${from.search}#done`, headers: notKept })
    : goTo(context, otherwise)
}
