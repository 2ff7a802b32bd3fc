/** What the query says about the answer itself: `?format=` and `?callback=`. */
export interface Asked {
  /** Every value in its order; none: not asked. */
  readonly formats: readonly string[]
  readonly callbacks: readonly string[]
}

const nothing: Asked = { formats: [], callbacks: [] }

const decoded = (text: string): string => {
  const plain = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!plain.includes('%')) return plain
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}

/** A name of neither length can be neither, unless escapes hide it. */
const nameAt = (query: string, start: number, end: number): string => {
  const length = end - start
  const escape = query.indexOf('%', start)
  if (escape >= 0 && escape < end) return decoded(query.slice(start, end)).toLowerCase()
  return length === 6 || length === 8 ? query.slice(start, end).toLowerCase() : ''
}

/** Looks at the names only; a query without these two costs no object. Names compare without case. */
export const readAsked = (query: string): Asked => {
  let asked: { formats: string[]; callbacks: string[] } | undefined
  for (let start = 0; start < query.length; ) {
    const next = query.indexOf('&', start)
    const end = next < 0 ? query.length : next
    const equals = query.indexOf('=', start)
    const nameEnd = equals < 0 || equals > end ? end : equals
    const name = nameAt(query, start, nameEnd)
    if (name === 'format' || name === 'callback') {
      asked ??= { formats: [], callbacks: [] }
      const values = name === 'format' ? asked.formats : asked.callbacks
      values.push(decoded(query.slice(nameEnd + 1, end)))
    }
    start = end + 1
  }
  return asked ?? nothing
}
