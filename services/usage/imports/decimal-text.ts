const plain = /^[+-]?\d{1,30}(?:\.\d{1,18})?$/
const withComma = /^[+-]?\d{1,30}(?:,\d{1,18})?$/

/** A decimal as text, exactly as it was meant; undefined where that cannot be known (exponents, numbers that a double has already rounded). */
export function decimalText(value: unknown, decimalComma = false): string | undefined {
  if (typeof value === 'string') {
    const text = value.trim()
    if (decimalComma && withComma.test(text)) return unsigned(text.replace(',', '.'))
    return plain.test(text) ? unsigned(text) : undefined
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  if (Number.isInteger(value)) return Number.isSafeInteger(value) ? String(value) : undefined
  // A double tells 15 digits apart for certain; with more the sender's text was something else.
  const text = Math.abs(value) < 1e-6 ? value.toFixed(18).replace(/0+$/, '') : String(value)
  return text.replace(/^-?0?\.?0*|\D/g, '').length <= 15 && plain.test(text) ? text : undefined
}

const unsigned = (text: string) => (text.startsWith('+') ? text.slice(1) : text)
