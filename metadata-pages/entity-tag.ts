import { createHash } from 'node:crypto'
import type { Page } from './answer'

/** A weak tag: the same meaning, whenever it was made. Where a text tells its time, the caller leaves that out. */
export const weakTag = (text: string): string => `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** JSON as a page that a caller may keep and ask for again. `dated`: members that do not count in its tag. */
export const jsonPage = (value: object, dated: readonly string[] = []): Page => {
  const body = JSON.stringify(value)
  const tagged = dated.length === 0 ? body : JSON.stringify({ ...value, ...Object.fromEntries(dated.map((name) => [name, 0])) })
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-cache',
      ETag: weakTag(tagged),
    },
    body,
  }
}
