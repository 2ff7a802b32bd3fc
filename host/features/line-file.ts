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
  #lost = 0
  readonly #timer: NodeJS.Timeout
  readonly #atExit = () => this.flushSync()
  readonly #reopen = () => this.reopen()

  constructor(private readonly to: string | number) {
    this.#fd = open(to)
    this.#timer = setInterval(() => this.#flush(), 1000).unref()
    process.on('exit', this.#atExit)
    // Whoever rotates the file moves it and says so, as for other daemons.
    if (typeof to === 'string') process.on('SIGHUP', this.#reopen)
  }

  /** One line, with its line end; ASCII only. */
  write(line: string): void {
    if (this.#used + line.length > size) {
      this.#flush()
      if (this.#used + line.length > size) {
        this.#lost++
        return
      }
    }
    this.#used += this.#filling.write(line, this.#used, 'latin1')
  }

  reopen(): void {
    if (typeof this.to !== 'string') return
    this.flushSync()
    const before = this.#fd
    this.#fd = open(this.to)
    closeSync(before)
  }

  /** All that was said is with the system; lines of a write that is under way may come after it. */
  flushSync(): void {
    this.#tellLost()
    if (this.#used === 0) return
    try {
      writeSync(this.#fd, this.#filling, 0, this.#used)
    } catch {
      this.#lost++
    }
    this.#used = 0
  }

  close(): void {
    clearInterval(this.#timer)
    process.off('exit', this.#atExit)
    process.off('SIGHUP', this.#reopen)
    this.flushSync()
    if (typeof this.to === 'string') closeSync(this.#fd)
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
    this.#put(buffer, 0, length)
  }

  #tellLost(): void {
    if (this.#lost === 0) return
    const told = `{"level":40,"time":${Date.now()},"msg":"${this.#lost} request lines were lost"}\n`
    if (this.#used + told.length > size) return
    this.#lost = 0
    this.#used += this.#filling.write(told, this.#used, 'latin1')
  }

  /** A pipe may take a part, or nothing for a while. */
  #put(buffer: Buffer, from: number, length: number): void {
    write(this.#fd, buffer, from, length - from, null, (error, written) => {
      if (error?.code === 'EAGAIN') return void setTimeout(() => this.#put(buffer, from, length), 10).unref()
      if (!error && from + written < length) return this.#put(buffer, from + written, length)
      if (error) this.#lost++
      this.#writing = false
    })
  }
}

function open(to: string | number): number {
  if (typeof to === 'number') return to
  mkdirSync(path.dirname(path.resolve(to)), { recursive: true })
  return openSync(to, 'a', 0o600)
}
