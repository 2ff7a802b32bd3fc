import type { Scalar } from '../../dtos/contract/message-type'

/** What the shared walk (text-walk.ts) asks of a text format that is objects, lists and scalars: JSON, JSV. */
export interface Syntax {
  readonly name: string
  /** A value of the kind, never null. Throws where the value cannot be of the kind. */
  readonly scalars: Readonly<Record<Scalar, (value: unknown) => string>>
  /** Text as a value. */
  text(text: string): string
  /** A name or dictionary key, with its colon. */
  key(text: string): string
  /** A null where something must stand: a list's item. */
  readonly nullItem: string
  readonly nullObject: string
}

/** Deeper replies are a fault of the service, most often a cycle. */
export const deepest = 50

export const tooDeep = (): Error => new Error(`The reply is nested deeper than ${deepest} levels; is there a cycle in it?`)

/** A value that is not of its declared kind: an object where a text belongs could carry what was never declared. */
export function wrongKind(kind: string, value: unknown): Error {
  const what = value === null || typeof value !== 'object' ? typeof value : (value.constructor?.name ?? 'object')
  return new TypeError(`A reply's member that is declared as ${kind} holds a value of type ${what}.`)
}
