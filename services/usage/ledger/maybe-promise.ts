import type { MaybePromise } from '../../maybe-promise'

export type { MaybePromise }

const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> => value instanceof Promise

/** Goes on in the same tick where the value is already there: what a call costs beside its query stays small. */
export const when = <T, R>(value: MaybePromise<T>, next: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  isPromise(value) ? value.then(next) : next(value)
