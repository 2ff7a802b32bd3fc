/** The codings of `Accept-Encoding` that are not refused, the best liked first; `names` in the order in which we like them (R-6.23, RFC 9110 12.5.3). */
export function acceptedEncodings(accept: string, names: readonly string[]): readonly string[] {
  const wishes = new Map<string, number>()
  for (const part of accept.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';')
    const weight = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='))
    const q = weight === undefined ? 1 : Number(weight.slice(2))
    wishes.set(name.trim(), q >= 0 && q <= 1 ? q : 0)
  }
  const wish = (name: string) => wishes.get(name) ?? 0
  return names.filter((name) => wish(name) > 0).sort((a, b) => wish(b) - wish(a))
}
