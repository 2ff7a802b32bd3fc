import type { JsonServiceClient } from '@servicestack/client'

/** What a flow is given: where it runs (node, or a page of a browser), it builds its clients and messages with these. */
export interface ClientTools {
  readonly client: (address?: string) => JsonServiceClient
  /** The guarded message, as the language's generator prints it or as the server has it. */
  readonly guarded: () => never
  readonly message: (name: string, members?: object) => never
  readonly address: Readonly<Record<'cookies' | 'tokenCookies' | 'tokens' | 'lasting', string>>
  readonly key: string
}

/** They travel into a page as text: nothing but what they are given is there. Each answers whom the guarded message saw, step by step. */
export const flows: Readonly<Record<string, (tools: ClientTools) => Promise<readonly unknown[]>>> = {
  async credentials({ client, guarded, message, address }) {
    const ask = (of: JsonServiceClient) =>
      of.get<{ user: string; provider: string }>(guarded()).then(
        ({ user, provider }) => `${user} by ${provider}`,
        () => 'refused',
      )
    const desk = client(address.cookies)
    const login = { provider: 'credentials', userName: 'manager', password: 'pw-manager' }
    const before = await ask(desk)
    const wrong = await desk.post(message('Authenticate', { ...login, password: 'no' })).then(
      () => 'in',
      ({ responseStatus }) => responseStatus.message,
    )
    await desk.post(message('Authenticate', login))
    const within = await ask(desk)
    await desk.post(message('AuthenticateLogout'))
    return [before, wrong, within, await ask(desk)]
  },

  /** A token that the client holds itself: the browser is told to send no cookies. */
  async 'bearer token'({ client, guarded, message, address }) {
    const login = { provider: 'credentials', userName: 'manager', password: 'pw-manager' }
    const apart = () => {
      const made = client(address.lasting)
      made.credentials = 'omit'
      return made
    }
    const { bearerToken } = await apart().post<{ bearerToken: string }>(message('Authenticate', login))
    const desk = apart()
    desk.bearerToken = bearerToken
    const { user, provider } = await desk.get<{ user: string; provider: string }>(guarded())
    return [`${user} by ${provider}`]
  },

  /** An access token lives for a second here. */
  async 'bearer token that is renewed'({ client, guarded, message, address }) {
    const login = { provider: 'credentials', userName: 'manager', password: 'pw-manager' }
    const desk = client(address.tokens)
    desk.credentials = 'omit'
    const tokens = await desk.post<{ bearerToken: string; refreshToken: string }>(message('Authenticate', login))
    desk.bearerToken = tokens.bearerToken
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    const late = await desk.get(guarded()).then(
      () => 'in',
      ({ responseStatus }) => responseStatus.message,
    )
    desk.refreshToken = tokens.refreshToken
    const { user, provider } = await desk.get<{ user: string; provider: string }>(guarded())
    return [late, `${user} by ${provider}`, desk.bearerToken !== tokens.bearerToken]
  },

  async 'token cookies that are renewed'({ client, guarded, message, address }) {
    const login = { provider: 'credentials', userName: 'manager', password: 'pw-manager' }
    const desk = client(address.tokenCookies)
    const answer = await desk.post<{ bearerToken?: string }>(message('Authenticate', login))
    const first = await desk.get<{ user: string; provider: string }>(guarded())
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    const late = await desk.get<{ user: string; provider: string }>(guarded())
    await new Promise((resolve) => setTimeout(resolve, 1_300))
    // As a client does that knows by its clock that its token has ended.
    await desk.post(message('GetAccessToken', { useTokenCookie: true }))
    const asked = await desk.get<{ user: string; provider: string }>(guarded())
    await desk.post(message('AuthenticateLogout'))
    const after = await desk.get(guarded()).then(
      () => 'in',
      () => 'refused',
    )
    return [
      answer.bearerToken,
      `${first.user} by ${first.provider}`,
      `${late.user} by ${late.provider}`,
      `${asked.user} by ${asked.provider}`,
      after,
    ]
  },

  async 'API key'({ client, guarded, address, key }) {
    const byBearer = client(address.cookies)
    byBearer.bearerToken = key
    const byHeader = client(address.cookies)
    byHeader.headers.set('X-Api-Key', key)
    const mistyped = client(address.cookies)
    mistyped.headers.set('X-Api-Key', `${key}x`)
    const [one, other] = [
      await byBearer.get<{ user: string; provider: string }>(guarded()),
      await byHeader.get<{ user: string; provider: string }>(guarded()),
    ]
    const refused = await mistyped.get(guarded()).then(
      () => 'in',
      ({ responseStatus }) => responseStatus.message,
    )
    return [`${one.user} by ${one.provider}`, `${other.user} by ${other.provider}`, refused]
  },
}

export const expected: Readonly<Record<string, readonly unknown[]>> = {
  credentials: ['refused', 'Invalid Username or Password', 'manager by credentials', 'refused'],
  'bearer token': ['manager by jwt'],
  'bearer token that is renewed': ['Token has expired', 'manager by jwt', true],
  'token cookies that are renewed': [undefined, 'manager by jwt', 'manager by jwt', 'manager by jwt', 'refused'],
  'API key': ['manager by apikey', 'manager by apikey', 'Invalid API Key'],
}
