import { type Contract, HttpError } from '../../dtos/contract'
import type { ApiResponse, Schema } from './model'

const text: Schema = { type: 'string' }

/** What every ServiceStack client reads from an error. */
export const errorSchemas: Readonly<Record<string, Schema>> = {
  ErrorResponse: { type: 'object', properties: { responseStatus: { $ref: '#/components/schemas/ResponseStatus' } } },
  ResponseStatus: {
    type: 'object',
    properties: {
      errorCode: text,
      message: text,
      stackTrace: text,
      errors: { type: 'array', items: { $ref: '#/components/schemas/ResponseError' } },
      meta: { type: 'object', additionalProperties: text },
    },
  },
  ResponseError: {
    type: 'object',
    properties: { errorCode: text, fieldName: text, message: text, meta: { type: 'object', additionalProperties: text } },
  },
}

/** Why a call fails, and what it would be told. */
export const causes = [
  { status: 400, description: 'The call is not valid; every wrong field is named', isGuard: false },
  { status: 401, description: 'The caller is not known', isGuard: true },
  { status: 403, description: 'The caller may not do this', isGuard: true },
] as const

const sample = (status: number): HttpError =>
  status === 400
    ? new HttpError(400, 'ValidationException', 'The value is not valid.', { fieldName: 'Field' })
    : new HttpError(
        status,
        status === 401 ? 'Unauthorized' : 'Forbidden',
        causes.find((cause) => cause.status === status)!.description,
      )

export interface ErrorAnswer {
  readonly status: number
  /** The response's name among the components. */
  readonly name: string
  readonly response: ApiResponse
}

/** The answers to a failing call: a vendor's contract is asked what it would say, so that its form is written nowhere twice. */
export const errorAnswers = (contract: Contract | undefined, isGuarded: boolean): ErrorAnswer[] =>
  causes
    .filter(({ isGuard }) => isGuarded || !isGuard)
    .map(({ status, description }) => {
      if (!contract) {
        const schema = { $ref: '#/components/schemas/ErrorResponse' }
        return { status, name: `Error${status}`, response: { description, content: { 'application/json': { schema } } } }
      }
      const { status: told, body } = contract.error(sample(status))
      const content = { 'application/json': { schema: shapeOf(body), example: body } }
      return { status: told, name: `${contract.name.replace(/[^\w.-]/g, '_')}Error${told}`, response: { description, content } }
    })

/** The schema of a body that is at hand. */
const shapeOf = (value: unknown): Schema => {
  if (Array.isArray(value)) return { type: 'array', items: value.length > 0 ? shapeOf(value[0]) : {} }
  if (typeof value === 'object' && value !== null)
    return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each)])) }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'integer' : 'number' }
  return typeof value === 'boolean' || typeof value === 'string' ? { type: typeof value } : {}
}
