import type { AdminListClients, ClientList } from '../../dtos/gateway'
import type { Page } from '../answer'
import { type Html, html } from '../html'
import { adminPage, filterForm, none } from './admin-frame'
import type { MadeSecret } from './admin-users-page'
import type { PeopleFrame } from './frame'
import { action, asking, dayOf, field, form, pager, part, queryText, secretPart, stateMark, table } from './parts'

export interface ClientsModel {
  readonly asked: AdminListClients
  readonly list: ClientList
  readonly secret?: MadeSecret
  readonly hasAudit: boolean
}

/** OAuth2 clients, and a form for another. */
export const clientsPage = (frame: PeopleFrame, { asked, list, secret, hasAudit }: ClientsModel): Page => {
  const address = `${frame.mount}/admin/clients`
  const search = asked.search ?? ''
  const body = html`${secretPart(secret, 'secret', 'A program trades it for an access token at /oauth/token, with its client_id.')}
${filterForm(address, field('clients', 'search', 'Find a client', { type: 'search', value: search, hint: 'By name, client_id, scope or organization.', most: 200 }), 'Find a client')}
<div id="list" data-live>${list.clients.length === 0 ? none(html`No client is like that. <a href="#new">Make one</a>.`) : clientTable(list, address)}
${pager(list.total, asked.skip ?? 0, list.clients.length, (skip) => `${address}${queryText({ search, skip })}`, asked.take ?? 50)}</div>
${part(
  'New client',
  form(
    address,
    html`<div class="two">${field('new', 'name', 'Name', { hint: 'The program that signs in.', required: true, most: 100 })}
${field('new', 'scopes', 'Scopes', { hint: 'With commas between.', required: true, mono: true })}
${field('new', 'organization', 'Organization', { hint: 'Whose accounts it sees.', most: 64 })}</div>
<p><button class="primary" type="submit">Create client</button></p>`,
  ),
  { says: 'Its secret is shown once', id: 'new' },
)}`
  return adminPage(
    frame,
    { tab: '/clients', title: 'OAuth clients', hasAudit, beside: html`<a class="button primary" href="#new">New client</a>` },
    body,
  )
}

const clientTable = ({ clients }: ClientList, address: string): Html =>
  table(
    'OAuth clients',
    [{ head: 'Name' }, { head: 'State' }, { head: 'Scopes' }, { head: 'Organization' }, { head: 'Since' }, { head: 'Actions' }],
    clients.map((client) => {
      const over = client.state !== 'active'
      return {
        over,
        cells: [
          html`${client.name}<span class="under">${client.id}</span>`,
          stateMark(over ? 'over' : 'ok', client.state),
          client.scopes.join(', '),
          client.organization ?? '',
          dayOf(client.createdAt),
          over
            ? ''
            : html`<div class="buttons">${asking(
                { words: 'Revoke', label: `Revoke ${client.name}` },
                html`Revoke “${client.name}”?`,
                'It gets no more tokens, and those that it has end within one second.',
                action(
                  `${address}/${encodeURIComponent(client.id)}/revoke`,
                  'Revoke',
                  {},
                  { className: 'bad', label: `Revoke ${client.name} now` },
                ),
              )}</div>`,
        ],
      }
    }),
  )
