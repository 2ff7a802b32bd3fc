/**
 * A text that every engine stores the same: no NUL, no half of a surrogate pair (PostgreSQL refuses the one and SQLite keeps both).
 */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text)

/** A storable text from 1 to `max` characters. */
export const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max && isStorable(value)

/** JSON with the members in order: equal data has equal text. Undefined where the value is no JSON, too deep, or has a text that cannot be stored. */
export const canonicalJson = (value: unknown): string | undefined => {
  try {
    return JSON.stringify(sorted(value, 0))
  } catch {
    return undefined
  }
}

const maxDepth = 32

const sorted = (value: unknown, depth: number): unknown => {
  if (depth > maxDepth) throw new RangeError('too deep')
  if (typeof value === 'string' && !isStorable(value)) throw new RangeError('not storable')
  if (Array.isArray(value)) return value.map((item) => sorted(item, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(value).sort()
  if (!names.every(isStorable)) throw new RangeError('not storable')
  return Object.fromEntries(names.map((name) => [name, sorted((value as Record<string, unknown>)[name], depth + 1)]))
}
