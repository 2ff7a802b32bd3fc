/** Lower-cases the leading run of capitals, but for the last one before a non-capital: `AIMinutes` → `aiMinutes`, `ID` → `id` (M-4.1). */
export const camel = (text: string): string => {
  let run = 0
  while (isCapital(text.charCodeAt(run))) run++
  if (run === 0) return text
  const lowered = run === text.length || run === 1 ? run : run - 1
  return text.slice(0, lowered).toLowerCase() + text.slice(lowered)
}

/** Of ASCII; false behind the end of a text. */
const isCapital = (code: number): boolean => code >= 65 && code <= 90

/** `AIMinutes` → `AiMinutes`, `first_name` → `FirstName` (M-4.2). */
export const pascal = (text: string): string =>
  text
    .split('_')
    .map(camel)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** `AccountId` → `account_id`, `OAuth2Id` → `o_auth2_id` (M-4.3). */
export const snake = (text: string): string =>
  camel(text).replace(/[^0-9a-z_]/g, (letter) => (isLower(letter) ? letter : `_${letter.toLowerCase()}`))

const isLower = (letter: string): boolean => letter.toLowerCase() === letter && letter.toUpperCase() !== letter

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
}
const hex = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`

/** A text between double quotes, with nothing in it that could end the line or the quotes (M-4.6). */
export const quoted = (text: string): string =>
  `"${text.replace(/["\\\p{Cc}\u2028\u2029]/gu, (letter) => escapes[letter] ?? hex(letter))}"`

/** The same where a character is escaped by its number between braces, and nothing but ends of lines and tabs has a letter: Rust, Swift, Zig. */
export const quotedInBraces = (text: string): string =>
  quoted(text).replace(/\\(u[0-9A-F]{4}|.)/g, (whole, escape: string) => {
    if (escape === 'b') return '\\u{8}'
    if (escape === 'f') return '\\u{c}'
    return escape.length > 1 ? `\\u{${escape.slice(1)}}` : whole
  })

/** A text as one line (M-4.5): what ends a line in any language goes, other control characters with it. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, (letter) => (letter === '\t' ? letter : ''))

/** A text for a block comment: the mark that would end the comment is broken up (chapter 27: the reference prints it raw and does not compile). */
export const blockComment = (text: string): string => oneLine(text).replace(/\*\//g, '*\\/')

/** The same for languages that count comments inside of comments. */
export const nestingComment = (text: string): string => blockComment(text).replace(/\/\*/g, '/\\*')

/** The number of an enum's member, digit by digit: 64 bits are more than a number of JavaScript holds. Where another host has none, its place. */
export const enumNumber = (value: string | undefined, position: number): string =>
  value !== undefined && /^-?\d+$/.test(value) ? value : String(position)

/** Each line with the indent before it; an empty line stays empty (M-0.5). */
export const indented = (lines: readonly string[], indent = '    '): string[] =>
  lines.map((line) => (line === '' ? '' : indent + line))
