import { type AuditEntry, type AuditHead, ChainCheck, canonicalJson } from './chain'
import type { AuditReport } from './verify-log'

/** An entry as a line of JSON; without blanks, and the event's members in the order of the chain. An event that somebody made no JSON stays text. */
export const exportLine = ({ seq, previous, hash, record }: AuditEntry): string => {
  const words = JSON.stringify({ seq, previous, hash }).slice(0, -1)
  return isCanonical(record) ? `${words},"event":${record}}` : `${words},"text":${JSON.stringify(record)}}`
}

const isCanonical = (record: string): boolean => {
  try {
    return canonicalJson(JSON.parse(record)) === record
  } catch {
    return false
  }
}

/** Checks an exported log by itself, also a part that begins later; a line that is none is a fault of its entry. */
export async function verifyExport(lines: AsyncIterable<string> | Iterable<string>, head?: AuditHead): Promise<AuditReport> {
  let check: ChainCheck | undefined
  let entries = 0
  for await (const line of lines) {
    if (line.trim() === '') continue
    entries++
    const entry = entryOf(line)
    if (!entry) {
      const last = check?.head ?? { seq: 0, hash: '' }
      return { entries, head: last, fault: { seq: last.seq + 1, problem: `line ${entries} is no entry of an audit log` } }
    }
    check ??= new ChainCheck({ seq: entry.seq - 1, hash: entry.previous }).note(head, 'you')
    if (!check.add(entry)) break
  }
  check ??= new ChainCheck().note(head, 'you')
  const fault = check.finish()
  return { entries, head: check.head, ...(fault ? { fault } : {}) }
}

const entryOf = (line: string): AuditEntry | undefined => {
  try {
    const { seq, previous, hash, event, text } = JSON.parse(line) as Record<string, unknown>
    if (typeof seq !== 'number' || typeof previous !== 'string' || typeof hash !== 'string') return undefined
    return { seq, previous, hash, record: typeof text === 'string' ? text : canonicalJson(event) }
  } catch {
    return undefined
  }
}
