import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { AuditHead } from './chain'

export interface HeadFile {
  /** Undefined where there is no file; throws where it does not hold a head. */
  read(): AuditHead | undefined
  write(head: AuditHead): void
}

/**
 * The newest head in a small file beside the store, replaced whole: who cuts the end off the log, or writes it anew, has to change this one too. It only
 * moves forward, whichever of several processes writes it. Not synced: an older head is a true one as well.
 */
export const headFile = (file: string): HeadFile => {
  const read = (): AuditHead | undefined => {
    const text = textOf(file)
    if (text === undefined) return undefined
    const head = parseHead(text)
    if (!head) throw new Error(`${file} does not hold the head of an audit log, such as 12:0a1b…`)
    return head
  }
  const write = (head: AuditHead): void => {
    const known = parseHead(textOf(file) ?? '')
    if (known && known.seq >= head.seq) return
    const next = `${file}.${process.pid}.tmp`
    writeFileSync(next, `${headText(head)}\n`, { mode: 0o600 })
    renameSync(next, file)
  }
  return { read, write }
}

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** `12:0a1b…`, as people note it down. */
export const headText = ({ seq, hash }: AuditHead): string => `${seq}:${hash}`

export const parseHead = (text: string): AuditHead | undefined => {
  const [, seq, hash] = /^\s*(\d{1,15}):([0-9a-f]{64})\s*$/.exec(text) ?? []
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash }
}
