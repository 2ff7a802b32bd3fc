import type { MaybePromise } from '../services/maybe-promise'

export type { MaybePromise }

export const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> =>
  value !== null && typeof value === 'object' && typeof (value as { then?: unknown }).then === 'function'

/** The next step of the line: at once when the value is there. */
export const after = <S, T, R>(
  state: S,
  value: MaybePromise<T>,
  next: (state: S, value: T) => MaybePromise<R>,
): MaybePromise<R> => (isPromise(value) ? value.then((settled) => next(state, settled)) : next(state, value))
