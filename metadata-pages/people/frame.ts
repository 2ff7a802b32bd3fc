import type { Page } from '../answer'
import { type Html, html } from '../html'
import { fullPage, type PageLink } from '../page'
import { whoIs } from '../reader'

/** What surrounds a page for people who sign in. */
export interface PeopleFrame {
  readonly serviceName: string
  readonly product: string
  /** The gateway has metadata pages to lead to. */
  readonly hasPages: boolean
  /** Where the gateway is mounted: empty, or a path without an end. */
  readonly mount: string
  /** What people call who is signed in; undefined: nobody. */
  readonly person: string | undefined
  /** There is a page of one's own account. */
  readonly hasAccount: boolean
  /** Where the form to sign out is sent; undefined: nobody signs out here. */
  readonly signOut: string | undefined
  /** The person may see the administration. */
  readonly administers: boolean
  /** Ways on beside those that each page has. */
  readonly links: readonly PageLink[]
}

export type Place = 'entry' | 'account' | 'administration'

/** A page that nobody keeps: who sits down next must not find it in the browser. */
export const peoplePage = (frame: PeopleFrame, place: Place, title: string, main: Html): Page => {
  const { serviceName, product, hasPages, mount, person, hasAccount, signOut, administers, links } = frame
  const page = fullPage(
    {
      serviceName,
      product,
      links: [
        ...links,
        ...(administers ? [{ label: 'Administration', href: `${mount}/admin`, isCurrent: place === 'administration' }] : []),
      ],
    },
    mount,
    html`<div class="people">${main}</div>`,
    false,
    {
      title: `${title} · ${serviceName}`,
      assets: ['people.css', 'people.js'],
      hasPages,
      aside: whoIs(
        { person, signOut, ...(hasAccount ? { account: `${mount}/account` } : {}) },
        { isAccount: place === 'account' },
      ),
    },
  )
  return { ...page, headers: { ...page.headers, 'Cache-Control': 'no-store' } }
}
