import { Buffer } from 'node:buffer'
import { upperHex } from './json-syntax'

const usual = 16 * 1024
const largest = 1024 * 1024
/** Texts up to here are copied unit by unit; longer ones are handed to node. */
const short = 48

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/

/**
 * JSON as it grows, in bytes: what is put together from dozens of small texts would otherwise be a rope that has to be flattened before it is sent.
 * One place to write in, used again and again; a writer that is called while another one writes stands behind it.
 */
export class ByteText {
  #bytes = Buffer.allocUnsafe(usual)
  #at = 0
  /** There is something beyond ASCII in it. */
  #wide = false

  /** What `put` puts in here of a value, as text. */
  whole(put: (value: unknown, depth: number) => void, value: unknown): string {
    const start = this.#at
    const wide = this.#wide
    this.#wide = false
    try {
      put(value, 1)
      return this.#wide ? this.#bytes.toString('utf8', start, this.#at) : this.#bytes.toString('latin1', start, this.#at)
    } finally {
      this.#at = start
      this.#wide = wide
      if (start === 0 && this.#bytes.length > largest) this.#bytes = Buffer.allocUnsafe(usual)
    }
  }

  /** A name beyond ASCII is among what was made ready. */
  widen(): void {
    this.#wide = true
  }

  /** UTF-8 that was made ready. */
  put(part: Uint8Array): void {
    this.#room(part.length)
    const bytes = this.#bytes
    const at = this.#at
    for (let index = 0; index < part.length; index++) bytes[at + index] = part[index]!
    this.#at = at + part.length
  }

  unit(code: number): void {
    this.#room(1)
    this.#bytes[this.#at++] = code
  }

  /** A positive int32. */
  number(value: number): void {
    this.#room(10)
    const bytes = this.#bytes
    let digits = 1
    for (let bound = 10; digits < 10 && value >= bound; bound *= 10) digits++
    let left = value
    for (let at = this.#at + digits - 1; at >= this.#at; at--) {
      const rest = (left / 10) | 0
      bytes[at] = 48 + left - rest * 10
      left = rest
    }
    this.#at += digits
  }

  /** Text as it is. */
  text(text: string): void {
    const { length } = text
    this.#room(3 * length)
    const bytes = this.#bytes
    const at = this.#at
    let index = 0
    if (length <= short)
      for (; index < length; index++) {
        const code = text.charCodeAt(index)
        if (code >= 0x80) break
        bytes[at + index] = code
      }
    if (index === length) this.#at = at + length
    else this.#encode(text)
  }

  /** Text as a JSON string. */
  quoted(text: string): void {
    const { length } = text
    this.#room(3 * length + 2)
    const bytes = this.#bytes
    const at = this.#at + 1
    bytes[at - 1] = 0x22
    let index = 0
    if (length <= short)
      for (; index < length; index++) {
        const code = text.charCodeAt(index)
        if (code < 0x20 || code === 0x22 || code === 0x5c || code >= 0x80) break
        bytes[at + index] = code
      }
    if (index < length) {
      if (needsEscape.test(text)) return this.text(upperHex(JSON.stringify(text)))
      this.#at = at
      this.#encode(text)
      this.#bytes[this.#at++] = 0x22
      return
    }
    bytes[at + length] = 0x22
    this.#at = at + length + 1
  }

  #encode(text: string): void {
    const written = this.#bytes.write(text, this.#at, 'utf8')
    if (written !== text.length) this.#wide = true
    this.#at += written
  }

  #room(count: number): void {
    if (this.#at + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#at + count))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
