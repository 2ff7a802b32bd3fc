import type { Link, PagedResponse } from '../../dtos/usage/talkdesk'

export interface PageFacts {
  /** Without query. */
  readonly address: string
  /** What the caller asked beside the page. */
  readonly query: Readonly<Record<string, string>>
  readonly page: number
  readonly perPage: number
  /** Rows on this page. */
  readonly count: number
  readonly total: number
}

/** Links and counters of a page: no `next` on the last one, and the last one is `prev` of every page beyond it (usage-domain 1.3.3, 3.7). */
export function halPage({ address, query, page, perPage, count, total }: PageFacts): PagedResponse {
  const totalPages = Math.ceil(total / perPage)
  const last = Math.max(1, totalPages)
  const link = (to: number): Link => ({
    href: `${address}?${new URLSearchParams({ page: String(to), per_page: String(perPage), ...query })}`,
  })
  const self = link(page)
  const links = {
    first: link(1),
    last: link(last),
    ...(page < last ? { next: link(page + 1) } : {}),
    ...(page > 1 ? { prev: link(Math.min(page - 1, last)) } : {}),
    self,
  }
  return { ...links, show: self, links, count, page, perPage, total, totalPages }
}
