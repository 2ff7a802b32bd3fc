import { Exception, HttpError } from '../../dtos/contract'

/** Which status a class of errors is answered with; a subclass as its nearest base. */
export type ErrorStatuses = ReadonlyMap<abstract new (...args: any[]) => Error, number>

/** Anything thrown as the error that the caller sees. */
export type ErrorMapper = (thrown: unknown, reference: string) => HttpError

/**
 * Declared errors are told as they are: those of the contract, classes that the gateway's `errors` name, and aggregates of such.
 * Strangers become a 500 with a reference, whatever they say of themselves, and are logged with their cause (R-5.14, design.md section 6).
 */
export function errorMapper(statuses: ErrorStatuses): ErrorMapper {
  return (thrown, reference) => declared(thrown, statuses) ?? stranger(thrown, reference)
}

function declared(thrown: unknown, statuses: ErrorStatuses): HttpError | undefined {
  if (!(thrown instanceof Error)) return undefined
  if (thrown instanceof HttpError && !(thrown instanceof Exception)) return thrown
  const status = statuses.size > 0 ? statusOf(thrown, statuses) : undefined
  if (status !== undefined) return withStatus(thrown, status)
  if (thrown instanceof HttpError) return thrown
  return thrown instanceof AggregateError ? aggregated(thrown, statuses) : undefined
}

function statusOf(thrown: Error, statuses: ErrorStatuses): number | undefined {
  for (let at: object | null = Object.getPrototypeOf(thrown); at && at !== Error.prototype; at = Object.getPrototypeOf(at)) {
    const status = statuses.get(at.constructor as new () => Error)
    if (status !== undefined) return status
  }
  return undefined
}

function withStatus(thrown: Error, status: number): HttpError {
  const details = thrown instanceof HttpError ? thrown.details : { cause: thrown.cause }
  return new HttpError(status, thrown.constructor.name, thrown.message, details)
}

/** One inner error stands for the whole; of several the first gives the status, and all are told. Undeclared ones make a stranger of the whole. */
function aggregated({ message, errors }: AggregateError, statuses: ErrorStatuses): HttpError | undefined {
  const inner = errors.map((error) => declared(error, statuses))
  const known = inner.filter((error) => error !== undefined)
  const [first] = known
  if (!first || known.length < inner.length) return undefined
  if (known.length === 1) return first
  const told = known.map((error) => ` (${error.message})`).join('')
  return new HttpError(first.status, 'AggregateException', message + told)
}

const stranger = (thrown: unknown, reference: string) =>
  new HttpError(
    500,
    'InternalServerError',
    `The gateway could not answer; the reference of this call in its log is ${reference}.`,
    { cause: thrown },
  )
