import { closeSync, mkdirSync, openSync, write, writeSync } from 'node:fs'
import path from 'node:path'

const size = 64 * 1024

/**
 * Lines of ASCII text to a file or descriptor: gathered in one of two buffers, written when it is full or after a second. What the disk cannot
 * take in time is left out and counted, so that a slow or full disk never holds calls or memory.
 */
export class LineFile {
  #fd: number
  #filling = Buffer.allocUnsafe(size)
  #spare = Buffer.allocUnsafe(size)
  #used = 0
  #writing = false
  /** What waits for the write that is under way. */
  #waiting: (() => void)[] = []
  #lost = 0
  readonly #timer: NodeJS.Timeout
  readonly #atExit = () => this.flushSync()
  readonly #reopen = () => this.reopen()

  /** `gather`: asked, before anything is written for its time, for lines that were not given yet. */
  constructor(
    private readonly to: string | number,
    private readonly gather: () => void = () => {},
  ) {
    this.#fd = open(to)
    this.#timer = setInterval(() => {
      gather()
      this.#flush()
    }, 1000).unref()
    process.on('exit', this.#atExit)
    // Whoever rotates the file moves it and says so, as for other daemons.
    if (typeof to === 'string') process.on('SIGHUP', this.#reopen)
  }

  /** So many lines, each with its line end; ASCII only. */
  write(text: string, lines = 1): void {
    if (this.#used + text.length > size) {
      this.#flush()
      if (this.#used + text.length > size) {
        this.#lost += lines
        return
      }
    }
    this.#used += this.#filling.write(text, this.#used, 'latin1')
  }

  reopen(): void {
    if (typeof this.to !== 'string') return
    this.flushSync()
    const before = this.#fd
    this.#fd = open(this.to)
    this.#onceWritten(() => closeSync(before))
  }

  #onceWritten(then: () => void): void {
    if (this.#writing) this.#waiting.push(then)
    else then()
  }

  /** All that was said is with the system; lines of a write that is under way may come after it. */
  flushSync(): void {
    this.gather()
    this.#putSync()
    if (this.#lost === 0) return
    this.#tellLost()
    this.#putSync()
  }

  #putSync(): void {
    if (this.#used === 0) return
    try {
      writeSync(this.#fd, this.#filling, 0, this.#used)
    } catch {
      this.#lost++
    }
    this.#used = 0
  }

  /** Done when all that was said is in the file. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    process.off('exit', this.#atExit)
    process.off('SIGHUP', this.#reopen)
    if (typeof this.to !== 'string') return this.flushSync()
    await new Promise<void>((resolve) => this.#onceWritten(resolve))
    this.flushSync()
    closeSync(this.#fd)
  }

  #flush(): void {
    if (this.#writing || this.#used === 0) return
    const buffer = this.#filling
    const length = this.#used
    this.#filling = this.#spare
    this.#spare = buffer
    this.#used = 0
    this.#writing = true
    this.#tellLost()
    this.#put(this.#fd, buffer, 0, length)
  }

  #tellLost(): void {
    if (this.#lost === 0) return
    const told = `{"level":40,"time":${Date.now()},"msg":"${this.#lost} request lines were lost"}\n`
    if (this.#used + told.length > size) return
    this.#lost = 0
    this.#used += this.#filling.write(told, this.#used, 'latin1')
  }

  /** A pipe may take a part, or nothing for a while. */
  #put(fd: number, buffer: Buffer, from: number, length: number): void {
    write(fd, buffer, from, length - from, null, (error, written) => {
      if (error?.code === 'EAGAIN') return void setTimeout(() => this.#put(fd, buffer, from, length), 10).unref()
      if (!error && from + written < length) return this.#put(fd, buffer, from + written, length)
      if (error) this.#lost++
      this.#writing = false
      for (const then of this.#waiting.splice(0)) then()
    })
  }
}

function open(to: string | number): number {
  if (typeof to === 'number') return to
  mkdirSync(path.dirname(path.resolve(to)), { recursive: true })
  return openSync(to, 'a', 0o600)
}
