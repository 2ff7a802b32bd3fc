import type { Format } from '../../dtos/contract'

/** What an `Accept` header comes to. */
export interface Accepted {
  /** The first listed type that is one of ours. */
  readonly named: Format | undefined
  /** `*\/*` is listed: the request's own format will do. */
  readonly any: boolean
  /** Named with `q=0`. */
  readonly refused: readonly Format[]
}

const zero = /^\s*q\s*=\s*0(?:\.0*)?\s*$/i

/** Reads the whole list in its order: unknown types are skipped, `q` counts only where it is 0, types are whole and not prefixes (R-2.3). */
export const readAccept = (accept: string, byMediaType: ReadonlyMap<string, Format>): Accepted => {
  let named: Format | undefined
  let any = false
  const refused: Format[] = []
  for (const item of accept.split(',')) {
    const [range = '', ...parameters] = item.split(';')
    const mediaType = range.trim().toLowerCase()
    const excluded = parameters.some((parameter) => zero.test(parameter))
    const format = byMediaType.get(mediaType)
    if (format && excluded) refused.push(format)
    else if (format) named ??= format
    else if (mediaType === '*/*' && !excluded) any = true
  }
  return { named: named && refused.includes(named) ? undefined : named, any, refused }
}
