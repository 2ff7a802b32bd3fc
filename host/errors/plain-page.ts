import type { HttpError } from '../../dtos/contract'
import type { Call } from '../call'

/** A browser that is told 404 or 403 gets a line of text, no report; undefined: the error goes out as any other. */
export function plainPage({ format, callback, plan }: Call, { status, errorCode, message }: HttpError): string | undefined {
  if (format.name !== 'html' || callback !== undefined || plan?.contract !== undefined) return undefined
  if (status !== 404 && status !== 403) return undefined
  return `Error (${errorCode}): ${message}\n\n${status}\n`
}
