import { breakable, type Html, html } from '../html'
import { verbBadge } from '../verb'

/** Members that pages never repeat. */
export const isSecret = (name: string): boolean =>
  /^(?:api_?key|(?:access_?|refresh_?|bearer_?|id_?)?token|pass(?:word|wd|phrase)|pwd|.*(?:secret|password))$/i.test(name)

/** `name=value` of a query, as it was sent. */
export const isSecretPair = (pair: string): boolean => isSecret(decoded(pair.split('=', 1)[0]!, true))

const longest = 600

/** The call as it was sent, large: the path, then each name and value. */
export const requestLine = (verb: string, url: string): Html => {
  const { path, pairs } = parts(url.slice(0, longest))
  return html`<h1 class="request-line">${verbBadge(verb)} <span>${breakable(path)}${pairs.map(
    ({ name, value }, at) =>
      html`<wbr><i>${at === 0 ? '?' : '&'}${name}${value === undefined ? null : '='}</i>${value === undefined ? null : html`<b>${breakable(isSecret(name) ? '•••' : value)}</b>`}`,
  )}${url.length > longest ? '…' : null}</span></h1>`
}

/** The address as text, without secrets. */
export const plainAddress = (url: string): string => {
  const { path, pairs } = parts(url)
  const query = pairs.map(({ name, value }) => (value === undefined ? name : `${name}=${isSecret(name) ? '•••' : value}`))
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

interface Pair {
  readonly name: string
  readonly value: string | undefined
}

const parts = (url: string): { readonly path: string; readonly pairs: readonly Pair[] } => {
  const mark = url.indexOf('?')
  if (mark < 0) return { path: decoded(url), pairs: [] }
  const pairs = url
    .slice(mark + 1)
    .split('&')
    .filter(Boolean)
    .map((pair): Pair => {
      const equals = pair.indexOf('=')
      return equals < 0
        ? { name: decoded(pair, true), value: undefined }
        : { name: decoded(pair.slice(0, equals), true), value: decoded(pair.slice(equals + 1), true) }
    })
  return { path: decoded(url.slice(0, mark)), pairs }
}

/** As a person wrote it; marks that would turn the reading direction, and what has no shape, are shown as such. */
const decoded = (text: string, isQuery = false): string => {
  const spaced = isQuery ? text.replaceAll('+', ' ') : text
  let plain = spaced
  try {
    plain = decodeURIComponent(spaced)
  } catch {
    // An escape of nothing: shown as it was sent.
  }
  return plain.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
