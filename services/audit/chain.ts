import { hash } from 'node:crypto'

/** Where the chain stands: the newest entry's number and hash. */
export interface AuditHead {
  readonly seq: number
  readonly hash: string
}

/** One line of the log. Its hash covers its number, the hash of the one before it and its text: whatever is changed, the chain breaks there. */
export interface AuditEntry extends AuditHead {
  readonly previous: string
  /** The event as canonical JSON. */
  readonly record: string
}

export const emptyChain: AuditHead = Object.freeze({ seq: 0, hash: '0'.repeat(64) })

export const hashOfEntry = (seq: number, previous: string, record: string): string =>
  hash('sha256', `${seq}\n${previous}\n${record}`, 'hex')

export const link = (head: AuditHead, record: string): AuditEntry => {
  const seq = head.seq + 1
  return { seq, previous: head.hash, hash: hashOfEntry(seq, head.hash, record), record }
}

/** Members in the order of their names, nothing undefined: the same event is the same text for everybody who writes it down again. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  )

/** The first entry that cannot be believed, and why. */
export interface AuditFault {
  readonly seq: number
  readonly problem: string
}

/** Walks a chain entry by entry and keeps the first fault. */
export class ChainCheck {
  #head: AuditHead
  #fault: AuditFault | undefined
  /** Heads that were noted elsewhere: the chain must pass through each. */
  readonly #noted: { readonly head: AuditHead; readonly where: string }[] = []

  /** `start`: what the first entry must follow, where a chain is checked from its middle. */
  constructor(start: AuditHead = emptyChain) {
    this.#head = start
  }

  note(head: AuditHead | undefined, where: string): this {
    if (head) this.#noted.push({ head, where })
    return this
  }

  get head(): AuditHead {
    return this.#head
  }

  /** False from the first fault on. */
  add({ seq, previous, hash: told, record }: AuditEntry): boolean {
    if (this.#fault) return false
    const expected = this.#head.seq + 1
    if (seq !== expected) return this.#fail(expected, `entry ${expected} is missing: entry ${seq} follows ${this.#head.seq}`)
    if (told !== hashOfEntry(seq, previous, record))
      return this.#fail(seq, `entry ${seq} was changed: its hash is of another text`)
    if (previous !== this.#head.hash)
      return this.#fail(seq, `entry ${seq} does not follow entry ${seq - 1} as that stands now: one of them was exchanged`)
    this.#head = { seq, hash: told }
    for (const { head, where } of this.#noted)
      if (head.seq === seq && head.hash !== told)
        return this.#fail(seq, `entry ${seq} is not the one that ${where} noted: the log was written anew`)
    return true
  }

  /** After the last entry. */
  finish(): AuditFault | undefined {
    for (const { head, where } of this.#noted)
      if (head.seq > this.#head.seq)
        this.#fail(
          this.#head.seq + 1,
          `the log ends at entry ${this.#head.seq}, and ${where} noted ${head.seq}: its end was cut off`,
        )
    return this.#fault
  }

  #fail(seq: number, problem: string): false {
    this.#fault ??= { seq, problem }
    return false
  }
}
