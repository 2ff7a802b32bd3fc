import type { Request, Response } from 'express'
import { Authenticate, GetMyAccount, GetSignInWays } from '../../dtos/gateway'
import type { Reader } from '../../metadata-pages'
import type { Auth } from '../auth/auth'
import { messageOf } from '../auth/pages/page-maker'
import { compileAuthorizer } from '../authorizer'
import { Call } from '../call'

/** Says who reads a page, and what he may call, by whatever he proves himself with: session, token or key. Nothing where nobody can. */
export type PageReader = (request: Request, response: Response) => Promise<Reader | undefined>

export function pageReader(auth: Auth): PageReader {
  if (auth.providers.size === 0) return () => Promise.resolve(undefined)
  const authorizers = new Map(
    auth.catalog.operations.map(({ message }) => [
      message.name,
      { verb: message.verb, authorize: compileAuthorizer(message, () => undefined) },
    ]),
  )
  const has = (target: Function) => messageOf(auth, target) !== undefined
  const hasLogin = has(GetSignInWays)
  const hasAccount = has(GetMyAccount)
  const signsOut = has(Authenticate)

  return async (request, response) => {
    const { method, path, baseUrl: mount } = request
    const call = new Call(request, response, method, path, request.url.split('?')[1] ?? '', 0)
    await auth.identify(call)
    // A session whose rights changed has another id.
    for (let at = 0; at < (call.extra?.length ?? 0); at += 2) response.append(call.extra![at]!, call.extra![at + 1]!)
    const { session, apiKey } = call
    if (!session) return hasLogin ? { signIn: `${mount}/login` } : {}
    return {
      person: session.displayName ?? session.userName,
      ...(hasAccount ? { account: `${mount}/account` } : {}),
      ...(signsOut && !apiKey ? { signOut: `${mount}/auth/logout?redirect=${mount}/metadata` } : {}),
      may(name) {
        const known = authorizers.get(name)
        if (!known) return false
        return known.authorize?.({ session, apiKey, refusal: undefined, verb: known.verb }) === undefined
      },
    }
  }
}
