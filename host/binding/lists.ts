import { type Fault, newFault, refuse, within } from './faults'
import { jsonOrUndefined } from './json-reader'
import { jsvDepthWithin, jsvInner, jsvItems, type RawJsv } from './jsv'
import type { ReadLimits } from './limits'
import type { ValueReader } from './value-reader'

/** What a JSON list may begin with; anything else is JSV without a try. */
const jsonList = /^\[\s*["\d\-[{tfn\]]/

/** `1,2,3`, `[1,2,3]`, JSON. A scalar is no list (threats 3.1). */
/** `nullable`: items of a value type may be null. */
export function listReader(item: ValueReader, limits: ReadLimits, nullable = false): ValueReader {
  const push = (list: unknown[], value: unknown): boolean => {
    if (value === undefined || (value === null && item.valueType && !nullable)) return false
    list.push(value)
    return true
  }

  const fromItems = (raws: readonly RawJsv[] | undefined) => {
    const list: unknown[] = []
    return raws?.every((raw) => push(list, raw === '' ? null : item.fromJsv(raw))) ? list : undefined
  }

  const fromBrackets = (text: string) => {
    const tree = jsonList.test(text) ? jsonOrUndefined(text, limits) : undefined
    if (Array.isArray(tree)) return fromArray(tree, newFault())
    const inner = jsvInner(text, '[')
    return inner === undefined ? undefined : fromItems(jsvItems(inner))
  }

  const fromArray = (values: readonly unknown[], fault: Fault) => {
    const list: unknown[] = []
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? null
      const read = value === null ? null : item.fromTree(value, fault)
      if (!push(list, read)) {
        if (read === null) refuse(fault, value)
        return within(fault, `[${index}]`)
      }
    }
    return list
  }

  const fromText = (text: string) => {
    const whole = text.trim()
    if (!jsvDepthWithin(whole, limits.depth)) return undefined
    return whole.startsWith('[') ? fromBrackets(whole) : fromItems(jsvItems(whole))
  }

  return {
    valueType: false,
    single: false,
    fromText,
    fromJsv: (raw) => (raw.trimStart().startsWith('[') ? fromBrackets(raw.trim()) : undefined),
    fromTree: (value, fault) => {
      if (Array.isArray(value)) return fromArray(value, fault)
      if (value === '') return null
      return (fault.cells && typeof value === 'string' ? fromText(value) : undefined) ?? refuse(fault, value)
    },
  }
}
