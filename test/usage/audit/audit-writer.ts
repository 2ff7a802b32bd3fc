import { AuditLog } from '../../../services/audit'
import { engines } from '../../../services/usage/storage'

/** A process that keeps an audit log until it is killed: `audit-writer LOCATION MARK COUNT`. A line follows each event that is on disk. */
const run = async (location: string, mark: string, count: number): Promise<void> => {
  const engine = await engines.sqlite!({ location, busyMs: 20_000 })
  const log = new AuditLog({ store: engine.audit })
  for (let at = 0; at < count; at++) {
    log.record({ kind: 'keyChanged', subject: `${mark}-${at}` })
    await log.settled()
    process.stdout.write(`${mark}-${at}.\n`)
  }
  await log.close()
  await engine.close()
}

const [location, mark, count] = process.argv.slice(2)
void run(location!, mark!, Number(count))
