import { type Command, collect, dateText, printRows } from '../commands/command'
import { credentialEvent, recordOperation } from './audit'
import { checkOrganization } from './check-organization'
import { createUser } from './credentials'
import { asUsage, givenPassword, userChanges } from './user-changes'
import { withBook } from './with-book'

interface CreateOptions {
  readonly role?: readonly string[]
  readonly permission?: readonly string[]
  readonly organization?: string
  readonly account?: readonly string[]
  readonly email?: string
  readonly displayName?: string
}

/** `tollgate users`: create, list, and what changes a user. A password is made and printed, or read from standard input; never an argument, which others could see. */
export const usersCommand: Command = (program) => {
  const users = program.command('users').description('people who sign in with a password')
  users
    .command('create')
    .description('create a user; prints the password that was made, alone, once (with --password-stdin it is read instead)')
    .argument('<name>')
    .option('--role <name>', 'SystemAdministrator, Manager …; may be repeated', collect)
    .option('--permission <name>', 'may be repeated', collect)
    .option('--organization <id>')
    .option('--account <key>', 'an account that a Manager manages; may be repeated', collect)
    .option('--email <address>')
    .option('--display-name <text>')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (userName: string, options: CreateOptions & { passwordStdin?: boolean }) => {
      const given = await givenPassword(options)
      const { password } = await withBook(async ({ users: store, masterData }, _config, audit) => {
        await checkOrganization(masterData, options.organization)
        const made = await createUser(store, {
          userName,
          ...(given === undefined ? {} : { password: given }),
          roles: options.role ?? [],
          permissions: options.permission ?? [],
          accounts: options.account ?? [],
          ...(options.organization === undefined ? {} : { organization: options.organization }),
          ...(options.email === undefined ? {} : { email: options.email }),
          ...(options.displayName === undefined ? {} : { displayName: options.displayName }),
        })
        await recordOperation(audit, credentialEvent('userCreated', made.stored))
        return made
      }).catch(asUsage)
      if (given === undefined) console.log(password)
    })
  users
    .command('list')
    .description('list users')
    .option('--json', 'a JSON line a user')
    .action(async ({ json = false }: { json?: boolean }) => {
      const all = await withBook(async ({ users: store }) => store.users())
      printRows(
        all.map((user) => ({
          id: user.id,
          name: user.userName,
          state: user.disabledAt === undefined ? 'active' : 'disabled',
          roles: user.roles.join(' '),
          organization: user.organization ?? '',
          accounts: user.accounts.join(' '),
          created: dateText(user.createdAt),
        })),
        json,
      )
    })
  for (const change of userChanges) change(users)
}
