import type { AdminListUsers, UserDetails, UserList, UserRecord } from '../../dtos/gateway'
import type { Page } from '../answer'
import { breakable, type Html, type HtmlValue, html } from '../html'
import { adminPage, filterForm, none } from './admin-frame'
import type { PeopleFrame } from './frame'
import { keyTable } from './key-table'
import { action, asking, dayOf, field, form, moment, pager, part, queryText, secretPart, stateMark, table } from './parts'
import { signInTable } from './sign-in-table'

/** A password that was just made. */
export interface MadeSecret {
  readonly name: string
  readonly text: string
}

export interface UsersModel {
  readonly asked: AdminListUsers
  readonly list: UserList
  readonly roles: readonly string[]
  readonly secret?: MadeSecret
  readonly hasAudit: boolean
}

const stateOf = ({ state }: UserRecord): Html => stateMark(state === 'active' ? 'ok' : 'over', state)

const passwordNote = 'Hand it over by a way that nobody else reads; the user changes it under “Account”.'

/** Users by name, and a form for another. */
export const usersPage = (frame: PeopleFrame, { asked, list, roles, secret, hasAudit }: UsersModel): Page => {
  const address = `${frame.mount}/admin/users`
  const search = asked.search ?? ''
  const body = html`${secretPart(secret, 'password', passwordNote)}
${filterForm(address, field('users', 'search', 'Find a user', { type: 'search', value: search, hint: 'By name, e-mail or role.', most: 200 }), 'Find a user')}
<div id="list" data-live>${list.users.length === 0 ? none(html`No user has “${search}” in name, e-mail or role. <a href="${address}">Show all</a>`) : userTable(list.users, address)}
${pager(list.total, asked.skip ?? 0, list.users.length, (skip) => `${address}${queryText({ search, skip })}`, asked.take ?? 50)}</div>
${part('New user', newUser(address, roles), { says: 'The password is made here and shown once', id: 'new' })}`
  return adminPage(
    frame,
    { tab: '/users', title: 'Users', hasAudit, beside: html`<a class="button primary" href="#new">New user</a>` },
    body,
  )
}

const userTable = (users: readonly UserRecord[], address: string): Html =>
  table(
    'Users',
    [
      { head: 'Name' },
      { head: 'State' },
      { head: 'Roles and permissions' },
      { head: 'E-mail' },
      { head: 'Organization' },
      { head: 'Since' },
    ],
    users.map((user) => ({
      over: user.state !== 'active',
      cells: [
        html`<a href="${address}/${encodeURIComponent(user.id)}">${user.userName}</a>${user.displayName !== undefined && user.displayName !== user.userName && html`<span class="under">${user.displayName}</span>`}`,
        stateOf(user),
        [...user.roles, ...user.permissions].join(', '),
        user.email ? breakable(user.email) : '',
        user.organization ?? '',
        dayOf(user.createdAt),
      ],
    })),
  )

const newUser = (address: string, roles: readonly string[]): Html =>
  form(
    address,
    html`<div class="two">${field('new', 'userName', 'User name', { hint: '3 to 64 letters and digits; single . _ - @ between them.', required: true, least: 3, most: 64 })}
${field('new', 'displayName', 'Name', { hint: 'What people call the user.', most: 100 })}
${field('new', 'email', 'E-mail', { type: 'email', hint: 'One may sign in with it too.', most: 320 })}
${field('new', 'organization', 'Organization', { hint: 'Empty: none; the user sees all that the roles open.', most: 64 })}
${field('new', 'roles', 'Roles', { hint: 'With commas between.', list: 'role-names', mono: true })}
${field('new', 'permissions', 'Permissions', { hint: 'With commas between.', mono: true })}</div>
${names('role-names', roles)}<p><button class="primary" type="submit">Create user</button></p>`,
  )

const names = (id: string, all: readonly string[]): Html =>
  html`<datalist id="${id}">${all.map((name) => html`<option value="${name}"></option>`)}</datalist>`

export interface UserModel {
  readonly details: UserDetails
  readonly roles: readonly string[]
  readonly secret?: MadeSecret
  readonly hasAudit: boolean
}

/** One user: rights, sign-ins, keys, and what ends them. */
export const userPage = (frame: PeopleFrame, { details, roles, secret, hasAudit }: UserModel): Page => {
  const { user, signIns, keys } = details
  const address = `${frame.mount}/admin/users/${encodeURIComponent(user.id)}`
  const keyAddress = `${frame.mount}/admin/keys`
  const body = html`${secretPart(secret, 'password', passwordNote)}
${part(
  'User',
  html`<dl class="facts-of">${[
    ['State', stateOf(user)],
    ['User name', user.userName],
    ['E-mail', user.email],
    ['Organization', user.organization],
    ['Since', moment(user.createdAt)],
    ['Id', html`<code>${user.id}</code>`],
  ].flatMap(([name, value]) => (value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : []))}</dl>`,
)}
${part(
  'Rights',
  html`<div class="thirds">${rights('Roles', 'addRoles', 'removeRoles', user.roles, address, roles)}${rights('Permissions', 'addPermissions', 'removePermissions', user.permissions, address, [])}${rights('Accounts', 'addAccounts', 'removeAccounts', user.accounts, address, [])}</div>`,
  { says: 'They hold with the next call' },
)}
${part(
  'Name and e-mail',
  form(
    address,
    html`<div class="two">${field('words', 'displayName', 'Name', { value: user.displayName ?? '', most: 100 })}${field('words', 'email', 'E-mail', { type: 'email', value: user.email ?? '', most: 320 })}</div>
<p><button type="submit">Save</button></p>`,
  ),
)}
${part(
  'Signed in',
  signIns.length === 0
    ? html`<p>Nowhere.</p>`
    : html`${signInTable(signIns, ({ id }) => ({ to: `${address}/sign-ins/end`, hidden: { signIn: id } }))}<div class="gap">${action(`${address}/sign-ins/end`, 'Sign out everywhere')}</div>`,
)}
${
  keys.length > 0 &&
  part(
    'API keys',
    keyTable(keys, {
      revoke: ({ id }) => ({ to: `${keyAddress}/${encodeURIComponent(id)}/revoke`, hidden: {} }),
    }),
  )
}
${part('Access', html`<div class="row">${resetButton(user, address)}${stateButton(user, address)}</div>`)}`
  return adminPage(frame, { tab: '/users', title: user.displayName ?? user.userName, isPart: true, hasAudit }, body)
}

const resetButton = (user: UserRecord, address: string): Html =>
  asking(
    { words: 'Reset password', label: `Reset password of ${user.userName}` },
    html`Give ${user.userName} another password?`,
    'The one until now ends, and every sign-in with it. The new one is made here and shown once.',
    action(`${address}/password`, 'Reset password', {}, { className: 'bad' }),
  )

const stateButton = (user: UserRecord, address: string): Html =>
  user.state === 'active'
    ? asking(
        { words: 'Disable', label: `Disable ${user.userName}` },
        html`Disable ${user.userName}?`,
        'Every sign-in ends within one second, and keys in this name stop. It can be undone.',
        action(`${address}/state`, 'Disable', { disabled: 'true' }, { className: 'bad' }),
      )
    : action(`${address}/state`, 'Let in again', { disabled: 'false' })

const rights = (
  label: string,
  add: string,
  remove: string,
  owned: readonly string[],
  address: string,
  known: readonly string[],
): HtmlValue => {
  const one = label.toLowerCase().replace(/s$/, '')
  return html`<div><h3>${label}</h3>${form(
    address,
    html`<div class="chips">${owned.map((name) => html`<span class="chip">${name}<button type="submit" name="${remove}" value="${name}" formnovalidate aria-label="Take the ${one} ${name} away">×</button></span>`)}${owned.length === 0 && html`<span class="quiet">none</span>`}</div>`,
  )}${form(
    address,
    html`<div class="row give">${field('rights', add, html`<span class="unseen">${label} to give, with commas between</span>`, { mono: true, required: true, placeholder: 'one, another', ...(known.length > 0 ? { list: `${add}-names` } : {}), className: 'narrow' })}<button type="submit">Give</button></div>${known.length > 0 && names(`${add}-names`, known)}`,
  )}</div>`
}
