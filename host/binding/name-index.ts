import type { Member } from '../../dtos/contract'

/** Which member a sent name means: the alias, the declared name or the property's, in any case. */
export class NameIndex {
  readonly #exact = new Map<string, number>()
  readonly #anyCase = new Map<string, number>()
  /** The names on the wire, in the members' order; undefined where another member has it. */
  readonly #inOrder: readonly (string | undefined)[]

  constructor(members: readonly Member[]) {
    // The name on the wire comes first, where it is another member's property.
    for (const spelling of ['wireName', 'declaredName', 'name'] as const) {
      members.forEach((member, index) => {
        this.#learn(member[spelling], index)
      })
    }
    this.#inOrder = members.map(({ wireName }, index) => (this.#exact.get(wireName) === index ? wireName : undefined))
  }

  #learn(name: string, index: number): void {
    if (!this.#exact.has(name)) this.#exact.set(name, index)
    const lower = name.toLowerCase()
    if (!this.#anyCase.has(lower)) this.#anyCase.set(lower, index)
  }

  /** One more name, in this case only. */
  alias(name: string, index: number): void {
    this.#exact.set(name, index)
  }

  /** `likely`: tried first, as most callers name members in the order in which they are declared. */
  get(name: string, likely = 0): number | undefined {
    if (this.#inOrder[likely] === name) return likely
    return this.#exact.get(name) ?? this.#anyCase.get(name.toLowerCase())
  }
}
