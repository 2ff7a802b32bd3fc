import type { StoredUser } from '../../services'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { listOf } from '../auth/account/new-key'
import { randomText } from '../auth/keys'
import { hashPassword } from '../auth/passwords'
import { type Command, collect, UsageError } from '../commands/command'
import { credentialEvent, recordOperation } from './audit'
import { checkOrganization } from './check-organization'
import { checkNewPassword } from './credentials'
import { withBook } from './with-book'

// What an operator does to a user that there is: what administrators do on their page, by command.

const disable: Command = (users) => {
  users
    .command('disable')
    .alias('revoke')
    .description('a disabled user is signed out and cannot sign in; at work within a second everywhere')
    .argument('<name>')
    .action(async (name: string) => {
      await withUser(name, async (user, { users: store, sessions }, record) => {
        if (user.disabledAt !== undefined) return
        await store.putUser({ ...user, disabledAt: Date.now() })
        await sessions.endAllOf(user.id, Date.now())
        await record(credentialEvent('userDisabled', user))
      })
      console.error(`Disabled ${name}.`)
    })
}

const enable: Command = (users) => {
  users
    .command('enable')
    .description('let a disabled user sign in again')
    .argument('<name>')
    .action(async (name: string) => {
      await withUser(name, async ({ disabledAt, ...user }, { users: store }, record) => {
        if (disabledAt === undefined) return
        await store.putUser(user)
        await record({ ...credentialEvent('userChanged', user), reason: 'Enabled' })
      })
      console.error(`Enabled ${name}.`)
    })
}

interface ChangeOptions {
  readonly addRole?: readonly string[]
  readonly removeRole?: readonly string[]
  readonly addPermission?: readonly string[]
  readonly removePermission?: readonly string[]
  readonly addAccount?: readonly string[]
  readonly removeAccount?: readonly string[]
  readonly organization?: string
  readonly email?: string
  readonly displayName?: string
}

const change: Command = (users) => {
  users
    .command('change')
    .description('give or take away rights; what is not named stays as it is, and rights hold with the next call')
    .argument('<name>')
    .option('--add-role <name>', 'may be repeated, as the others below', collect)
    .option('--remove-role <name>', '', collect)
    .option('--add-permission <name>', '', collect)
    .option('--remove-permission <name>', '', collect)
    .option('--add-account <key>', '', collect)
    .option('--remove-account <key>', '', collect)
    .option('--organization <id>')
    .option('--email <address>')
    .option('--display-name <text>')
    .action(async (name: string, options: ChangeOptions) => {
      if (Object.keys(options).length === 0) throw new UsageError('Say what to change; see tollgate users change --help.')
      const { organization, email, displayName } = options
      await withUser(name, async (user, { users: store, masterData }, record) => {
        await checkOrganization(masterData, organization)
        if (email !== undefined && ((await store.userByEmail(email))?.id ?? user.id) !== user.id)
          throw new UsageError(`Another user has the e-mail ${email}.`)
        const changed: StoredUser = {
          ...user,
          roles: changedList(user.roles, options.addRole, options.removeRole),
          permissions: changedList(user.permissions, options.addPermission, options.removePermission),
          accounts: changedList(user.accounts, options.addAccount, options.removeAccount),
          ...(organization === undefined ? {} : { organization }),
          ...(email === undefined ? {} : { email }),
          ...(displayName === undefined ? {} : { displayName }),
        }
        await store.putUser(changed)
        await record(credentialEvent(namesRights(options) ? 'rolesChanged' : 'userChanged', changed))
      })
      console.error(`Changed ${name}.`)
    })
}

const password: Command = (users) => {
  users
    .command('password')
    .description('give a user another password, and sign the user out everywhere; prints the one that was made, alone, once')
    .argument('<name>')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (name: string, options: { readonly passwordStdin?: boolean }) => {
      const given = await givenPassword(options)
      const made = given ?? randomText(20)
      await withUser(name, async (user, { users: store, sessions }, record) => {
        checkNewPassword(made)
        await store.putUser({ ...user, passwordHash: await hashPassword(made) })
        await sessions.endAllOf(user.id, Date.now())
        await record({ ...credentialEvent('userChanged', user), reason: 'PasswordReset' })
      }).catch(asUsage)
      if (given === undefined) console.log(made)
    })
}

const signOut: Command = (users) => {
  users
    .command('sign-out')
    .description('end all sign-ins of a user, tokens too; keys stay')
    .argument('<name>')
    .action(async (name: string) => {
      const count = await withUser(name, async (user, { sessions }, record) => {
        const ended = await sessions.endAllOf(user.id, Date.now())
        await record({ kind: 'sessionsEnded', subject: user.userName, detail: { count: ended } })
        return ended
      })
      console.error(`Ended ${count} sign-${count === 1 ? 'in' : 'ins'} of ${name}.`)
    })
}

export const userChanges: readonly Command[] = [change, disable, enable, password, signOut]

type Record = (event: Parameters<typeof recordOperation>[1]) => Promise<void>

function withUser<T>(name: string, work: (user: StoredUser, engine: StorageEngine, record: Record) => Promise<T>): Promise<T> {
  return withBook(async (engine, _config, audit) => {
    const user = await engine.users.userByName(name)
    if (!user) throw new UsageError(`There is no user ${name}; see tollgate users list.`)
    return work(user, engine, (event) => recordOperation(audit, event))
  })
}

/** A mistake in what was said is the caller's. */
export function asUsage(error: unknown): never {
  throw error instanceof RangeError ? new UsageError(error.message) : error
}

/** The password on standard input, where that is said. */
export async function givenPassword({ passwordStdin }: { readonly passwordStdin?: boolean }): Promise<string | undefined> {
  if (!passwordStdin) return undefined
  let text = ''
  for await (const chunk of process.stdin) text += chunk
  return text.replace(/\r?\n$/, '')
}

const namesRights = (options: ChangeOptions) => Object.keys(options).some((name) => /^(add|remove|organization)/.test(name))

function changedList(owned: readonly string[], add: readonly string[] = [], remove: readonly string[] = []): readonly string[] {
  return listOf([...owned, ...add]).filter((name) => !remove.includes(name))
}
