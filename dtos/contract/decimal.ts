import { Decimal } from 'decimal.js'

/** The texts that decimals were read from: trailing zeros say how exact a number is, and a Decimal does not keep them. */
const texts = new WeakMap<Decimal, string>()

/** The same of texts in which no decimal is written. */
const oddTexts = new WeakMap<Decimal, string>()

const plainNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
/** Beyond this a text without exponent is longer than any amount can be worth. */
const longestExponent = 1000

/** A decimal that remembers its text (`1.50` stays `1.50`); undefined where the text is no number. */
export function parseDecimal(text: string): Decimal | undefined {
  let value: Decimal
  try {
    value = new Decimal(text)
  } catch {
    return undefined
  }
  if (!value.isFinite()) return undefined
  const kept = plainNumber.test(text) ? texts : oddTexts
  kept.set(value, text)
  return value
}

/** As it was written, exponents too: what a text becomes that was sent as a number. */
export const numeralText = (value: Decimal): string => texts.get(value) ?? oddTexts.get(value) ?? decimalText(value)

/** All digits, no exponent, trailing zeros as they were read, no sign on zero. */
export function decimalText(value: Decimal): string {
  const text = texts.get(value) ?? (Math.abs(value.e) > longestExponent ? value.toString() : value.toFixed())
  return value.isZero() && text.startsWith('-') ? text.slice(1) : text
}
