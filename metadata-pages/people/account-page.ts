import type { MyAccount } from '../../dtos/gateway'
import type { Page } from '../answer'
import { type Html, type HtmlValue, html } from '../html'
import { type PeopleFrame, peoplePage } from './frame'
import { keyTable } from './key-table'
import { action, done, field, form, part, secretPart } from './parts'
import { signInTable } from './sign-in-table'

export interface AccountModel {
  readonly account: MyAccount
  /** A key that was just made. */
  readonly secret?: { readonly name: string; readonly text: string }
  /** Keys of users work here. */
  readonly hasKeys: boolean
}

/** What users do to their own account. */
export const accountPage = (frame: PeopleFrame, { account, secret, hasKeys }: AccountModel): Page => {
  const to = (path: string) => `${frame.mount}/account/${path}`
  const main = html`<div class="intro"><div><h1>${account.displayName ?? account.userName}</h1>${done('Done.')}</div></div>
${hasKeys && secretPart(secret, 'key', 'Send it as Authorization: Bearer, or as X-Api-Key. It acts in your name, with the roles that you have then.')}
${part('Account', facts(account), { says: 'An administrator changes it' })}
${part('Password', passwordForm(to('password')), { says: 'Everything else that is signed in is signed out' })}
${part('Signed in', signIns(account, to))}
${hasKeys && part('API keys', keys(account, to), { says: 'They act in your name' })}`
  return peoplePage(frame, 'account', 'Account', main)
}

const facts = ({ userName, email, roles, permissions, organization }: MyAccount): Html =>
  html`<dl class="facts-of">${[
    ['User name', userName],
    ['E-mail', email],
    ['Roles', roles.join(', ') || 'none'],
    ['Permissions', permissions.join(', ')],
    ['Organization', organization],
  ].flatMap(([name, text]) => (text ? html`<div><dt>${name}</dt><dd>${text}</dd></div>` : []))}</dl>`

const passwordForm = (target: string): Html =>
  form(
    target,
    html`<div class="two">${field('password', 'currentPassword', 'Password until now', { type: 'password', autocomplete: 'current-password', required: true, most: 1024 })}<div></div>
${field('password', 'newPassword', 'New password', { type: 'password', autocomplete: 'new-password', hint: '10 characters or more.', required: true, least: 10, most: 1024 })}
${field('password', 'confirmPassword', 'New password once more', { type: 'password', autocomplete: 'new-password', hint: 'So that a slip of the finger locks nobody out.', required: true, most: 1024 })}</div>
<p><button class="primary" type="submit">Change password</button></p>`,
  )

const signIns = ({ signIns }: MyAccount, to: (path: string) => string): HtmlValue =>
  signIns.length === 0
    ? html`<p>Nothing lasts: you signed in for this call alone.</p>`
    : html`<div id="sign-ins" data-live>${signInTable(signIns, ({ id }) => ({ to: to('sign-ins/end'), hidden: { id } }))}</div>
<div class="row gap">${signIns.length > 1 && action(to('sign-ins/end'), 'Sign out everywhere else', { keepThisOne: 'true' })}${action(to('sign-ins/end'), 'Sign out everywhere', {})}</div>`

const keys = ({ keys }: MyAccount, to: (path: string) => string): HtmlValue =>
  html`<div id="keys" data-live>${
    keys.length === 0
      ? html`<p>No keys yet. A program of yours needs one to sign in.</p>`
      : keyTable(keys, {
          rotate: ({ id }) => ({ to: to('keys/rotate'), hidden: { id } }),
          revoke: ({ id }) => ({ to: to('keys/revoke'), hidden: { id } }),
        })
  }</div>
<h3 class="gap">New key</h3>
${form(
  to('keys'),
  html`<div class="two">${field('key', 'name', 'Name', { hint: 'Who or what will use it. One key for each program.', required: true, most: 100 })}
${field('key', 'days', 'Days that it lives', { type: 'number', hint: 'After them it ends by itself.', value: 365, least: 1, most: 3650 })}
${field('key', 'messages', 'May send', { hint: 'Names or #tags, with commas between. Empty: all that you may.', mono: true, placeholder: 'GetAIUsage, #billing' })}</div>
<p><button class="primary" type="submit">Create key</button></p>`,
)}`
