import type { HttpResultOptions } from '../../services'
import { quotedTag, type Validators } from './conditional'
import { type Headers, valueOf } from './headers'

type CacheWords = Pick<HttpResultOptions, 'eTag' | 'lastModified' | 'maxAge' | 'age' | 'expires' | 'cacheControl'>

/** How long an answer with a tag or a date is good for where the service does not say. */
const defaultMaxAge = 600

export const validatorsOf = ({ eTag, lastModified }: CacheWords): Validators => ({
  eTag: eTag === undefined ? undefined : quotedTag(eTag),
  lastModified,
})

/** ETag, Last-Modified, Age, Expires and Cache-Control of a result; what its own headers say already is not said again. */
export function cacheHeaders(words: CacheWords, standing: Headers): string[] {
  const { eTag, lastModified } = validatorsOf(words)
  const said: [string, string | undefined][] = [
    ['ETag', eTag],
    ['Last-Modified', lastModified?.toUTCString()],
    ['Age', words.age === undefined ? undefined : String(words.age)],
    ['Expires', words.expires?.toUTCString()],
  ]
  return said.flatMap(([name, value]) =>
    value === undefined || valueOf(standing, name.toLowerCase()) !== undefined ? [] : [name, value],
  )
}

/** `personal`: the answer may depend on who asks, and says so to every cache on the way (usage-domain 3.8). */
export function cacheControl(
  { eTag, lastModified, maxAge, cacheControl = [] }: CacheWords,
  personal: boolean,
): string | undefined {
  const age = maxAge ?? (eTag !== undefined || lastModified !== undefined ? defaultMaxAge : undefined)
  const parts: string[] = [...(age === undefined ? [] : [`max-age=${age}`]), ...cacheControl]
  if (parts.length === 0) return undefined
  const said = cacheControl.some((flag) => flag === 'public' || flag === 'private' || flag === 'no-store')
  return (personal && !said ? [...parts, 'private'] : parts).join(', ')
}
