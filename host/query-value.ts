import { decodePart, eachPair } from './binding/url-encoded'

/** The first value of a raw query or form by its name, without case; undefined: absent. For the few names that are not data. */
export function queryValue(query: string, name: string): string | undefined {
  if (query === '' || !query.toLowerCase().includes(name)) return undefined
  let found: string | undefined
  eachPair(query, (key, value) => {
    if (found === undefined && decodePart(key)?.toLowerCase() === name) found = decodePart(value) ?? value
  })
  return found
}

/** The whole query of an address, last value wins: for pages, which take options and no data. */
export const queryOf = (url: string): Readonly<Record<string, string>> => {
  const mark = url.indexOf('?')
  return mark < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(mark + 1)))
}
