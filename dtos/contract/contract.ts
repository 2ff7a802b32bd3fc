import type { HttpError } from './http-error'

/**
 * What a vendor's API promises beside its messages, said once in one file a vendor. A message joins it with `@PartOf(contract)`.
 * Without a contract a message answers as ServiceStack does: negotiated format, `ResponseStatus`, order of.
 */
export interface Contract {
  readonly name: string
  /** The format whatever `Accept` says; others only by suffix or `?format=`. */
  readonly defaultFormat: string
  /** Every null member is written as null; single ones are marked `@NullAsNull`. */
  readonly writeNulls: boolean
  /**
   * `authenticateFirst`: 401, then 403, and only then what binder (held until then) and validator found. `bindFirst`.
   */
  readonly order: 'authenticateFirst' | 'bindFirst'
  /** The vendor's own error body and status for any failure; `fields` of the error are in `error.status.errors`. */
  readonly error: (error: HttpError) => {
    readonly status: number
    readonly body: object
    readonly headers?: Readonly<Record<string, string>>
  }
}
