import type { Contract, HttpError } from '../../contract'
import { brief } from '../brief'

interface Words {
  readonly code: string
  readonly message: string
}

/** The vendor publishes no codes: these are ours, and stay as they are (docs/usage-apis.md). */
const byStatus: Readonly<Record<number, Words>> = {
  400: { code: 'bad_request', message: 'The request is not valid.' },
  401: { code: 'unauthorized', message: 'A valid access token is required.' },
  403: { code: 'forbidden', message: 'The token does not allow this.' },
  404: { code: 'not_found', message: 'There is no such resource.' },
  405: { code: 'method_not_allowed', message: 'The resource does not support this method.' },
  406: { code: 'not_acceptable', message: 'The resource cannot be sent in the format that was asked for.' },
  413: { code: 'payload_too_large', message: 'The request is too large.' },
  415: { code: 'unsupported_media_type', message: 'The body is not of a type that can be read.' },
  429: { code: 'too_many_requests', message: 'Too many requests.' },
  500: { code: 'internal_error', message: 'The request could not be processed.' },
  503: { code: 'service_unavailable', message: 'The service is not available at the moment.' },
}
const invalidParameters: Words = { code: 'invalid_parameters', message: 'One or more parameters are not valid.' }

/** `PerPage` → `per_page`: the name that the caller sent. */
const snakeCase = (declared: string): string => declared.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()

const wordsOf = ({ status }: HttpError, hasFields: boolean): Words =>
  hasFields && status === 400 ? invalidParameters : (byStatus[status] ?? byStatus[status >= 500 ? 500 : 400]!)

export const talkdesk: Contract = {
  name: 'talkdesk',
  defaultFormat: 'json',
  writeNulls: false,
  order: 'authenticateFirst',
  error: (error) => {
    const fields = error.responseStatus.errors
      .filter(({ fieldName }) => fieldName !== '')
      .slice(0, 20)
      .map(({ fieldName, message }) => ({ name: snakeCase(fieldName), description: brief(message) }))
    const words = wordsOf(error, fields.length > 0)
    return {
      status: error.status,
      body: { ...words, description: brief(error.message), ...(fields.length > 0 ? { fields } : {}) },
    }
  },
}
