import type { Fault } from './faults'

/**
 * Reads values of one type. `undefined` is the refusal, since no value is undefined; `null` says that there is none (an empty text for anything but a
 * string). Nothing is thrown: bad input is ordinary.
 */
export interface ValueReader {
  /** A whole text of path, query or form, never empty. */
  fromText(text: string): unknown
  /** A piece of a JSV structure, quotes and brackets still on it. */
  fromJsv(raw: string): unknown
  /** A value of a body, never null or undefined. */
  fromTree(value: unknown, fault: Fault): unknown
  /** Has no null in .NET: a null item of a list of it is refused. */
  readonly valueType: boolean
  /** Is one value, so that a name sent twice is no longer one. */
  readonly single: boolean
}

/** The part of a reader that differs from scalar to scalar. */
export interface ScalarReader {
  /** `text` is not empty. */
  fromText(text: string): unknown
  /** A text that had quotes around it where it needed them, where that is not `fromText`. */
  fromUnquoted?(text: string): unknown
  /** A JSON scalar, or what a reader made of one that has more digits than a double: string, number, boolean, bigint, Decimal. */
  fromJson(value: unknown): unknown
  readonly valueType: boolean
}

/** The text without the blanks around it and the quotes that any value but a string may stand in. */
export function bare(text: string): string {
  const trimmed = text.trim()
  return trimmed.length > 1 && trimmed.startsWith('"') && trimmed.endsWith('"') ? trimmed.slice(1, -1) : trimmed
}
