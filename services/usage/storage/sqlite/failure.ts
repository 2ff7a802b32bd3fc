import Database from 'better-sqlite3'
import { HttpError } from '../../../../dtos/contract/http-error'

const sentences: readonly (readonly [prefix: string, sentence: string])[] = [
  ['SQLITE_BUSY', 'The usage store is locked by another process.'],
  ['SQLITE_LOCKED', 'The usage store is locked by another process.'],
  ['SQLITE_FULL', 'The usage store has no room left on its disk.'],
  ['SQLITE_READONLY', 'The usage store cannot be written to.'],
  ['SQLITE_CANTOPEN', 'The usage store cannot be opened.'],
  ['SQLITE_IOERR', 'The disk of the usage store reports an error.'],
  ['SQLITE_CORRUPT', 'The usage store is damaged.'],
  ['SQLITE_NOTADB', 'The usage store is damaged.'],
  ['SQLITE_NOMEM', 'The usage store is out of memory.'],
  ['SQLITE_PROTOCOL', 'The usage store is locked by another process.'],
]

/** SQLite's codes that a new attempt on the same connection may cure. */
export const isBusy = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(codeOf(error))

/** After these the connection is not to be trusted: it is closed and opened anew. */
export const isLost = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB|CANTOPEN|READONLY|NOMEM)/.test(codeOf(error))

// By name and code: a test runner loads this module and the addon's error class in different realms.
const codeOf = (error: unknown): string => {
  const { name, code } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown }
  return (error instanceof Database.SqliteError || name === 'SqliteError') && typeof code === 'string' ? code : ''
}

/** SQLite's own word for a file that is not where it was. */
export const movedAway = (): Error =>
  new Database.SqliteError('the database file was moved, removed or replaced', 'SQLITE_READONLY_DBMOVED')

/** What a caller is told when the store cannot do its work: 503, and when to come back. Nothing of it was acknowledged. */
export const unavailable = (message: string, cause?: unknown): HttpError =>
  new HttpError(503, 'StorageUnavailable', `${message} Nothing was written; send it again.`, {
    headers: { 'Retry-After': '1' },
    cause,
  })

/** An error of SQLite as the caller's; what is not the store's state (a fault of ours) stays as it is. */
export const storageFailure = (error: unknown): unknown => {
  const code = codeOf(error)
  const known = sentences.find(([prefix]) => code.startsWith(prefix))
  if (known) return unavailable(known[1], error)
  if (code === 'SQLITE_CONSTRAINT_DATATYPE') return sumTooLarge(error)
  return error
}

/** The one way in which well-formed events cannot be booked. */
export const sumTooLarge = (cause?: unknown): HttpError =>
  new HttpError(409, 'SumTooLarge', 'With these events a sum would be beyond 64 bits; none of them was booked.', { cause })
