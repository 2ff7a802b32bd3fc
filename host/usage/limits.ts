import path from 'node:path'
import Database from 'better-sqlite3'
import { RateLimiterSQLite } from 'rate-limiter-flexible'
import { rateLimit } from '../features'
import type { Feature } from '../features/feature'
import type { Config } from './config'

/** Seconds over which processes count together: long enough that a burst is no fault, short enough that a wait ends soon. */
const window = 10

/** The limits of calls, none where there is to be none. Processes that share them do so in a file of its own: the book is busy with the book. */
export async function limits({ rateLimit: perSecond, rateLimitShared, dataFolder }: Config): Promise<readonly Feature[]> {
  if (perSecond === 0) return []
  if (!rateLimitShared) return [rateLimit({ perSecond })]
  const file = new Database(path.join(dataFolder, 'limits.db'))
  file.pragma('journal_mode = WAL')
  // Lost with the machine's power, a count starts anew: that is no loss.
  file.pragma('synchronous = OFF')
  const shared = await openLimiter(file, perSecond)
  return [rateLimit({ perSecond, shared }), { name: 'sharedLimits', close: () => void file.close() }]
}

const openLimiter = (file: Database.Database, perSecond: number): Promise<RateLimiterSQLite> =>
  new Promise((resolve, reject) => {
    const limiter: RateLimiterSQLite = new RateLimiterSQLite(
      { storeClient: file, storeType: 'better-sqlite3', tableName: 'limits', points: perSecond * window, duration: window },
      (error?: Error) => (error ? reject(error) : setImmediate(() => resolve(limiter))),
    )
  })
