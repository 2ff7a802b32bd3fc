import { setTimeout as sleep } from 'node:timers/promises'
import { assertDurable, type Connection } from './connection'
import { isBusy, isLost, movedAway, storageFailure } from './failure'

/** What a writer remembers between transactions has to follow them. */
export interface Memory {
  /** A transaction began: is what is remembered still true? */
  began(connection: Connection): void
  /** A part of the transaction, or all of it, is taken back. */
  mark(): number
  takeBack(to: number): void
  /** A connection was given up: nothing is known any more. */
  forget(): void
}

interface Job {
  readonly weight: number
  readonly since: number
  readonly run: (connection: Connection) => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

export interface GroupCommitOptions {
  readonly open: () => Connection
  readonly memory: Memory
  readonly busyMs: number
}

/** Events in one transaction: enough to share a sync of the disk, few enough that another process gets its turn. */
const maxWeight = 20_000

/**
 * The one way to write. Whatever waits goes into one transaction, each job in a savepoint of its own, and is answered after the commit is on disk:
 * many small batches cost one sync. A lock held by another process is waited for without holding the thread; after `busyMs` it is a 503.
 */
export class GroupCommit {
  private jobs: Job[] = []
  private connection: Connection | undefined
  private draining: Promise<void> | undefined
  private durable = false

  constructor(private readonly options: GroupCommitOptions) {}

  submit<T>(weight: number, run: (connection: Connection) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.jobs.push({ weight, since: performance.now(), run, resolve: resolve as (value: unknown) => void, reject })
      this.draining ??= this.drain()
    })
  }

  /** Resolves when nothing waits any more, with the connection closed. */
  async close(): Promise<void> {
    await this.draining
    const connection = this.connection
    this.connection = undefined
    connection?.close()
  }

  private async drain(): Promise<void> {
    // What else arrives in this turn joins the first transaction.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.jobs.length > 0) {
      try {
        if (await this.begin()) this.commit(this.take())
      } catch (error) {
        this.fail(this.take(), error)
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.draining = undefined
  }

  /** False where all that waited ran out of time. */
  private async begin(): Promise<boolean> {
    for (;;) {
      try {
        this.connection ??= this.options.open()
        this.connection.run('begin immediate')
        if (!this.connection.isInPlace()) throw movedAway()
        this.options.memory.began(this.connection)
        return true
      } catch (error) {
        if (this.connection) this.rollBack(this.connection, error)
        if (!isBusy(error)) throw error
        const expired = this.jobs.filter((job) => performance.now() - job.since >= this.options.busyMs)
        this.jobs = this.jobs.filter((job) => !expired.includes(job))
        this.fail(expired, error)
        if (this.jobs.length === 0) return false
        await sleep(5 + Math.random() * 25)
      }
    }
  }

  private take(): Job[] {
    let weight = 0
    const count = this.jobs.findIndex((job, index) => {
      weight += job.weight
      return index > 0 && weight > maxWeight
    })
    return this.jobs.splice(0, count < 0 ? this.jobs.length : count)
  }

  private commit(jobs: readonly Job[]): void {
    const connection = this.connection!
    const { memory } = this.options
    const start = memory.mark()
    const answers: (() => void)[] = []
    try {
      for (const job of jobs) answers.push(this.attempt(connection, job))
      connection.run('commit')
      if (!this.durable) assertDurable(connection)
      this.durable = true
    } catch (error) {
      memory.takeBack(start)
      this.fail(jobs, error)
      this.rollBack(connection, error)
      return
    }
    for (const answer of answers) answer()
  }

  /** A job that fails takes only itself back, unless SQLite gave the whole transaction up. */
  private attempt(connection: Connection, job: Job): () => void {
    const mark = this.options.memory.mark()
    connection.run('savepoint job')
    try {
      const value = job.run(connection)
      connection.run('release job')
      return () => job.resolve(value)
    } catch (error) {
      if (!connection.db.inTransaction || isLost(error)) throw error
      connection.run('rollback to job')
      connection.run('release job')
      this.options.memory.takeBack(mark)
      return () => job.reject(storageFailure(error))
    }
  }

  private fail(jobs: readonly Job[], error: unknown): void {
    const failure = storageFailure(error)
    for (const job of jobs) job.reject(failure)
  }

  /** A connection that cannot even do that, or that lost its file, is given up; the next transaction opens a new one. */
  private rollBack(connection: Connection, error: unknown): void {
    let lost = isLost(error)
    try {
      if (connection.db.inTransaction) connection.run('rollback')
    } catch {
      lost = true
    }
    if (!lost) return
    this.options.memory.forget()
    this.connection = undefined
    this.durable = false
    try {
      connection.close()
    } catch {
      // Whatever it says, it is not used again.
    }
  }
}
