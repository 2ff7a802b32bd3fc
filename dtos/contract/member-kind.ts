import type { AnyClass, Scalar } from './message-type'

/** A TypeScript enum as the running program sees it. */
export type EnumObject = Readonly<Record<string, string | number>>

/**
 * What a member is, where TypeScript's own metadata does not say it: a scalar's name, a class, an enum, `[kind]` for a list,
 * `{ dictionary: kind }`, `{ nullable: 'int32' }` for an item that may be null, or a function of one of these for a class that is declared further down.
 */
export type MemberKind =
  | Scalar
  | AnyClass
  | EnumObject
  | readonly [MemberKind]
  | { readonly dictionary: MemberKind; readonly key?: Scalar | EnumObject }
  | { readonly nullable: Scalar | EnumObject }
  | (() => MemberKind)
