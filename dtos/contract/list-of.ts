import 'reflect-metadata'
import type { MemberKind } from './member-kind'
import type { AnyClass, Class } from './message-type'

const itemKey = Symbol('tollgate:item')

/** The base of a message that is itself a list: `class SaveLoans extends Returns([Loan], ListOf(Loan))`; its JSON is a list. */
export function ListOf<T>(item: Class<T>): AnyClass<T[]> {
  class List extends Array<T> {
    /** What `map` and `filter` make of a message is a plain list. */
    static override get [Symbol.species]() {
      return Array
    }
  }
  Reflect.defineMetadata(itemKey, item, List)
  return List
}

/** The kind of the items, where the class is a list. */
export const itemKindOf = (target: Function): MemberKind | undefined => Reflect.getMetadata(itemKey, target)
/** A class that `ListOf` made: no part of the message's own line of descent. */
export const isListFactory = (target: Function): boolean => Reflect.hasOwnMetadata(itemKey, target)
