const plain = /^-?\d+(?:\.\d+)?$/

/** The exact sum of numbers by their texts: as many places as the longest has. Where one has an exponent, undefined. */
export const exactSum = (texts: readonly string[]): string | undefined => {
  let places = 0
  for (const text of texts) {
    if (text.length > 60 || !plain.test(text)) return undefined
    const dot = text.indexOf('.')
    if (dot >= 0) places = Math.max(places, text.length - dot - 1)
  }
  let sum = 0n
  for (const text of texts) sum += scaled(text, places)
  return unscaled(sum, places)
}

const scaled = (text: string, places: number): bigint => {
  const [whole = '', part = ''] = text.split('.')
  return BigInt(whole + part.padEnd(places, '0'))
}

const unscaled = (sum: bigint, places: number): string => {
  if (places === 0) return String(sum)
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0')
  const text = `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return sum < 0n ? `-${text}` : text
}
