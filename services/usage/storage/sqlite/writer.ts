import { extname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { HttpError } from '../../../../dtos/contract/http-error'
import type { VerifyReport } from '../engine'
import type { Commands, WriterOptions } from './commands'
import { unavailable } from './failure'
import { fromWire } from './wire-error'
import type { Answer, Call } from './writer-thread'

interface Waiting {
  readonly weight: number
  readonly resolve: (value: any) => void
  readonly reject: (error: unknown) => void
}

/** The writer in its own thread: a slow disk or a held lock never stalls who answers calls. A thread that died is replaced with the next call. */
export class ThreadedWriter {
  private worker: Worker | undefined
  private readonly waiting = new Map<number, Waiting>()
  private queued = 0
  private lastId = 0
  private closed = false

  constructor(
    private readonly options: WriterOptions,
    private readonly maxQueued: number,
  ) {}

  readonly commands: Commands = {
    ingest: (events, options) => this.call('ingest', [events, options], events.length),
    putEntities: (entities) => this.call('putEntities', [entities], entities.length),
    closePeriod: (...args) => this.call('closePeriod', args),
    putUser: (user) => this.call('putUser', [user]),
    putApiKey: (key) => this.call('putApiKey', [key]),
    putClient: (client) => this.call('putClient', [client]),
    touchApiKeys: (touched) => this.call('touchApiKeys', [touched]),
    appendAudit: (records) => this.call('appendAudit', [records]),
    writeSignIn: (name, ...args) => this.call('writeSignIn', [name, ...args]),
    useOnce: (id, until) => this.call('useOnce', [id, until]),
    putSetting: (name, value) => this.call('putSetting', [name, value]),
    putSettingIfAbsent: (name, value) => this.call('putSettingIfAbsent', [name, value]),
    rebuild: () => this.call('rebuild', []),
    probe: () => this.call('probe', []),
    close: async () => {
      if (this.worker) await this.call('close', [])
      this.closed = true
    },
  }

  /** In a thread of its own that ends with the answer: a million events take seconds, and writes go on meanwhile. */
  static async verify(options: WriterOptions): Promise<VerifyReport> {
    const own = new ThreadedWriter(options, 1)
    try {
      return await own.call<VerifyReport>('verify', [])
    } finally {
      await own.commands.close()
    }
  }

  private call<T>(name: Call['name'], args: readonly unknown[], weight = 1): Promise<T> {
    if (this.closed) return Promise.reject(unavailable('The usage store is closed.'))
    if (this.queued > 0 && this.queued + weight > this.maxQueued)
      return Promise.reject(unavailable(`${this.queued} events wait for the disk already, which is as many as may.`))
    return new Promise<T>((resolve, reject) => {
      const id = ++this.lastId
      const worker = this.running()
      post(worker, { id, name, args })
      this.waiting.set(id, { weight, resolve, reject })
      this.queued += weight
      worker.ref()
    })
  }

  private running(): Worker {
    if (this.worker) return this.worker
    const worker = startThread(this.options)
    this.worker = worker
    let death: unknown
    worker.on('message', (answer: Answer) => this.settle(answer))
    worker.on('error', (error) => {
      death = error
    })
    worker.on('exit', () => {
      if (this.worker === worker) this.worker = undefined
      for (const id of [...this.waiting.keys()])
        this.take(id)?.reject(
          unavailable(
            'The writer of the usage store ended before it answered. What was sent may be in the book; sending it again does no harm.',
            death,
          ),
        )
    })
    return worker
  }

  private settle(answer: Answer): void {
    const waiting = this.take(answer.id)
    if (this.waiting.size === 0) this.worker?.unref()
    if ('error' in answer) waiting?.reject(fromWire(answer.error))
    else waiting?.resolve(answer.value)
  }

  private take(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    this.queued -= waiting?.weight ?? 0
    return waiting
  }
}

/** Functions and the like cannot be sent to a thread, nor booked. */
const post = (worker: Worker, call: Call): void => {
  try {
    worker.postMessage(call)
  } catch (error) {
    throw new HttpError(400, 'InvalidEvent', 'Events are plain data: texts, numbers, lists and objects.', { cause: error })
  }
}

/** The compiled file beside this one; from sources, through the loader that the tests' transformer needs. */
const startThread = (options: WriterOptions): Worker => {
  const kind = extname(__filename)
  const source = join(__dirname, `writer-thread${kind}`)
  return new Worker(kind === '.ts' ? join(__dirname, 'thread-from-source.cjs') : source, { workerData: { options, source } })
}
