import type { Cookie } from '../../services'

const token = /^[\w!#$%&'*+.^`|~-]+$/
/** What may stand in an attribute: anything but controls and what ends it. */
const attribute = /^[\x20-\x3a\x3c-\x7e]*$/

/** One `Set-Cookie` value. A name or attribute that would say more than itself is refused: it is the service's own fault. */
export function setCookie(cookie: Cookie, secure: boolean): string {
  const { name, value, path = '/', domain, expires, maxAge, httpOnly = true, sameSite = 'lax' } = cookie
  if (!token.test(name))
    throw new RangeError(`A cookie cannot be called ${JSON.stringify(name)}; letters, digits, - and _ are safe`)
  for (const said of [path, domain ?? ''])
    if (!attribute.test(said)) throw new RangeError(`The cookie ${name} cannot have ${JSON.stringify(said)} as an attribute`)
  const words = [`${name}=${encodeURIComponent(value)}`, `path=${path}`]
  if (domain !== undefined) words.push(`domain=${domain}`)
  if (expires !== undefined) words.push(`expires=${expires.toUTCString()}`)
  if (maxAge !== undefined) words.push(`max-age=${Math.trunc(maxAge)}`)
  // Browsers drop SameSite=None without Secure.
  if (cookie.secure ?? (secure || sameSite === 'none')) words.push('secure')
  words.push(`samesite=${sameSite}`)
  if (httpOnly) words.push('httponly')
  return words.join('; ')
}
