import { HttpError } from '../../dtos/contract'

export interface Token {
  readonly kind: 'word' | 'value' | 'mark' | 'end'
  /** Of a value: what stands between its quotes. */
  readonly text: string
  /** Where it begins, from 0. */
  readonly at: number
}

// A quote inside a value is written twice. Each alternative begins with its own characters: the scan is linear.
const pattern = /\s*(?:([A-Za-z_][A-Za-z0-9_]*)|'((?:[^']|'')*)'|([(),]))/y

/** The words of a filter; the last one is its end. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  const end = text.trimEnd().length
  const token = new RegExp(pattern)
  while (token.lastIndex < end) {
    const from = token.lastIndex
    const found = token.exec(text)
    if (!found) throw unreadable(text, from)
    const [all, word, value, mark] = found
    const at = from + all.length - all.trimStart().length
    tokens.push(
      word !== undefined
        ? { kind: 'word', text: word, at }
        : value !== undefined
          ? { kind: 'value', text: value.replaceAll("''", "'"), at }
          : { kind: 'mark', text: mark!, at },
    )
  }
  return [...tokens, { kind: 'end', text: '', at: end }]
}

function unreadable(text: string, from: number): HttpError {
  const at = from + text.slice(from).length - text.slice(from).trimStart().length
  const what =
    text[at] === "'"
      ? `The quote at position ${at + 1} of the filter is never closed.`
      : `${JSON.stringify(text.slice(at, at + 20))} at position ${at + 1} of the filter cannot be read; values stand in single quotes.`
  return new HttpError(400, 'InvalidFilter', what, { fieldName: 'Filter' })
}
