import type { AuditRecord } from '../../dtos/gateway'
import { breakable, type Html, type HtmlValue, html } from '../html'
import { moment, type StateKind, stateMark, table } from './parts'

/** What people call a user whose id the log has; undefined: nobody's id. */
export type NameOf = (subject: string) => string | undefined

/** What happened, in words, and how loud it is. */
export const auditWords: Readonly<Record<string, readonly [kind: StateKind, words: string]>> = {
  signIn: ['ok', 'signed in'],
  signInFailed: ['bad', 'sign-in failed'],
  signOut: ['over', 'signed out'],
  refused: ['bad', 'refused'],
  tokenIssued: ['ok', 'token issued'],
  tokenRefreshed: ['ok', 'token refreshed'],
  tokenReused: ['bad', 'token used twice'],
  sessionsEnded: ['over', 'sign-ins ended'],
  keyCreated: ['ok', 'key made'],
  keyChanged: ['warn', 'key changed'],
  keyRevoked: ['over', 'key revoked'],
  userCreated: ['ok', 'user made'],
  userChanged: ['warn', 'user changed'],
  userDisabled: ['over', 'user disabled'],
  rolesChanged: ['warn', 'rights changed'],
  clientCreated: ['ok', 'client made'],
  clientChanged: ['warn', 'client changed'],
  clientRevoked: ['over', 'client revoked'],
  signingKeyRotated: ['warn', 'signing key rotated'],
  lost: ['bad', 'entries lost'],
}

export const auditTable = (records: readonly AuditRecord[], nameOf: NameOf): Html =>
  table(
    'Audit log',
    [{ head: 'When (UTC)' }, { head: 'What' }, { head: 'Who' }, { head: 'To what' }, { head: 'How' }, { head: 'From' }],
    records.map((record) => ({
      cells: [
        html`${moment(record.at, true)}<span class="under">${record.seq}</span>`,
        whatOf(record),
        record.userName === undefined
          ? ''
          : html`${breakable(record.userName)}${record.provider !== undefined && html`<span class="under">${record.provider}</span>`}`,
        toWhat(record, nameOf),
        howOf(record),
        record.address === undefined ? '' : html`<code>${record.address}</code>`,
      ],
    })),
  )

const whatOf = ({ kind }: AuditRecord): Html => {
  const [state, words] = auditWords[kind] ?? (['over', kind] as const)
  return stateMark(state, words)
}

function toWhat({ subject, organization }: AuditRecord, nameOf: NameOf): HtmlValue {
  const name = subject === undefined ? undefined : nameOf(subject)
  if (subject === undefined) return organization === undefined ? '' : html`<span class="under">${organization}</span>`
  return html`${breakable(name ?? subject)}${name !== undefined && name !== subject && html`<span class="under">${subject}</span>`}`
}

const howOf = ({ message, status, reason, detail }: AuditRecord): HtmlValue => {
  const first = [message, status, reason].filter((word) => word !== undefined && word !== '').join(' · ')
  return first === '' && !detail
    ? ''
    : html`${breakable(first)}${detail && html`<span class="under">${detailWords(detail)}</span>`}`
}

/** `roles: Admin; expiresAt: …`, without what is empty. */
function detailWords(detail: string): HtmlValue {
  const words = Object.entries(JSON.parse(detail) as Record<string, unknown>).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') || 'none' : String(value)}`,
  )
  return breakable(words.join('; ').slice(0, 400))
}
