import type { AdminListAudit, AuditPage, AuditVerdict } from '../../dtos/gateway'
import type { Page } from '../answer'
import { type Html, html } from '../html'
import { adminPage, filterForm, none } from './admin-frame'
import { auditTable, auditWords, type NameOf } from './audit-table'
import type { PeopleFrame } from './frame'
import { choice, field, queryText, stateMark } from './parts'

export interface AuditModel {
  readonly asked: AdminListAudit
  readonly page: AuditPage
  readonly verdict?: AuditVerdict
  readonly nameOf: NameOf
}

/** The audit log, the newest first. */
export const auditPage = (frame: PeopleFrame, { asked, page, verdict, nameOf }: AuditModel): Page => {
  const address = `${frame.mount}/admin/audit`
  const kinds = [['', 'everything'], ...Object.entries(auditWords).map(([kind, [, words]]) => [kind, words])] as [
    string,
    string,
  ][]
  const kind = asked.kind?.join(',') ?? ''
  if (!kinds.some(([value]) => value === kind))
    kinds.push([kind, (asked.kind ?? []).map((each) => auditWords[each]?.[1] ?? each).join(', ')])
  const words = {
    kind,
    userName: asked.userName,
    subject: asked.subject,
    since: dateText(asked.since),
    until: dateText(asked.until),
  }
  const body = html`${filterForm(
    address,
    html`${choice('audit', 'kind', 'What', kinds, kind)}
${field('audit', 'userName', 'Who', { value: asked.userName ?? '', most: 320 })}
${field('audit', 'subject', 'To what', { value: asked.subject ?? '', most: 320 })}
${field('audit', 'since', 'From (UTC)', { type: 'datetime-local', value: words.since ?? '', className: 'narrow' })}
${field('audit', 'until', 'Before (UTC)', { type: 'datetime-local', value: words.until ?? '', className: 'narrow' })}`,
    'Filter the audit log',
  )}
${page.records.length === 0 ? none(html`Nothing like that is in the log. <a href="${address}">Show all of it</a>`) : auditTable(page.records, nameOf)}
${(page.next !== undefined || asked.before) && html`<nav class="pager" aria-label="Pages"><span>${asked.before ? html`<a href="${address}${queryText(words)}">← The newest</a>` : ''}</span>${page.next !== undefined && html`<a href="${address}${queryText({ ...words, before: page.next })}" rel="next">Older →</a>`}</nav>`}`
  return adminPage(
    frame,
    {
      tab: '/audit',
      title: 'Audit log',
      hasAudit: true,
      under: verdict && verdictLine(verdict),
      beside: html`<form method="post" action="${address}/verify"><button class="primary" type="submit">Verify the chain</button></form>`,
    },
    body,
  )
}

const verdictLine = ({ whole, entries, head, hash, faultAt, problem }: AuditVerdict): Html =>
  whole
    ? html`<p class="lead" role="status">${stateMark('ok', html`<b>Whole.</b>`)} ${entries} entries, each with the hash of the one before. Note the newest elsewhere: <code>${head}:${hash.slice(0, 16)}</code></p>`
    : html`<p class="lead" role="alert">${stateMark('bad', html`<b>Broken at entry ${faultAt}.</b>`)} ${problem}. Keep the file as it is, and compare it with a backup.</p>`

/** As a browser's field for dates takes it. */
const dateText = (at: Date | undefined | null): string | undefined => at?.toISOString().slice(0, 16)
