import type { Member } from '../../dtos/contract'
import { type Fault, newFault, refuse, within } from './faults'
import { jsvDepthWithin, jsvText } from './jsv'
import type { ReadLimits } from './limits'
import { type ObjectReader, openObject } from './objects'
import { isTreeObject } from './tree'
import type { ValueReader } from './value-reader'

/**
 * class-transformer's `@Type(() => Base, { discriminator })`: the named property says which class is meant. One that it does not name is refused (stack.md 3);
 * none means the base class, unless that is abstract.
 */
export function discriminatedReader(
  base: ObjectReader,
  { property, keepProperty }: NonNullable<Member['discriminator']>,
  subTypes: ReadonlyMap<string, ObjectReader>,
  limits: ReadLimits,
): ValueReader {
  const readerFor = (kind: unknown): ObjectReader | undefined =>
    kind === undefined || kind === null ? (base.type.isAbstract ? undefined : base) : subTypes.get(String(kind))
  const finish = (made: unknown, kind: unknown) => {
    if (made !== undefined && made !== null && keepProperty && kind !== undefined)
      (made as Record<string, unknown>)[property] = kind
    return made
  }
  const skipped = property

  const fromTree = (value: unknown, fault: Fault): unknown => {
    if (!isTreeObject(value)) return base.fromTree(value, fault)
    const kind = Object.hasOwn(value, property) ? value[property] : undefined
    const reader = typeof kind === 'object' && kind !== null ? undefined : readerFor(kind)
    if (reader) return finish(reader.fromTree(value, fault, skipped), kind ?? undefined)
    refuse(fault, kind ?? '')
    return within(fault, property)
  }
  const fromJsv = (raw: string): unknown => {
    const sent = openObject(raw, limits)
    if (!Array.isArray(sent)) return sent && fromTree(sent, newFault())
    const kindRaw = sent.find(([name]) => name === property)?.[1]
    const kind = kindRaw === undefined ? undefined : jsvText(kindRaw)
    return finish(readerFor(kind)?.fromPairs(sent, skipped), kind)
  }
  return {
    valueType: false,
    single: false,
    fromText: (text) => (jsvDepthWithin(text, limits.depth) ? fromJsv(text) : undefined),
    fromJsv,
    fromTree,
  }
}
