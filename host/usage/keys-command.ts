import type { StoredApiKey } from '../../services'
import { operatorReach } from '../../services/usage/ledger'
import { type Command, collect, dateText, printRows, UsageError } from '../commands/command'
import { credentialEvent, recordOperation } from './audit'
import { createKey } from './credentials'
import { withBook } from './with-book'

interface CreateOptions {
  readonly name?: string
  readonly role?: readonly string[]
  readonly scope?: readonly string[]
  readonly permission?: readonly string[]
  readonly organization?: string
  readonly account?: readonly string[]
  readonly source?: readonly string[]
  readonly days?: string
  readonly infodeck?: boolean
  readonly browser?: boolean
  readonly message?: readonly string[]
  readonly origin?: readonly string[]
}

/** `tollgate keys create|list|revoke`. */
export const keysCommand: Command = (program) => {
  const keys = program.command('keys').description('API keys')
  keys
    .command('create')
    .description('create a key and print it, alone, once')
    .option('--name <text>', 'what it is for')
    .option('--role <name>', 'a role; may be repeated', collect)
    .option('--scope <name>', 'a scope, such as usage:write; may be repeated', collect)
    .option('--permission <name>', 'a permission; may be repeated', collect)
    .option('--organization <id>', 'the organization that it is bound to')
    .option('--account <key>', 'an account that a Manager manages; may be repeated', collect)
    .option('--source <uri>', 'a source that it may send events of; may be repeated', collect)
    .option('--days <number>', 'days that it lives (default 365)')
    .option('--infodeck', 'in Infodeck’s form, for its organization’s usage')
    .option('--browser', 'read only, for scripts on web pages; with --message and --origin')
    .option('--message <name>', 'a message that a browser key may send', collect)
    .option('--origin <origin>', 'an origin whose pages may use a browser key', collect)
    .action(async (options: CreateOptions) => {
      const days = options.days === undefined ? undefined : Number(options.days)
      if (days !== undefined && !(Number.isInteger(days) && days > 0))
        throw new UsageError('--days takes a whole number of days.')
      if (options.browser && !options.message?.length)
        throw new UsageError('A browser key names the messages that it may send: --message.')
      if (options.infodeck && !options.organization)
        throw new UsageError('A key in Infodeck’s form belongs to an organization: --organization.')
      const { key } = await withBook(async ({ users, masterData }, _config, audit) => {
        if (options.organization !== undefined && !(await masterData.organization(operatorReach(), options.organization)))
          throw new UsageError(`There is no organization ${options.organization}.`)
        const made = await createKey(users, {
          ...(options.name === undefined ? {} : { name: options.name }),
          roles: options.role ?? [],
          scopes: options.scope ?? [],
          permissions: options.permission ?? [],
          ...(options.organization === undefined ? {} : { organization: options.organization }),
          accounts: options.account ?? [],
          sources: options.source ?? [],
          ...(options.browser ? { browser: { messages: options.message ?? [], origins: options.origin ?? [] } } : {}),
          ...(days === undefined ? {} : { livesFor: days * 86_400_000 }),
          ...(options.infodeck ? { form: 'infodeck' as const } : {}),
        })
        await recordOperation(audit, credentialEvent('keyCreated', made.stored))
        return made
      })
      console.log(key)
    })
  keys
    .command('list')
    .description('list keys, without their secrets')
    .option('--json', 'a JSON line a key')
    .action(async ({ json = false }: { json?: boolean }) => {
      printRows((await withBook(async ({ users }) => users.apiKeys())).map(row), json)
    })
  keys
    .command('revoke')
    .description('revoke a key by its id; at work within a second everywhere')
    .argument('<id>')
    .action(async (id: string) => {
      await withBook(async ({ users }, _config, audit) => {
        const key = (await users.apiKeys()).find((known) => known.id === id)
        if (!key) throw new UsageError(`There is no key ${id}; see tollgate keys list.`)
        if (key.revokedAt !== undefined) return
        await users.putApiKey({ ...key, revokedAt: Date.now() })
        await recordOperation(audit, credentialEvent('keyRevoked', key))
      })
      console.error(`Revoked ${id}.`)
    })
}

const row = (key: StoredApiKey) => ({
  id: key.id,
  key: key.hint,
  name: key.name,
  state:
    key.revokedAt !== undefined ? 'revoked' : key.expiresAt !== undefined && key.expiresAt <= Date.now() ? 'expired' : 'active',
  may: [
    ...key.roles,
    ...key.scopes,
    ...key.permissions,
    ...(key.browser ? key.browser.messages.map((name) => `browser:${name}`) : []),
  ].join(' '),
  organization: key.organization ?? '',
  created: dateText(key.createdAt),
  expires: dateText(key.expiresAt),
  used: dateText(key.lastUsedAt),
})
