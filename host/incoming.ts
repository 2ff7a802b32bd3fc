import { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

/** Takes a body piece by piece, null at its end; `broken`: the connection ended before it did. */
export interface BodyTaker {
  take(chunk: Buffer | null): void
  broken(error: Error | undefined): void
}

/**
 * A request that becomes a stream only when somebody treats it as one. Node makes a stream of every request, and lets it flow, end and close when the
 * answer is out, which costs as much as all that a small call does here: a call without a body has nothing that could flow, and a body that is read
 * whole is handed on as node's parser finds it.
 */
export class Incoming extends IncomingMessage {
  /** Nobody listens, and nothing waits to be read. */
  #still = true
  #taker: BodyTaker | undefined

  /** Hands the body to `taker` instead of a stream; false where it is one already. */
  takeBody(taker: BodyTaker): boolean {
    if (!this.#still || this.complete) return false
    this.#taker = taker
    return true
  }

  /** A still request is over when it is complete. */
  get isOver(): boolean {
    return this.#still && this.complete
  }

  #becomeStream(): void {
    if (!this.#still) return
    this.#still = false
    if (this.complete) super.push(null)
  }

  override push(chunk: any, encoding?: BufferEncoding): boolean {
    const taken = this.#taker !== undefined && chunk !== null
    if (this.#taker !== undefined) this.#taker.take(chunk)
    else if (chunk !== null) this.#still = false
    return taken || this.#still || super.push(chunk, encoding)
  }

  /** Node lets what nobody read flow away; of a still request nothing is left. */
  override resume(): this {
    if (this.isOver) return this
    this.#becomeStream()
    return super.resume()
  }

  override on(event: string, listener: (...args: any[]) => void): this {
    this.#becomeStream()
    return super.on(event, listener)
  }

  override addListener(event: string, listener: (...args: any[]) => void): this {
    return this.on(event, listener)
  }

  override destroy(error?: Error): this {
    const taker = this.complete ? undefined : this.#taker
    super.destroy(error)
    taker?.broken(error)
    return this
  }
}

const { get: ended } = Object.getOwnPropertyDescriptor(Readable.prototype, 'readableEnded')!

// Node's types have it as a property, so that no class of ours can say it.
Object.defineProperty(Incoming.prototype, 'readableEnded', {
  configurable: true,
  get(this: Incoming): boolean {
    return this.isOver || ended!.call(this)
  },
})
