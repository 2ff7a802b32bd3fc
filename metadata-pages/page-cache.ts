import type { Page } from './page'

/** Pages that were made, by what they were made from. Addresses come from callers, so the number is bounded: at the bound, the oldest goes. */
export class PageCache {
  readonly #pages = new Map<string, Page>()
  readonly #most: number

  constructor(most = 500) {
    this.#most = most
  }

  get(key: readonly string[], make: () => Page): Page {
    const name = key.join('\n')
    const known = this.#pages.get(name)
    if (known) return known
    const page = make()
    const oldest = this.#pages.size >= this.#most ? this.#pages.keys().next().value : undefined
    if (oldest !== undefined) this.#pages.delete(oldest)
    this.#pages.set(name, page)
    return page
  }
}
