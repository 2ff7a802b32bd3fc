import type { StoredApiKey } from '../../services'
import { type KeyRing, rotateKey } from '../auth/account/new-key'
import { keyState } from '../auth/account/records'
import { type Command, collect, dateText, printRows, UsageError } from '../commands/command'
import { credentialEvent, recordOperation } from './audit'
import { checkOrganization } from './check-organization'
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

/** `tollgate keys create|list|rotate|revoke`. */
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
    .option('--message <name>', 'a message or #tag that it is for, and nothing else; may be repeated', collect)
    .option('--origin <origin>', 'an origin whose pages may use a browser key', collect)
    .action(async (options: CreateOptions) => {
      const days = options.days === undefined ? undefined : Number(options.days)
      if (days !== undefined && !(Number.isInteger(days) && days > 0))
        throw new UsageError('--days takes a whole number of days.')
      if (options.browser && !options.message?.length)
        throw new UsageError('A browser key names the messages that it may send: --message.')
      if (options.origin?.length && !options.browser) throw new UsageError('Only browser keys have origins: --browser.')
      if (options.infodeck && !options.organization)
        throw new UsageError('A key in Infodeck’s form belongs to an organization: --organization.')
      const { key } = await withBook(async ({ users, masterData }, _config, audit) => {
        await checkOrganization(masterData, options.organization)
        const made = await createKey(users, {
          ...(options.name === undefined ? {} : { name: options.name }),
          roles: options.role ?? [],
          scopes: options.scope ?? [],
          permissions: options.permission ?? [],
          ...(options.organization === undefined ? {} : { organization: options.organization }),
          accounts: options.account ?? [],
          sources: options.source ?? [],
          ...(options.browser
            ? { browser: { messages: options.message ?? [], origins: options.origin ?? [] } }
            : options.message
              ? { messages: options.message }
              : {}),
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
    .command('rotate')
    .description('make a successor with the same rights and print it, alone, once; the old key ends after the overlap')
    .argument('<id>')
    .option('--overlap-hours <number>', 'hours that both are good; 0: the old one ends at once', '24')
    .action(async (id: string, { overlapHours }: { overlapHours: string }) => {
      const hours = Number(overlapHours)
      if (!(Number.isInteger(hours) && hours >= 0 && hours <= 720))
        throw new UsageError('--overlap-hours takes a whole number of hours, 720 at most.')
      const { key } = await withKey(id, (old, ring) => {
        if (keyState(old) === 'revoked' || keyState(old) === 'expired')
          throw new UsageError(`The key ${id} has ended; make a new one.`)
        return rotateKey(ring, old, hours)
      })
      console.log(key)
    })
  keys
    .command('revoke')
    .description('revoke a key by its id; at work within a second everywhere')
    .argument('<id>')
    .action(async (id: string) => {
      await withKey(id, async (key, ring) => {
        if (key.revokedAt !== undefined) return
        await ring.users.putApiKey({ ...key, revokedAt: Date.now() })
        await ring.recordChange(credentialEvent('keyRevoked', key))
      })
      console.error(`Revoked ${id}.`)
    })
}

/** The key of this id, and where a change of it is kept and told. */
function withKey<T>(id: string, work: (key: StoredApiKey, ring: KeyRing) => Promise<T>): Promise<T> {
  return withBook(async ({ users }, _config, audit) => {
    const key = (await users.apiKeys()).find((known) => known.id === id)
    if (!key) throw new UsageError(`There is no key ${id}; see tollgate keys list.`)
    return work(key, { users, recordChange: (event) => recordOperation(audit, event) })
  })
}

const row = (key: StoredApiKey) => ({
  id: key.id,
  key: key.hint,
  name: key.name,
  state: keyState(key),
  may: [
    ...key.roles,
    ...key.scopes,
    ...key.permissions,
    ...(key.messages ?? []),
    ...(key.browser ? key.browser.messages.map((name) => `browser:${name}`) : []),
  ].join(' '),
  organization: key.organization ?? '',
  created: dateText(key.createdAt),
  expires: dateText(key.expiresAt),
  used: dateText(key.lastUsedAt),
})
