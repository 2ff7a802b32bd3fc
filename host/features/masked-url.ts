import { decodePart } from '../binding/url-encoded'

/**
 * Query names whose values are secrets, or name a script's function (threats 3.8); people type passwords into the field of the name.
 * A name is decoded first: the gateway reads `pass%77ord` as what it is.
 */
const secretName =
  /^(?:(?:api_?)?key|(?:access_?|refresh_?|bearer_?|id_?)?token|.*password|.*secret|(?:client_)?assertion|user_?name|code|callback|session_?id|ss-(?:id|pid|tok|reftok))$/i

/** Addresses that stand in a query may have a query themselves, and so on: so deep. */
const deepest = 3

/** An address for logs: query values of secret names are blotted out, also in an address that stands in it, as where somebody was going does. */
export function maskedUrl(url: string): string {
  const mark = url.indexOf('?')
  return mark < 0 ? url : url.slice(0, mark + 1) + maskedQuery(url.slice(mark + 1), deepest)
}

const maskedQuery = (query: string, depth: number): string =>
  query
    .split('&')
    .map((part) => maskedPart(part, depth))
    .join('&')

function maskedPart(part: string, depth: number): string {
  const equals = part.indexOf('=')
  if (equals < 0) return part
  const name = part.slice(0, equals + 1)
  const value = part.slice(equals + 1)
  if (secretName.test(decoded(part.slice(0, equals)))) return `${name}***`
  const inner = decoded(value)
  if (!inner.includes('=')) return part
  // What lies deeper than anybody would write is nobody's to read.
  if (depth === 0) return `${name}***`
  const start = inner.indexOf('?') + 1
  const query = inner.slice(start)
  const masked = maskedQuery(query, depth - 1)
  return masked === query ? part : name + encodeURIComponent(inner.slice(0, start) + masked)
}

/** As the gateway decodes it; of what it would refuse, half may be readable all the same. */
const decoded = (text: string): string =>
  decodePart(text) ??
  text.replaceAll('+', ' ').replace(/%[0-9A-Fa-f]{2}/g, (hex) => String.fromCharCode(Number.parseInt(hex.slice(1), 16)))
