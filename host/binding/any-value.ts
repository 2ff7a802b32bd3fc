import { refuse } from './faults'
import { hostileNames } from './hostile-names'
import { jsvText } from './jsv'
import { isStorableText } from './storable-text'
import { isTreeObject } from './tree'
import type { ValueReader } from './value-reader'

/** Whether every number in the value is one that JSON can say, every text one that can be kept, and no name one of JavaScript's own. */
function isWritable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return isStorableText(value)
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every(isWritable)
  return (
    !isTreeObject(value) ||
    Object.entries(value).every(([name, member]) => !hostileNames.has(name) && isStorableText(name) && isWritable(member))
  )
}

/** A value of any type: from a body as it is there, from a query its text. */
export const anyValue: ValueReader = {
  valueType: false,
  single: false,
  fromText: (text) => (isStorableText(text) ? text : undefined),
  fromJsv: (raw) => (isStorableText(raw) ? jsvText(raw) : undefined),
  fromTree: (value, fault) => (isWritable(value) ? value : refuse(fault, value)),
}
