import { type Format, FormatException, HttpError } from '../dtos/contract'
import { type BindInput, decodeUtf8 } from './binder'
import type { Call } from './call'
import { charsetOf, isReadable } from './charset'
import { readPart } from './forms/part-readers'

const form = 'application/x-www-form-urlencoded'

export const isUrlEncoded = ({ mediaType }: Call): boolean => mediaType === form

/** Form content of GET and DELETE is not read: of requests that are sent as such, whatever verb they mean. */
export const isFormless = ({ incoming }: Call): boolean => incoming.method === 'GET' || incoming.method === 'DELETE'

function checkCharset(contentType: string | undefined): void {
  if (contentType === undefined || contentType.length < 20) return
  const charset = charsetOf(contentType)
  if (charset !== undefined && !isReadable(charset))
    throw new HttpError(415, 'UnsupportedMediaType', `The charset ${charset.slice(0, 40)} is not read here; send UTF-8.`)
}

/**
 * What the binder needs of the body: on user routes the `Content-Type` decides, on predefined ones the route's own format, whatever
 * is said; forms are forms on both.
 */
export function readInput(call: Call, byMediaType: ReadonlyMap<string, Format>): BindInput {
  const { match, plan, bytes } = call
  if (call.fields) return input(call, 'form', formOf(call.fields, plan))
  if (bytes === undefined || bytes.length === 0) return input(call, call.body ? 'raw' : 'none')
  const contentType = call.incoming.headers['content-type']
  checkCharset(contentType)
  const { mediaType } = call
  if (mediaType === form) return isFormless(call) ? input(call, 'none') : input(call, 'form', { form: textOf(call, form) })
  // What is a multipart form still here came with a verb whose forms are not read.
  if (mediaType === 'multipart/form-data') return input(call, 'none')
  // A body without a type on a verb that has none as a rule is nobody's.
  if (mediaType === '' && bodyless.has(call.verb)) return input(call, 'none')
  const format = match.predefined && match.format?.reader ? match.format : byMediaType.get(mediaType)
  const read = format && ((call.batch ? plan.listReaders.get(format) : undefined) ?? plan.readers.get(format))
  if (!read) return input(call, 'none')
  try {
    return input(call, 'tree', {
      tree: read(textOf(call, mediaType)),
      cells: format.name === 'csv',
      contentType: format.mediaTypes[0]!,
    })
  } catch (error) {
    if (error instanceof FormatException) throw plan.binder.malformed(format.mediaTypes[0]!, error.message)
    throw error
  }
}

const nothing: Partial<BindInput> = Object.freeze({})

/** All inputs have one shape, made by one literal: the binder reads them on every call, and spreads made it twice as slow. */
const input = (
  { match, query }: Call,
  contentKind: BindInput['contentKind'],
  { form, tree, cells, contentType, parts }: Partial<BindInput> = nothing,
): BindInput => ({
  pathParams: match.params,
  query,
  predefined: match.predefined,
  contentKind,
  form,
  tree,
  cells,
  contentType,
  parts,
})

const bodyless: ReadonlySet<string> = new Set(['GET', 'DELETE', 'HEAD', 'OPTIONS'])

/** Texts that their members read as JSV, and those that are of a format of their own. */
function formOf(fields: NonNullable<Call['fields']>, { partReaders }: Call['plan']): Pick<BindInput, 'form' | 'parts'> {
  if (!partReaders) return { form: fields }
  const reader = (name: string) => partReaders.get(name.toLowerCase())
  const parts = fields.flatMap(([name, text]) => {
    const own = reader(name)
    return own ? [{ name, text, tree: readPart(own, text), cells: own.format.name === 'csv' }] : []
  })
  return { form: fields.filter(([name]) => !reader(name)), parts }
}

function textOf(call: Call, mediaType: string): string {
  try {
    return decodeUtf8(call.bytes!)
  } catch (error) {
    if (error instanceof FormatException) throw call.plan.binder.malformed(mediaType, error.message)
    throw error
  }
}
