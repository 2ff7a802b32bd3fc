/** One value of a raw query by its name, without case; undefined: absent. For the few names that are not data. */
export function queryValue(query: string, name: string): string | undefined {
  if (query === '' || !query.toLowerCase().includes(name)) return undefined
  for (const [key, value] of new URLSearchParams(query)) if (key.toLowerCase() === name) return value
  return undefined
}
