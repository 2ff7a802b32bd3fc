import { type Connection, openReader } from './connection'
import { isLost, storageFailure } from './failure'

/** How often it is looked whether the file is still the one that was opened. */
const lookMs = 1_000

/** The connection that answers questions, in the thread that asks. A restored or replaced file is opened anew; while there is none, the old one answers. */
export class Reader {
  private connection: Connection
  private looked = performance.now()

  constructor(
    private readonly location: string,
    /** A book in memory is shared with its writer. */
    private readonly shared?: Connection,
  ) {
    this.connection = shared ?? openReader(location)
  }

  readonly read = <T>(query: (connection: Connection) => T): T => {
    if (!this.shared && performance.now() - this.looked > lookMs) this.look()
    try {
      return query(this.connection)
    } catch (error) {
      if (isLost(error)) this.reopen()
      throw storageFailure(error)
    }
  }

  close(): void {
    if (!this.shared) this.connection.close()
  }

  private look(): void {
    this.looked = performance.now()
    if (!this.connection.isInPlace()) this.reopen()
  }

  private reopen(): void {
    if (this.shared) return
    try {
      const next = openReader(this.location)
      this.connection.close()
      this.connection = next
    } catch {
      // Not there yet: the next look tries again.
    }
  }
}
