import { HttpError, type HttpErrorDetails } from '../../dtos/contract'

/** The two families of guards that are told differently; `service`: as an error of the service itself. */
export type Family = 'attribute' | 'rule' | 'service'

export interface DenialWords extends HttpErrorDetails {
  /** How to sign in: set where the caller sent nothing that could be judged. */
  readonly challenge?: string | undefined
  /** A credential was refused, and says why. */
  readonly refused?: boolean
  /** A browser goes back to the page of ours that it came from, which is told why. */
  readonly refererToo?: boolean
}

/** A call that may not be made. How it is told depends on the caller and on the gateway's options: `compileDenials`. */
export class Denial extends HttpError {
  readonly challenge: string | undefined
  readonly refused: boolean
  readonly refererToo: boolean

  constructor(
    status: 401 | 403,
    message: string,
    readonly family: Family,
    { challenge, refused = false, refererToo = false, ...details }: DenialWords = {},
    errorCode = status === 401 ? 'Unauthorized' : 'Forbidden',
  ) {
    super(status, errorCode, message, family === 'service' ? { statusDescription: errorCode, ...details } : details)
    this.name = 'Denial'
    this.challenge = challenge
    this.refused = refused
    this.refererToo = refererToo
  }

  /** What a credential is refused with, as a protected message tells it. */
  static because(error: HttpError, family: Family): HttpError {
    const { status, errorCode, message, details } = error
    return status === 401 || status === 403
      ? new Denial(status, message, family, { ...details, refused: true }, errorCode)
      : error
  }
}
