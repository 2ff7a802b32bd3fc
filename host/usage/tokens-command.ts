import { listSigningKeys, rotateSigningKeys } from '../auth/oauth/signing-keys'
import { type Command, dateText, printRows } from '../commands/command'
import { recordOperation } from './audit'
import { signingKeyFile } from './book'
import { readConfig } from './config'
import { withBook } from './with-book'

/** `tollgate tokens rotate|list`: the keys that the gateway signs its access tokens with. Running servers see a change within a second. */
export const tokensCommand: Command = (program) => {
  const tokens = program.command('tokens').description('the keys that access tokens are signed with')
  tokens
    .command('rotate')
    .description('sign with a new key from now on; tokens that are out stay good until they end')
    .option('--end-all', 'all tokens that are out end now: for a key that somebody else may have')
    .action(async ({ endAll = false }: { endAll?: boolean }) => {
      const { kid } = await withBook(async (_engine, { dataFolder }, audit) => {
        const rotated = rotateSigningKeys(signingKeyFile(dataFolder), { endOthers: endAll })
        await recordOperation(audit, { kind: 'signingKeyRotated', subject: rotated.kid, ...(endAll ? { reason: 'EndAll' } : {}) })
        return rotated
      })
      console.error(endAll ? 'All access tokens have ended; clients fetch new ones.' : 'Nobody is signed out.')
      console.log(kid)
    })
  tokens
    .command('list')
    .description('list the keys, without their secrets')
    .option('--json', 'a JSON line a key')
    .action(({ json = false }: { json?: boolean }) => {
      const { config } = readConfig(process.env)
      const all = listSigningKeys(signingKeyFile(config.dataFolder))
      printRows(
        all.map(({ kid, alg, createdAt, retiredAt }, index) => ({
          id: kid,
          state: index === 0 ? 'signs' : 'verifies',
          algorithm: alg,
          created: createdAt === undefined ? '' : dateText(createdAt * 1000),
          retired: retiredAt === undefined ? '' : dateText(retiredAt * 1000),
        })),
        json,
      )
    })
}
