/** Names and values of a reply, flat, as node takes them. A name may stand twice. */
export type Headers = readonly string[]

/** `names` in lower case. */
export const without = (headers: Headers, names: readonly string[]): Headers =>
  headers.filter((_, index) => !names.includes(headers[index - (index % 2)]!.toLowerCase()))

export const replaced = (headers: Headers, name: string, value: string): Headers => [
  name,
  value,
  ...without(headers, [name.toLowerCase()]),
]

/** The first value; `name` in lower case. */
export function valueOf(headers: Headers, name: string): string | undefined {
  for (let index = 0; index < headers.length; index += 2)
    if (headers[index]!.length === name.length && headers[index]!.toLowerCase() === name) return headers[index + 1]
  return undefined
}

/** A text's type says how its characters are written. */
export function withCharset(headers: Headers): Headers {
  const type = valueOf(headers, 'content-type')
  return type === undefined || type.includes(';') ? headers : replaced(headers, 'Content-Type', `${type}; charset=utf-8`)
}

/** Line breaks would split the header section, and node refuses what latin1 cannot hold: neither is worth an error. */
export const headerValue = (text: string): string =>
  unsendable.test(text) ? text.replace(/[\r\n\0]+/g, ' ').replace(/[^\t\x20-\x7e\x80-\xff]/g, '?') : text
const unsendable = /[^\t\x20-\x7e\x80-\xff]/

/** How a body is framed is said by whoever sends it: said by others as well, two readers would see its end in two places. */
const framing: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding'])
export const isFraming = (name: string): boolean => framing.has(name.toLowerCase())

const token = /^[!#$%&'*+.^_`|~\w-]+$/

/** The headers of an error as they can be sent. One that cannot is left out: an answer without it is worth more than none. */
export const sendable = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => token.test(name) && !isFraming(name))
      .map(([name, value]) => [name, headerValue(value)]),
  )
