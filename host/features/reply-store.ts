import type { StoredResult } from '../results/stored'

interface Entry {
  readonly message: string
  readonly result: StoredResult
  /** By `performance.now()`: a clock that is set back keeps nothing longer. */
  readonly until: number
  readonly size: number
}

/** Answers in memory, at most so many bytes: what was not asked for longest goes first. */
export class ReplyStore {
  readonly #entries = new Map<string, Entry>()
  #size = 0

  constructor(private readonly most: number) {}

  get(key: string): StoredResult | undefined {
    const entry = this.#entries.get(key)
    if (!entry) return undefined
    this.#entries.delete(key)
    if (entry.until <= performance.now()) {
      this.#size -= entry.size
      return undefined
    }
    this.#entries.set(key, entry)
    return entry.result
  }

  put(key: string, message: string, result: StoredResult, seconds: number): void {
    // A text has up to two bytes a character; the rest is what a Map and an object take.
    const size = key.length * 2 + result.body.length * (typeof result.body === 'string' ? 2 : 1) + 512
    if (size > this.most / 4) return
    this.#drop(key)
    this.#entries.set(key, { message, result, until: performance.now() + seconds * 1000, size })
    this.#size += size
    for (const oldest of this.#entries.keys()) {
      if (this.#size <= this.most) break
      this.#drop(oldest)
    }
  }

  clear(message?: string): void {
    for (const [key, entry] of this.#entries) if (message === undefined || entry.message === message) this.#drop(key)
  }

  get size(): number {
    return this.#size
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key)
    if (!entry) return
    this.#entries.delete(key)
    this.#size -= entry.size
  }
}
