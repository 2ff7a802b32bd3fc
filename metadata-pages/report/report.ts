import type { ReplyFacts } from '../../dtos/contract'
import type { ReportValue } from './report-value'

/** Everything that a report is made from. */
export interface Report {
  readonly facts: ReplyFacts
  /** Undefined: nothing but the error. */
  readonly value?: ReportValue
  readonly error?: ReportError
  /** The whole answer as JSON; undefined where it was cut, or cannot be JSON. */
  readonly json?: string
}

/** An answer's `responseStatus` that has a code, or what a vendor's contract has in its place. */
export interface ReportError {
  /** The member that says it; the answer itself where a contract has a shape of its own. */
  readonly path: 'responseStatus' | 'error'
  readonly errorCode: string
  readonly message: string
  readonly errors: readonly ReportFieldError[]
  readonly stackTrace?: string
}

export interface ReportFieldError {
  readonly errorCode: string
  readonly fieldName: string
  readonly message: string
}
