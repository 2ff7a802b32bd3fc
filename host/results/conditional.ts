import type { IncomingHttpHeaders } from 'node:http'

/** What an answer is known by. */
export interface Validators {
  /** In quotes, `W/` before it where it is weak. */
  readonly eTag?: string | undefined
  readonly lastModified?: Date | undefined
}

/**
 * What RFC 9110 13.2.2 makes of the conditions of a GET or HEAD: the caller has it already (304), or does not want it as it is now (412).
 * A tag that fails decides: the date is not asked then.
 */
export function precondition(headers: IncomingHttpHeaders, { eTag, lastModified }: Validators): 304 | 412 | undefined {
  if (eTag === undefined && lastModified === undefined) return undefined
  const ifMatch = headers['if-match']
  const ifNoneMatch = headers['if-none-match']
  if (ifMatch !== undefined) {
    if (!namesTag(ifMatch, eTag, sameStrong)) return 412
  } else if (isAfter(lastModified, headers['if-unmodified-since'])) return 412
  if (ifNoneMatch !== undefined) return namesTag(ifNoneMatch, eTag, sameWeak) ? 304 : undefined
  const since = secondsOf(headers['if-modified-since'])
  return since !== undefined && lastModified !== undefined && !isAfter(lastModified, headers['if-modified-since'])
    ? 304
    : undefined
}

/** `If-Range`: a part only of the very answer that the caller has the rest of. */
export function isSame(ifRange: string, { eTag, lastModified }: Validators): boolean {
  if (ifRange.includes('"')) return eTag !== undefined && sameStrong(ifRange.trim(), eTag)
  const seconds = secondsOf(ifRange)
  return seconds !== undefined && lastModified !== undefined && seconds === wholeSeconds(lastModified)
}

/** As it goes out: in quotes, whoever wrote it. */
export const quotedTag = (tag: string): string => {
  const weak = tag.startsWith('W/')
  const text = (weak ? tag.slice(2) : tag).replace(/^"|"$/g, '').replace(/[^\x21\x23-\x7e\x80-\xff]/g, '')
  return `${weak ? 'W/' : ''}"${text}"`
}

/** A list of tags, bare ones too, or `*`: any. */
function namesTag(list: string, eTag: string | undefined, same: (tag: string, other: string) => boolean): boolean {
  if (list.trim() === '*') return true
  if (eTag === undefined) return false
  const tags = list.match(/(?:W\/)?"[^"]*"|[^\s,"]+/g) ?? []
  return tags.some((tag) => same(tag.endsWith('"') ? tag : `"${tag}"`, eTag))
}

const sameWeak = (tag: string, other: string) => tag.replace(/^W\//, '') === other.replace(/^W\//, '')
const sameStrong = (tag: string, other: string) => tag === other && !tag.startsWith('W/')

/** HTTP dates have no fraction. */
const wholeSeconds = (date: Date) => Math.floor(date.getTime() / 1000)
const secondsOf = (text: string | undefined): number | undefined => {
  const time = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}
function isAfter(date: Date | undefined, text: string | undefined): boolean {
  const seconds = secondsOf(text)
  return date !== undefined && seconds !== undefined && wholeSeconds(date) > seconds
}
