/** As much of a browser as a sign-in needs: it follows redirects and keeps cookies, each origin's own. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>()
  /** `Set-Cookie` of the last answer, whole. */
  setCookies: readonly string[] = []

  async get(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const { origin } = new URL(address)
    const jar = this.#jars.get(origin) ?? new Map<string, string>()
    this.#jars.set(origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...headers },
    })
    this.setCookies = response.headers.getSetCookie()
    for (const each of this.setCookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(each)!
      if (value === '') jar.delete(name!)
      else jar.set(name!, value!)
    }
    return response
  }

  /** Where an answer leads, or undefined. */
  static next(response: Response, from: string): string | undefined {
    const location = response.headers.get('location')
    return location === null ? undefined : new URL(location, from).href
  }

  /** Goes on until an answer leads nowhere; or `until` an address. Answers where it stands, and with what. */
  async follow(address: string, until?: RegExp): Promise<{ readonly address: string; readonly response: Response }> {
    for (let at = address, steps = 0; ; steps++) {
      if (until?.test(at)) return { address: at, response: Response.error() }
      const response = await this.get(at)
      const next = Browser.next(response, at)
      if (next === undefined || steps > 10) return { address: at, response }
      at = next
    }
  }

  cookie(origin: string, name: string): string | undefined {
    return this.#jars.get(origin)?.get(name)
  }
  plant(origin: string, name: string, value: string): void {
    const jar = this.#jars.get(origin) ?? new Map<string, string>()
    this.#jars.set(origin, jar.set(name, value))
  }
}
