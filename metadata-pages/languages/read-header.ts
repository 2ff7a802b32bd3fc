import type { Language } from './language'

/** What a DTO file says of how it was made. */
export interface KeptHeader {
  readonly baseUrl?: string
  /** The options that were given: the lines without their prefix. */
  readonly options: Readonly<Record<string, string>>
}

/** Reads back the block that `headerText` writes (M-26.1), ours or the reference's; undefined where a text has none. */
export const readHeader = ({ header, optionNames }: Language, text: string): KeptHeader | undefined => {
  const lines = text.split(/\r?\n/)
  const start = lines.findIndex((line) => line.startsWith(`${header.open} Options:`))
  if (start < 0) return undefined
  const isEnd = (line: string) => (header.close ? line.trim() === header.close : line === '')
  const length = lines.slice(start + 1).findIndex(isEnd)
  const block = length < 0 ? lines.slice(start + 1) : lines.slice(start + 1, start + 1 + length)
  const names = new Map(optionNames.map((name) => [name.toLowerCase(), name]))
  const given = header.givenLine ?? header.line ?? ''
  const options: Record<string, string> = {}
  for (const line of block) {
    const [, key = '', value = ''] = (line.startsWith(given) && /^(\w+):\s?(.*)$/.exec(line.slice(given.length))) || []
    const name = names.get(key.toLowerCase())
    // An option whose prefix was removed and that says nothing counts as not given (M-6.5).
    if (name && value.trim() !== '') options[name] = asGiven(value)
  }
  const [, baseUrl] = /^[/'#\s]*BaseUrl: *(\S+)/m.exec(block.join('\n')) ?? []
  return { ...(baseUrl === undefined ? {} : { baseUrl }), options }
}

/** What kept a value inside its comment is taken away: `Usage/*` names a namespace (M-6.14). */
const asGiven = (value: string): string =>
  value
    .trimEnd()
    .replace(/\*\\([/)])/g, '*$1')
    .replace(/([/(])\\\*/g, '$1*')
