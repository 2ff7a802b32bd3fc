import { FormatException } from '../../dtos/contract'
import { parseDecimal } from '../../dtos/contract/decimal'
import { hostileNames } from './hostile-names'
import { byteAt } from './json-scan'

/** More characters than any number of the wire needs; the limit keeps what one costs small. */
const longestNumber = 400

/**
 * JSON by RFC 8259 that keeps the text of numbers: `bigint` for integers beyond a double, `Decimal` for other numbers that `JSON.parse` would change.
 * Recurses, so the depth must have been checked before.
 */
export class ExactJson {
  #at = 0
  readonly #number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y

  constructor(private readonly text: string) {}

  read(): unknown {
    const value = this.#value()
    this.#blanks()
    if (this.#at < this.text.length) this.#fail()
    return value
  }

  #value(): unknown {
    this.#blanks()
    switch (this.text.charCodeAt(this.#at)) {
      case 123:
        return this.#object()
      case 91:
        return this.#list()
      case 34:
        return this.#string()
      case 116:
        return this.#word('true', true)
      case 102:
        return this.#word('false', false)
      case 110:
        return this.#word('null', null)
      default:
        return this.#numeral()
    }
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    this.#at++
    if (this.#next(125)) return object
    do {
      this.#blanks()
      const start = this.#at
      const name = this.#string()
      if (hostileNames.has(name)) throw new FormatException(`A name that is not allowed at byte ${byteAt(this.text, start)}`)
      if (!this.#next(58)) this.#fail()
      object[name] = this.#value()
    } while (this.#next(44))
    if (!this.#next(125)) this.#fail()
    return object
  }

  #list(): unknown[] {
    const list: unknown[] = []
    this.#at++
    if (this.#next(93)) return list
    do list.push(this.#value())
    while (this.#next(44))
    if (!this.#next(93)) this.#fail()
    return list
  }

  #string(): string {
    const { text } = this
    const start = this.#at
    if (text.charCodeAt(start) !== 34) this.#fail()
    let escaped = false
    for (let at = start + 1; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      if (unit === 34) {
        this.#at = at + 1
        return escaped ? this.#unescape(start) : text.slice(start + 1, at)
      }
      if (unit < 32) {
        this.#at = at
        this.#fail()
      }
      if (unit === 92) {
        escaped = true
        at++
      }
    }
    this.#at = text.length
    return this.#fail()
  }

  #unescape(start: number): string {
    try {
      return JSON.parse(this.text.slice(start, this.#at))
    } catch {
      this.#at = start
      return this.#fail()
    }
  }

  #numeral(): unknown {
    const start = this.#at
    this.#number.lastIndex = start
    const [numeral, fraction, exponent] = this.#number.exec(this.text) ?? this.#fail()
    this.#at = start + numeral.length
    if (numeral.length > longestNumber)
      throw new FormatException(`A number of more than ${longestNumber} characters at byte ${byteAt(this.text, start)}`)
    const value = Number(numeral)
    // An infinite number is refused by whatever reads it, with the name of its member.
    if (!Number.isFinite(value)) return value
    if (fraction === undefined && exponent === undefined) return Number.isSafeInteger(value) ? value : BigInt(numeral)
    return String(value) === numeral ? value : parseDecimal(numeral)
  }

  #word(word: string, value: unknown): unknown {
    if (!this.text.startsWith(word, this.#at)) this.#fail()
    this.#at += word.length
    return value
  }

  #next(unit: number): boolean {
    this.#blanks()
    if (this.text.charCodeAt(this.#at) !== unit) return false
    this.#at++
    return true
  }

  #blanks(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.#at)
      if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return
      this.#at++
    }
  }

  #fail(): never {
    throw new FormatException(`Invalid JSON at byte ${byteAt(this.text, this.#at)}`)
  }
}
