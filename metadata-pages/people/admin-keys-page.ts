import type { AdminListKeys, KeyList } from '../../dtos/gateway'
import type { Page } from '../answer'
import { type Html, html } from '../html'
import { adminPage, filterForm, none } from './admin-frame'
import type { MadeSecret } from './admin-users-page'
import type { PeopleFrame } from './frame'
import { keyTable } from './key-table'
import { field, form, pager, part, queryText, secretPart, tick } from './parts'

export interface KeysModel {
  readonly asked: AdminListKeys
  readonly list: KeyList
  readonly roles: readonly string[]
  readonly secret?: MadeSecret
  readonly hasAudit: boolean
}

const states = [
  ['', 'All'],
  ['active', 'Active'],
  ['ending', 'Ending soon'],
  ['ended', 'Ended'],
] as const

/** All keys, and a form for another. */
export const keysPage = (frame: PeopleFrame, { asked, list, roles, secret, hasAudit }: KeysModel): Page => {
  const address = `${frame.mount}/admin/keys`
  const search = asked.search ?? ''
  const state = asked.state ?? ''
  const body = html`${secretPart(secret, 'key', 'A program sends it as Authorization: Bearer, or as X-Api-Key. A key that was rotated works for a day more, so both can run while you change over.')}
${filterForm(address, html`${field('keys', 'search', 'Find a key', { type: 'search', value: search, hint: 'By name, first characters, role, message or organization.', most: 200 })}${state && html`<input type="hidden" name="state" value="${state}">`}`, 'Find a key')}
<div id="list" data-live><nav class="pick states" aria-label="State of keys">${states.map(([value, words]) => html`<a href="${address}${queryText({ search, state: value })}"${value === state && html` aria-current="true"`}>${words}</a>`)}</nav>
${
  list.keys.length === 0
    ? none(html`No key is like that. <a href="${address}">Show all</a>, or <a href="#new">make one</a>.`)
    : keyTable(list.keys, {
        rotate: ({ id }) => ({ to: `${address}/${encodeURIComponent(id)}/rotate`, hidden: {} }),
        revoke: ({ id }) => ({ to: `${address}/${encodeURIComponent(id)}/revoke`, hidden: {} }),
      })
}
${pager(list.total, asked.skip ?? 0, list.keys.length, (skip) => `${address}${queryText({ search, state, skip })}`, asked.take ?? 50)}</div>
${part('New key', newKey(address, roles), { says: 'It is shown once', id: 'new' })}`
  return adminPage(
    frame,
    { tab: '/keys', title: 'API keys', hasAudit, beside: html`<a class="button primary" href="#new">New key</a>` },
    body,
  )
}

const newKey = (address: string, roles: readonly string[]): Html =>
  form(
    address,
    html`<div class="two">${field('new', 'name', 'Name', { hint: 'Who or what will use it. One key for each program.', required: true, most: 100 })}
${field('new', 'days', 'Days that it lives', { type: 'number', hint: 'After them it ends by itself.', value: 365, least: 1, most: 3650 })}
${field('new', 'roles', 'Roles', { hint: 'With commas between.', list: 'role-names', mono: true })}
${field('new', 'messages', 'May send', { hint: 'Names or #tags, with commas between. Empty: all that its rights open.', mono: true, placeholder: 'GetAIUsage, #billing' })}
${field('new', 'scopes', 'Scopes', { hint: 'With commas between.', mono: true })}
${field('new', 'organization', 'Organization', { hint: 'It sees and changes nothing of others.', most: 64 })}
${field('new', 'origins', 'Origins of a browser key', { hint: 'Whose pages may use it. Empty: any.', mono: true, placeholder: 'https://status.example' })}
<div class="field">${tick('new', 'browser', 'Browser key: reads only, and only the messages that it names')}</div></div>
<datalist id="role-names">${roles.map((name) => html`<option value="${name}"></option>`)}</datalist>
<p><button class="primary" type="submit">Create key</button></p>`,
  )
