import type { DictionaryRef } from '../../dtos/contract'
import { type Fault, newFault, refuse, within } from './faults'
import { hostileNames } from './hostile-names'
import { jsonOrUndefined } from './json-reader'
import { jsvDepthWithin, jsvInner, jsvPairs } from './jsv'
import type { ReadLimits } from './limits'
import { isStorableText } from './storable-text'
import { isTreeObject } from './tree'
import type { ValueReader } from './value-reader'

/** What a JSON object begins with; anything else is JSV without a try. */
export const jsonObject = /^\{\s*["}]/

/** Names → values as an object. Keys are texts; those of numbers and enums are checked and written one way. */
export function dictionaryReader(
  keyType: DictionaryRef['key'],
  key: ValueReader,
  value: ValueReader,
  limits: ReadLimits,
): ValueReader {
  const canonical = keyType.kind === 'enum' || typeof key.fromText('1') === 'number' || typeof key.fromText('1') === 'bigint'
  const keyOf = (name: string): string | undefined => {
    if (hostileNames.has(name) || !isStorableText(name)) return undefined
    const read = name === '' ? (keyType.kind === 'scalar' && keyType.scalar === 'string' ? '' : undefined) : key.fromText(name)
    return read === undefined || read === null ? undefined : canonical ? String(read) : name
  }

  const add = (dictionary: Record<string, unknown>, name: string, read: unknown): boolean => {
    const property = keyOf(name)
    if (property === undefined || read === undefined || (read === null && value.valueType)) return false
    dictionary[property] = read
    return true
  }

  const fromPairs = (pairs: ReturnType<typeof jsvPairs>) => {
    const dictionary: Record<string, unknown> = {}
    return pairs?.every(([name, raw]) => add(dictionary, name, raw === '' ? null : value.fromJsv(raw))) ? dictionary : undefined
  }

  const fromBraces = (text: string) => {
    const tree = jsonObject.test(text) ? jsonOrUndefined(text, limits) : undefined
    if (isTreeObject(tree)) return fromObject(tree, newFault())
    const inner = jsvInner(text, '{')
    return inner === undefined ? undefined : fromPairs(jsvPairs(inner))
  }

  const fromObject = (tree: Readonly<Record<string, unknown>>, fault: Fault) => {
    const dictionary: Record<string, unknown> = {}
    for (const name of Object.keys(tree)) {
      const sent = tree[name] ?? null
      const read = sent === null ? null : value.fromTree(sent, fault)
      if (!add(dictionary, name, read)) {
        if (read !== undefined) refuse(fault, read === null ? sent : name)
        return within(fault, name)
      }
    }
    return dictionary
  }

  /** At the top braces may be left out; an object needs them. */
  const fromText = (text: string) => {
    const whole = text.trim()
    if (whole.startsWith('[') || !jsvDepthWithin(whole, limits.depth)) return undefined
    return whole.startsWith('{') ? fromBraces(whole) : fromPairs(jsvPairs(whole))
  }

  return {
    valueType: false,
    single: false,
    fromText,
    fromJsv: (raw) => (raw.trimStart().startsWith('{') ? fromBraces(raw.trim()) : undefined),
    fromTree: (sent, fault) => {
      if (isTreeObject(sent)) return fromObject(sent, fault)
      if (sent === '') return null
      return (fault.cells && typeof sent === 'string' ? fromText(sent) : undefined) ?? refuse(fault, sent)
    },
  }
}
