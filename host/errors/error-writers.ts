import { ApiMember, describe, type Format, ResponseStatus, type TypeRef, type WriteOptions } from '../../dtos/contract'
import type { Call } from '../call'
import { standing, varying } from '../plan'
import { pageHeaders } from '../reply-facts'
import type { Write, WriterOf } from '../write'
import { recalled } from '../writing'

/** What an error answers with, for writers that name its members in another style. */
class ErrorResponse {
  @ApiMember({ type: ResponseStatus }) responseStatus!: ResponseStatus
}
const errorType = (): TypeRef => ({ kind: 'object', type: describe(ErrorResponse) })

/** What writes a call's error: a body of unknown type, since vendors have their own; as `?jsconfig=` says where it is ours. */
export function errorWriters(formats: readonly Format[], writerOf: WriterOf, options: WriteOptions): (call: Call) => Write {
  const plain = new Map(formats.map((format) => [format, writerOf(format, undefined, { writeNulls: true })]))
  const variants = new Map<Format, Map<string, Write>>(
    formats.filter((format) => format.heedsConfig).map((format) => [format, new Map()]),
  )
  return ({ format, config, plan }) => {
    const known = config === undefined || plan?.contract ? undefined : variants.get(format)
    if (known === undefined) return plain.get(format)!
    // Such an error is the answer without its contents.
    if (plan?.message.access.refusalLists) return plan.variant(config!).writers.get(format)!
    return recalled(known, config!, () => writerOf(format, errorType(), { ...options, ...config }))
  }
}

type FormatHeaders = ReadonlyMap<Format, readonly string[]>

/** What stands over an error in each format, flat pairs: of any status, and of the 400 of failed rules, which no cache keeps by itself. */
export function errorHeadersOf(
  formats: readonly Format[],
  own: readonly string[],
): { any: FormatHeaders; refusal: FormatHeaders } {
  const headersOf = (first: readonly string[]): FormatHeaders =>
    new Map(formats.map((format) => [format, ['Content-Type', format.contentType, ...first, ...pageHeaders(format), ...own]]))
  return { any: headersOf(standing(true)), refusal: headersOf(varying(true)) }
}
