import { HttpError } from '../../dtos/contract'

/** An error that stands where services and rules have theirs, and is neither's: it leaves as those of filters do. */
export class UncaughtError extends HttpError {}
