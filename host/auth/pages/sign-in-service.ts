import type { Operation } from '../../../dtos/contract'
import { Authenticate, GetSignInWays, Register, SignInWay, SignInWays } from '../../../dtos/gateway'
import type { Wanted } from '../../../metadata-pages'
import { Get, type RequestContext } from '../../../services'
import { pages } from '../../pages'
import type { Auth } from '../auth'
import { ownTarget } from '../redirect'
import { messageOf, mountOf, type PageMaker, sent } from './page-maker'

export interface SignInWords {
  /** Where people are sent who did not want to go anywhere: `/account` unless said. */
  readonly afterwards: string
  /** What people call other providers: `{ oidc: 'Harbour single sign-on' }`. */
  readonly labels: Readonly<Record<string, string>>
}

/** `/login`: how one signs in, as data and as the page to do it. */
export class SignInService {
  constructor(
    private readonly auth: Auth,
    private readonly pages: PageMaker,
    private readonly words: SignInWords,
  ) {}

  @Get(GetSignInWays)
  ways(_: GetSignInWays, context: RequestContext): SignInWays {
    const opened = [...this.auth.providers.values()]
    const ways = opened
      .filter((each) => each.opened.signsInByGet)
      .map(({ provider: { name } }) =>
        Object.assign(new SignInWay(), {
          name,
          label: this.words.labels[name] ?? name,
          href: `${mountOf(context)}/auth/${encodeURIComponent(name)}`,
        }),
      )
    const { session } = context
    return Object.assign(new SignInWays(), {
      passwords: this.auth.providers.has('credentials'),
      ways,
      registration: messageOf(this.auth, Register) !== undefined,
      ...(session ? { userName: session.userName } : {}),
    })
  }

  @Get(GetSignInWays, 'html')
  page(request: GetSignInWays, context: RequestContext) {
    const { redirect, failed } = this.#asked(request.redirect, context)
    const wanted = this.#wanted(redirect, context)
    const target = wanted?.target ?? `${mountOf(context)}${this.words.afterwards}`
    return sent(pages().signInPage(this.pages.frame(context), { ways: this.ways(request, context), wanted, target, failed }))
  }

  /** A form that signed nobody in leads here where its browser did not say which page it stood on: what counts is where that was to lead. */
  #asked(redirect: string | undefined, context: RequestContext): { redirect: string | undefined; failed: boolean } {
    const url = redirect ? ownUrl(redirect, context.baseUrl) : undefined
    if (!url || this.#operationAt(url, context)?.message.target !== Authenticate) return { redirect, failed: false }
    return { redirect: url.searchParams.get('redirect') ?? undefined, failed: /\/auth\/[^/]+$/.test(url.pathname) }
  }

  /** Where one was going, if that is on this host and a browser can go there; what asks for it, if it is a message. */
  #wanted(redirect: string | undefined, context: RequestContext): Wanted | undefined {
    const url = redirect ? ownUrl(redirect, context.baseUrl) : undefined
    const target = url && url.pathname + url.search
    // `/.//evil` is a path of this host until its dot is gone.
    if (!url || !target || !ownUrl(target, context.baseUrl)) return undefined
    const operation = this.#operationAt(url, context)
    // A form that was sent when nobody was signed in any more: it cannot be gone to again.
    if (operation && !operation.actions.some((verb) => verb === 'GET' || verb === 'ANY')) return undefined
    if (operation?.message.target === GetSignInWays) return undefined
    const { requiredRoles = [], requiresAnyRole = [] } = operation?.message.access ?? {}
    return { target, roles: [...requiredRoles, ...requiresAnyRole] }
  }

  #operationAt({ pathname }: URL, context: RequestContext): Operation | undefined {
    const mount = mountOf(context)
    const path = pathname.startsWith(mount) ? pathname.slice(mount.length) : pathname
    return this.auth.catalog.operations.find((each) => answersAt(each, path))
  }
}

function ownUrl(target: string, baseUrl: string): URL | undefined {
  try {
    return new URL(ownTarget(target, baseUrl), baseUrl)
  } catch {
    return undefined
  }
}

const answersAt = ({ message: { name, routes } }: Operation, path: string): boolean => {
  const asked = path.toLowerCase()
  const predefined = /^\/(?:api|[a-z+]+\/reply)\/([^/.]+)(?:\.[a-z]+)?$/.exec(asked)?.[1]
  return predefined !== undefined
    ? predefined === name.toLowerCase()
    : routes.some((route) => matches(route.path.toLowerCase(), asked))
}

/** Good enough to tell people why they are asked: a variable is one part of the path. */
function matches(route: string, path: string): boolean {
  const wanted = route.split('/')
  const parts = path.replace(/\.[a-z]+$/, '').split('/')
  return wanted.length === parts.length && wanted.every((part, at) => part === parts[at] || /^\{[^*]+\}$/.test(part))
}
