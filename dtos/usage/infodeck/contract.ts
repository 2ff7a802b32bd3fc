import { type Contract, camelCase, type HttpError } from '../../contract'
import { brief } from '../brief'

interface Words {
  readonly error: string
  readonly message: string
}

/** The vendor's sentences for 401, 403, 404 and 422; the others are ours, in its form. */
const byStatus: Readonly<Record<number, Words>> = {
  401: {
    error: 'Unauthenticated',
    message: 'Authentication is required and has failed or has not yet been provided.',
  },
  403: { error: 'Forbidden', message: 'Access to the requested resource is forbidden.' },
  404: { error: 'ResourceNotFound', message: 'The requested resource could not be found.' },
  405: { error: 'MethodNotAllowed', message: 'The requested resource does not support this method.' },
  422: { error: 'ValidationError', message: 'Input data validation failed.' },
  429: { error: 'TooManyRequests', message: 'Too many requests.' },
  500: { error: 'InternalServerError', message: 'The request could not be processed.' },
  503: { error: 'ServiceUnavailable', message: 'The service is not available at the moment.' },
}
/** Those whose fixed sentence is followed by the reason. */
const explained = new Set([422, 429, 500, 503])

const wordsOf = (status: number): Words => byStatus[status] ?? (status >= 500 ? byStatus[500]! : byStatus[422]!)

/** All wrong fields in one line, each by its name on the wire. */
const reasonOf = ({ message, responseStatus: { errors } }: HttpError): string =>
  errors.length === 0
    ? brief(message)
    : errors
        .slice(0, 10)
        .map((error) =>
          error.fieldName === '' ? brief(error.message) : `${camelCase(error.fieldName)}: ${brief(error.message)}`,
        )
        .join('; ')

export const infodeck: Contract = {
  name: 'infodeck',
  defaultFormat: 'json',
  writeNulls: false,
  order: 'authenticateFirst',
  error: (error) => {
    // What cannot be read and what breaks a rule are one thing to this vendor; a token that cannot be read proves nobody (RFC 6750 3.1).
    const unproven = error.details.headers?.['WWW-Authenticate'] !== undefined
    const status = error.status === 400 ? (unproven ? 401 : 422) : error.status
    const words = wordsOf(status)
    return {
      status,
      body: { error: words.error, message: explained.has(status) ? `${words.message} ${reasonOf(error)}` : words.message },
    }
  },
}
