import type { MessageType } from '../../dtos/contract'
import { jsonObject } from './dictionaries'
import { type Fault, newFault, refuse, within } from './faults'
import { hostileNames } from './hostile-names'
import { jsonOrUndefined } from './json-reader'
import { jsvDepthWithin, jsvInner, jsvPairs } from './jsv'
import type { ReadLimits } from './limits'
import type { MemberPlan } from './member-plan'
import { NameIndex } from './name-index'
import { isTreeObject } from './tree'
import type { ValueReader } from './value-reader'

type Tree = Readonly<Record<string, unknown>>
type Pairs = NonNullable<ReturnType<typeof jsvPairs>>
type Target = Record<string, unknown>

export interface ObjectOptions {
  readonly strict: boolean
  readonly lenient: boolean
  readonly limits: ReadLimits
}

/** The plan of a class: its members by their names, and a new instance of it. */
export class ObjectReader implements ValueReader {
  readonly valueType = false
  readonly single = false
  readonly names: NameIndex
  readonly #strict: boolean
  /** Filled once all plans exist, since types refer to themselves. */
  members: readonly MemberPlan[] = []

  constructor(
    readonly type: MessageType,
    private readonly options: ObjectOptions,
  ) {
    this.names = new NameIndex(type.members.filter((member) => !member.ignoreIn))
    this.#strict = options.strict || type.strict
  }

  fromText(text: string): unknown {
    const whole = text.trim()
    return jsvDepthWithin(whole, this.options.limits.depth) ? this.fromJsv(whole) : undefined
  }

  fromJsv(raw: string): unknown {
    const sent = openObject(raw, this.options.limits)
    if (sent === undefined) return undefined
    return Array.isArray(sent) ? this.fromPairs(sent) : this.fromTree(sent, newFault())
  }

  fromTree(value: unknown, fault: Fault, skipped?: string): unknown {
    if (isTreeObject(value)) {
      const target = this.make()
      return this.fill(target, value, fault, undefined, skipped) ? target : undefined
    }
    if (value instanceof this.type.target) return value
    if (value === '') return null
    return (fault.cells && typeof value === 'string' ? this.fromText(value) : undefined) ?? refuse(fault, value)
  }

  make(): Target {
    return new this.type.target() as Target
  }

  /** Puts what the tree says into the target; false where something is wrong, and the fault says what. `seen` learns which members were there. */
  fill(target: Target, tree: Tree, fault: Fault, seen?: boolean[], skipped?: string): boolean {
    let unknown: string[] | undefined
    let likely = 0
    for (const name in tree) {
      const index = this.names.get(name, likely)
      const plan = index === undefined ? undefined : this.members[index]
      if (plan === undefined || name === skipped) {
        if (name === skipped) continue
        if (hostileNames.has(name)) {
          refuse(fault, name)
          within(fault, name)
          return false
        }
        // `__type` is a hint of .NET clients that nobody follows.
        if (this.#strict && name !== '__type') unknown = [...(unknown ?? []), name]
        continue
      }
      likely = index! + 1
      const value = plan.fromTree(tree[name], tree, fault)
      if (value === undefined) {
        if (this.options.lenient) continue
        within(fault, plan.wireName)
        return false
      }
      if (value === null) continue
      target[plan.name] = value
      if (seen) seen[index!] = true
    }
    if (unknown === undefined) return true
    fault.path = ''
    fault.unknown = unknown
    return false
  }

  fromPairs(pairs: Pairs, skipped?: string): unknown {
    const target = this.make()
    const sent = Object.fromEntries(pairs)
    for (const [name, raw] of pairs) {
      if (name === skipped) continue
      const index = this.names.get(name)
      const plan = index === undefined ? undefined : this.members[index]
      if (plan === undefined) {
        if (hostileNames.has(name) || this.#strict) return undefined
        continue
      }
      if (raw === '') continue
      const value = plan.transform ? plan.fromText(raw, false, sent) : plan.reader.fromJsv(raw)
      if (value === undefined) return undefined
      if (value !== null) target[plan.name] = value
    }
    return target
  }
}

/** A text in braces as JSON's tree or as JSV's pairs; undefined where it is neither. */
export function openObject(raw: string, limits: ReadLimits): Tree | Pairs | undefined {
  const text = raw.trim()
  const tree = jsonObject.test(text) ? jsonOrUndefined(text, limits) : undefined
  if (isTreeObject(tree)) return tree
  const inner = jsvInner(text, '{')
  return inner === undefined ? undefined : jsvPairs(inner)
}
