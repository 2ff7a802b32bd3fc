import { Register } from '../../../dtos/gateway'
import type { PageLink } from '../../../metadata-pages'
import { pages as loadPages } from '../../pages'
import { AccountService } from '../account/account-service'
import type { AuthProvider } from '../provider'
import { ownTarget } from '../redirect'
import { AccountPages } from './account-pages'
import { messageOf, PageMaker } from './page-maker'
import { SignInService, type SignInWords } from './sign-in-service'

export interface SignInPagesOptions extends Partial<SignInWords> {
  /** Links in the head of these pages. */
  readonly links?: readonly PageLink[]
}

/**
 * Pages for people: `/login` to sign in and out, `/register` where `credentials({ registration })` lets anybody, and `/account` for sign-ins, keys and
 * the password, each a message that programs may send as well. Say `access: { loginPage: '/login' }`, and browsers are sent there. Put it behind the
 * providers that prove who calls.
 */
export const signInPages = ({ afterwards = '/account', labels = {}, links }: SignInPagesOptions = {}): AuthProvider => ({
  name: 'pages',
  open: (auth) => {
    const pages = new PageMaker(auth, links)
    const account = auth.service(AccountService)
    // Keys of users work where something reads keys.
    const hasKeys = auth.providers.has('apikey')
    return {
      services: [new SignInService(auth, pages, { afterwards, labels }), account, new AccountPages(account, pages, hasKeys)],
      mount(app) {
        app.get('/register', (request, response, next) => {
          if (messageOf(auth, Register) === undefined) return next()
          const mount = request.baseUrl
          const { serviceName, product, hasPages } = auth.about
          const target = targetOf(request.url, `${request.protocol}://${request.headers.host}`) ?? `${mount}${afterwards}`
          const nobody = { person: undefined, hasAccount: true, signOut: undefined, administers: false }
          const frame = { serviceName, product, hasPages, mount, ...nobody, links: links ?? [] }
          const { status, headers, body } = loadPages().registerPage(frame, target)
          response.status(status).set(headers).send(body)
        })
      },
    }
  },
})

/** Where one was going, if that is on this host. */
function targetOf(url: string, baseUrl: string): string | undefined {
  const redirect = new URLSearchParams(url.split('?')[1] ?? '').get('redirect')
  try {
    return redirect ? ownTarget(redirect, baseUrl) : undefined
  } catch {
    return undefined
  }
}
