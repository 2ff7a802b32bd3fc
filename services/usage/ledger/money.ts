/**
 * Money and quantities are exact: billed units in millionths times a unit price in billionths, in BigInt (usage-domain 3.3).
 * Texts are plain decimals, never with an exponent.
 */
export const unitDecimals = 6
export const priceDecimals = 9
export const amountDecimals = unitDecimals + priceDecimals

const decimalForm = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?$/

/** `12.50` with 9 decimals → 12500000000n; undefined where the text is no plain decimal or says more decimals than that. */
export const parseDecimal = (text: string, decimals: number): bigint | undefined => {
  const parts = decimalForm.exec(text)
  if (!parts) return undefined
  const fraction = (parts[3] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) return undefined
  const value = BigInt(parts[2] + fraction.padEnd(decimals, '0'))
  return parts[1] ? -value : value
}

/** 12500000000n with 9 decimals → `12.5`: the shortest exact text. */
export const decimalText = (value: bigint, decimals: number): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** Billed millionths as a decimal text of units. */
export const unitsText = (billed: bigint): string => decimalText(billed, unitDecimals)
/** Units x price, in 10^-15 of the currency. */
export const amountOf = (billed: bigint, unitPrice: string): bigint => billed * priceOf(unitPrice)
export const amountText = (amount: bigint): string => decimalText(amount, amountDecimals)

/** A stored unit price as billionths. */
export const priceOf = (unitPrice: string): bigint => {
  const price = parseDecimal(unitPrice, priceDecimals)
  if (price === undefined) throw new RangeError(`${unitPrice} is not a price of at most ${priceDecimals} decimals`)
  return price
}

/** The one spelling of a price, so that equal prices are one series: `0.0850` → `0.085`; undefined where it is none. */
export const canonicalPrice = (text: string): string | undefined => {
  const price = parseDecimal(text, priceDecimals)
  return price === undefined ? undefined : decimalText(price, priceDecimals)
}
