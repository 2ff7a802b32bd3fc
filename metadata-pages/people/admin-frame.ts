import type { Page } from '../answer'
import { type Html, type HtmlValue, html } from '../html'
import { type PeopleFrame, peoplePage } from './frame'
import { done } from './parts'

/** The pages of the administration, in the order of their tabs. */
const tabs = [
  ['', 'Overview'],
  ['/users', 'Users'],
  ['/keys', 'API keys'],
  ['/clients', 'OAuth clients'],
  ['/audit', 'Audit log'],
] as const
export type AdminTab = (typeof tabs)[number][0]

export interface AdminWords {
  readonly tab: AdminTab
  readonly title: string
  /** Beside the title. */
  readonly beside?: HtmlValue
  readonly under?: HtmlValue
  /** The page of one thing: the tab leads back to all. */
  readonly isPart?: boolean
  /** The gateway keeps an audit log. */
  readonly hasAudit: boolean
}

export const adminPage = (frame: PeopleFrame, words: AdminWords, body: Html): Page => {
  const { tab, title, beside, under, isPart = false, hasAudit } = words
  const base = `${frame.mount}/admin`
  const [, name] = tabs.find(([path]) => path === tab)!
  const crumb =
    tab !== '' &&
    html`<p class="crumb"><a href="${base}">Administration</a>${isPart && html` <span class="quiet">/</span> <a href="${base}${tab}">${name}</a>`}</p>`
  const main = html`${crumb}
<div class="intro plain"><div><h1>${title}</h1>${under}${done('Done.')}</div>${beside}</div>
<nav class="pick tabs" aria-label="Administration">${tabs.flatMap(([path, label]) => (path === '/audit' && !hasAudit ? [] : html`<a href="${base}${path}"${path === tab && html` aria-current="${isPart ? 'true' : 'page'}"`}>${label}</a>`))}</nav>
${body}`
  return peoplePage(frame, 'administration', title, main)
}

/** A form that asks for a list again. */
export const filterForm = (address: string, fields: HtmlValue, label: string): Html =>
  html`<form class="row filter" method="get" action="${address}" role="search" aria-label="${label}">${fields}<button type="submit">Show</button></form>
`

export const none = (words: HtmlValue): Html => html`<p class="none">${words}</p>
`
