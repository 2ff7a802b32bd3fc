import { readFileSync } from 'node:fs'
import { readClientKeys } from '../auth/oauth/client-keys'
import { type Command, collect, dateText, printRows, UsageError } from '../commands/command'
import { credentialEvent, recordOperation } from './audit'
import { checkOrganization } from './check-organization'
import { createClient, rotateClient } from './credentials'
import { withBook } from './with-book'

/** `tollgate clients create|list|rotate|revoke`: OAuth2 clients (client credentials). */
export const clientsCommand: Command = (program) => {
  const clients = program.command('clients').description('OAuth2 clients (client credentials)')
  clients
    .command('create')
    .description('create a client; prints `id:secret`, alone, once (with --public-key the id)')
    .option('--name <text>', 'what it is for')
    .requiredOption('--scope <name>', 'a scope, such as express-accounts-usage:read; may be repeated', collect)
    .option('--organization <id>', 'the organization whose accounts it sees')
    .option('--public-key <file>', publicKeyMeans)
    .action(async (options: { name?: string; scope: readonly string[]; organization?: string; publicKey?: string }) => {
      const keys = keysOf(options.publicKey)
      const { secret, stored } = await withBook(async ({ users, masterData }, _config, audit) => {
        await checkOrganization(masterData, options.organization)
        const made = await createClient(users, {
          ...(options.name === undefined ? {} : { name: options.name }),
          scopes: options.scope,
          ...(options.organization === undefined ? {} : { organization: options.organization }),
          ...(keys ? { keys } : {}),
        })
        await recordOperation(audit, credentialEvent('clientCreated', made.stored))
        return made
      })
      console.log(secret === undefined ? stored.id : `${stored.id}:${secret}`)
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
          proof: client.keys ? `keys: ${client.keys.length}` : 'secret',
          scopes: client.scopes.join(' '),
          organization: client.organization ?? '',
          created: dateText(client.createdAt),
        })),
        json,
      )
    })
  clients
    .command('rotate')
    .description('give a client a new secret, or other public keys, instead of what it has; prints like create')
    .argument('<id>')
    .option('--public-key <file>', publicKeyMeans)
    .action(async (id: string, options: { publicKey?: string }) => {
      const keys = keysOf(options.publicKey)
      const { secret } = await withBook(async ({ users }, _config, audit) => {
        const client = await users.clientById(id)
        if (!client) throw new UsageError(`There is no client ${id}; see tollgate clients list.`)
        if (client.keys && !keys)
          throw new UsageError(
            `${id} signs what it says; give it other keys with --public-key. A file with its old and its new key changes them without a gap.`,
          )
        const rotated = await rotateClient(users, client, keys)
        await recordOperation(audit, { ...credentialEvent('clientChanged', rotated.stored), reason: 'Rotated' })
        return rotated
      })
      console.log(secret === undefined ? id : `${id}:${secret}`)
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

const publicKeyMeans = 'PEM, JWK or JWKS: the client signs with the private key (private_key_jwt) and has no secret'

function keysOf(file: string | undefined) {
  if (file === undefined) return undefined
  try {
    return readClientKeys(readFileSync(file, 'utf8'))
  } catch (error) {
    const known = error instanceof RangeError || (error as NodeJS.ErrnoException).code !== undefined
    throw known ? new UsageError(`--public-key ${file}: ${(error as Error).message}`) : error
  }
}
