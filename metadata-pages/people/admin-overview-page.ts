import type { AdministrationState } from '../../dtos/gateway'
import type { Page } from '../answer'
import { type Html, type HtmlValue, html } from '../html'
import { adminPage } from './admin-frame'
import { auditTable, type NameOf } from './audit-table'
import type { PeopleFrame } from './frame'
import { part } from './parts'

/** What there is, and what was changed last. */
export const overviewPage = (frame: PeopleFrame, state: AdministrationState, hasAudit: boolean, nameOf: NameOf): Page => {
  const to = (path: string, words: HtmlValue) => html`<a href="${frame.mount}/admin/${path}">${words}</a>`
  const body = html`<dl class="figures">
${figure('Users', to('users', state.users), state.disabledUsers > 0 && `${state.disabledUsers} disabled`)}
${figure('API keys that work', to('keys?state=active', state.activeKeys), state.endingKeys > 0 && to('keys?state=ending', `${state.endingKeys} ending soon`))}
${figure('OAuth clients', to('clients', state.clients), false)}
${figure('Refused in a day', hasAudit ? to('audit?kind=refused,signInFailed', state.refusals) : '–', state.refusals >= 1_000 && 'or more')}
</dl>
${hasAudit && part('Last changes', state.changes.length === 0 ? html`<p>Nothing was changed yet.</p>` : auditTable(state.changes, nameOf), { says: html`<a href="${frame.mount}/admin/audit">The whole log</a>` })}`
  return adminPage(frame, { tab: '', title: 'Administration', hasAudit }, body)
}

const figure = (name: string, value: HtmlValue, note: HtmlValue): Html =>
  html`<div><dt>${name}</dt><dd>${value}<small>${note}</small></dd></div>`
