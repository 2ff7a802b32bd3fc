/** A value, or a promise of it: what answers at once is never made to wait a tick. */
export type MaybePromise<T> = T | Promise<T>
