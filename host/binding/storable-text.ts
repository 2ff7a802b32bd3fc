/**
 * Half of a surrogate pair and NUL are no text: JSON can escape them, but not every database can hold them, and a gateway must not answer differently from one
 * database to the next (threats 3.2).
 */
export const isStorableText = (text: string): boolean =>
  !text.includes('\0') && (text as string & { isWellFormed(): boolean }).isWellFormed()
