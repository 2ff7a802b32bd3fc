import { operatorReach } from '../../services/usage/ledger'
import { type Command, collect, dateText, printRows, UsageError } from '../commands/command'
import { credentialEvent, recordOperation } from './audit'
import { createClient } from './credentials'
import { withBook } from './with-book'

/** `tollgate clients create|list|revoke`: OAuth2 clients (client credentials). */
export const clientsCommand: Command = (program) => {
  const clients = program.command('clients').description('OAuth2 clients (client credentials)')
  clients
    .command('create')
    .description('create a client; prints `id:secret`, alone, once')
    .option('--name <text>', 'what it is for')
    .requiredOption('--scope <name>', 'a scope, such as express-accounts-usage:read; may be repeated', collect)
    .option('--organization <id>', 'the organization whose accounts it sees')
    .action(async (options: { name?: string; scope: readonly string[]; organization?: string }) => {
      const { secret, stored } = await withBook(async ({ users, masterData }, _config, audit) => {
        if (options.organization !== undefined && !(await masterData.organization(operatorReach(), options.organization)))
          throw new UsageError(`There is no organization ${options.organization}.`)
        const made = await createClient(users, {
          ...(options.name === undefined ? {} : { name: options.name }),
          scopes: options.scope,
          ...(options.organization === undefined ? {} : { organization: options.organization }),
        })
        await recordOperation(audit, credentialEvent('clientCreated', made.stored))
        return made
      })
      console.log(`${stored.id}:${secret}`)
    })
  clients
    .command('list')
    .description('list clients, without their secrets')
    .option('--json', 'a JSON line a client')
    .action(async ({ json = false }: { json?: boolean }) => {
      const all = await withBook(async ({ users }) => users.clients())
      printRows(
        all.map((client) => ({
          id: client.id,
          name: client.name,
          state: client.revokedAt === undefined ? 'active' : 'revoked',
          scopes: client.scopes.join(' '),
          organization: client.organization ?? '',
          created: dateText(client.createdAt),
        })),
        json,
      )
    })
  clients
    .command('revoke')
    .description('revoke a client; its tokens end with it')
    .argument('<id>')
    .action(async (id: string) => {
      await withBook(async ({ users }, _config, audit) => {
        const client = await users.clientById(id)
        if (!client) throw new UsageError(`There is no client ${id}; see tollgate clients list.`)
        if (client.revokedAt !== undefined) return
        await users.putClient({ ...client, revokedAt: Date.now() })
        await recordOperation(audit, credentialEvent('clientRevoked', client))
      })
      console.error(`Revoked ${id}.`)
    })
}
