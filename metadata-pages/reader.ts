import { type Html, type HtmlValue, html } from './html'

/** Who reads a page, where the gateway knows people. */
export interface Reader {
  /** What people call who is signed in; undefined: nobody is. */
  readonly person?: string | undefined
  /** The page of one's own account. */
  readonly account?: string | undefined
  /** Where the form to sign out is sent. */
  readonly signOut?: string | undefined
  /** Where one signs in; told to who is not signed in. */
  readonly signIn?: string | undefined
  /** Whether who is signed in may call a message. */
  readonly may?: (operation: string) => boolean
}

/** At the end of a page's head: who is signed in, or where one signs in. `back`: the page to come back to. */
export const whoIs = ({ person, account, signOut, signIn }: Reader, { back, isAccount }: WhoIsPlace = {}): Html | null => {
  if (person === undefined)
    return signIn === undefined
      ? null
      : html`<div class="whois"><a href="${signIn}${back === undefined ? '' : `?redirect=${encodeURIComponent(back)}`}">Sign in</a></div>`
  const name =
    account === undefined
      ? html`<span>${person}</span>`
      : html`<a href="${account}"${isAccount && html` aria-current="page"`}>${person}</a>`
  return html`<div class="whois">${name}${signOut !== undefined && html`<form method="post" action="${signOut}"><button type="submit">Sign out</button></form>`}</div>`
}

export interface WhoIsPlace {
  readonly back?: string
  /** The page is that of one's account. */
  readonly isAccount?: boolean
}

/** Beside what a message asks of its callers: whether who is signed in has it. */
export const mayWords = ({ may }: Reader, operation: string): HtmlValue => {
  if (!may) return null
  return may(operation) ? html`<span class="good">you may call it</span>` : html`<span class="poor">not for you</span>`
}
