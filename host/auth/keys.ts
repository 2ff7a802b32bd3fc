import { hash, randomBytes } from 'node:crypto'

/**
 * API keys: `tg_` + id + `_` + secret (32 random bytes) + checksum, shown once, stored as SHA-256. The checksum lets tools that look for leaked
 * secrets recognise one, and a mistyped key be refused without asking the store.
 */
export interface NewKey {
  readonly id: string
  readonly key: string
  readonly hash: string
  /** What people see of it later. */
  readonly hint: string
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `length` letters and digits, each equally likely. */
export function randomText(length: number): string {
  let text = ''
  while (text.length < length)
    for (const byte of randomBytes(length)) if (byte < 248 && text.length < length) text += alphabet[byte % 62]
  return text
}

const checksumOf = (text: string) => hash('sha256', text, 'hex').slice(0, 6)
export const hashKey = (key: string): string => hash('sha256', key, 'hex')

export function newApiKey(): NewKey {
  const id = randomText(10)
  const body = `tg_${id}_${randomBytes(32).toString('base64url').replaceAll('_', 'A').replaceAll('-', 'B')}`
  const key = body + checksumOf(body)
  return { id, key, hash: hashKey(key), hint: `tg_${id}_…` }
}

/** Infodeck's own form: `idt_live_` and 32 letters and digits (usage-domain 1.4). */
export function newInfodeckKey(): NewKey {
  const key = `idt_live_${randomText(32)}`
  return { id: randomText(10), key, hash: hashKey(key), hint: `${key.slice(0, 13)}…` }
}

/** A key in the form that the one before had: who reads that form goes on reading it. */
export const newKeyLike = ({ hint }: { readonly hint: string }): NewKey =>
  hint.startsWith('idt_live_') ? newInfodeckKey() : newApiKey()

/** Has the form of a key of ours; only such texts are looked up. */
export function isKeyShaped(text: string): boolean {
  if (/^idt_live_[0-9A-Za-z]{32}$/.test(text)) return true
  return /^tg_[0-9A-Za-z]{10}_[0-9A-Za-z]{43}[0-9a-f]{6}$/.test(text) && checksumOf(text.slice(0, -6)) === text.slice(-6)
}
