import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { AuditHead } from './chain'

/**
 * The newest head in a small file beside the store, replaced whole: who cuts the end off the log, or writes it anew, has to change this one too. It only
 * moves forward, whichever of several processes writes it. Not synced: an older head is a true one as well.
 */
export const headFile = (file: string) => ({
  read(): AuditHead | undefined {
    let text: string
    try {
      text = readFileSync(file, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
    const head = parseHead(text)
    if (!head) throw new Error(`${file} does not hold the head of an audit log, such as 12:0a1b…`)
    return head
  },

  write(head: AuditHead): void {
    const known = this.readOrNothing()
    if (known && known.seq >= head.seq) return
    const next = `${file}.${process.pid}.tmp`
    writeFileSync(next, `${headText(head)}\n`, { mode: 0o600 })
    renameSync(next, file)
  },

  readOrNothing(): AuditHead | undefined {
    try {
      return this.read()
    } catch {
      return undefined
    }
  },
})

/** `12:0a1b…`, as people note it down. */
export const headText = ({ seq, hash }: AuditHead): string => `${seq}:${hash}`

export const parseHead = (text: string): AuditHead | undefined => {
  const [, seq, hash] = /^\s*(\d{1,15}):([0-9a-f]{64})\s*$/.exec(text) ?? []
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash }
}
