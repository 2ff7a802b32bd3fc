import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tokenSeconds } from './token-life'

const algorithm = 'ES256'

/** A key of the file: the first signs, those that were retired verify until the last of their tokens has ended. */
export interface SigningKey {
  readonly kid: string
  readonly alg: typeof algorithm
  /** Seconds since 1970, as in tokens. */
  readonly createdAt?: number
  readonly retiredAt?: number
}
type StoredKey = SigningKey & JsonWebKey

export interface LiveKey {
  readonly kid: string
  readonly algorithms: readonly string[]
  readonly key: KeyObject
  readonly jwk: JsonWebKey
  readonly signing: KeyObject
  /** Seconds since 1970 until when it verifies. */
  readonly until: number
}

/** Beyond the life of a token: clocks differ, and a process looks at the file once a second. */
const grace = 60
const lookMs = 1_000

/**
 * The keys that this gateway signs tokens with, in a file (mode 600) that is made on first use. Another process may exchange the first one
 * (`tollgate tokens rotate`): that is seen within a second, and nobody is signed out.
 */
export class SigningKeys {
  #keys: readonly LiveKey[]
  #seen: string
  #lookedAt: number

  constructor(private readonly file: string) {
    if (!existsSync(file)) keepFirst(file, [newKey()])
    this.#seen = stampOf(file)
    this.#keys = readKeys(file).map(opened)
    this.#lookedAt = Date.now()
  }

  get signing(): LiveKey {
    this.#look()
    return this.#keys[0]!
  }

  /** All that verify now, the signing one first. */
  get live(): readonly LiveKey[] {
    this.#look()
    const now = Date.now() / 1000
    return this.#keys.filter(({ until }) => until > now)
  }

  /** The same for one key, which is asked on each call. */
  isLive(key: object): boolean {
    this.#look()
    return this.#keys.includes(key as LiveKey) && (key as LiveKey).until > Date.now() / 1000
  }

  /** A key that is not known may have been made by another process just now. */
  byId(kid: unknown): readonly LiveKey[] {
    const found = this.live.filter((key) => key.kid === kid)
    if (found.length > 0) return found
    this.#look(100)
    return this.live.filter((key) => key.kid === kid)
  }

  #look(within = lookMs): void {
    // The clock of the calls' day: it is asked on each call. One that was set back is a reason to look.
    const now = Date.now()
    if (now >= this.#lookedAt && now - this.#lookedAt < within) return
    this.#lookedAt = now
    try {
      const stamp = stampOf(this.file)
      if (stamp === this.#seen) return
      const known = new Map(this.#keys.map((key) => [key.kid, key]))
      // A key that stays is the same object: tokens that were verified by it need not be verified again.
      this.#keys = readKeys(this.file).map((stored) => {
        const key = known.get(stored.kid)
        return key && key.until === untilOf(stored) ? key : opened(stored)
      })
      this.#seen = stamp
    } catch {
      // A file that cannot be read now was good before: its keys stay.
    }
  }
}

/** The keys of a file by id and age, without secrets. */
export const listSigningKeys = (file: string): readonly SigningKey[] =>
  existsSync(file)
    ? readKeys(file).map(({ kid, alg, createdAt, retiredAt }) => ({
        kid,
        alg,
        ...(createdAt === undefined ? {} : { createdAt }),
        ...(retiredAt === undefined ? {} : { retiredAt }),
      }))
    : []

/** A new key signs from now on. The old ones verify until their tokens have ended, or `endOthers`: no more, so that all tokens end now. */
export function rotateSigningKeys(
  file: string,
  { endOthers = false } = {},
): { readonly kid: string; readonly others: readonly string[] } {
  const now = Math.floor(Date.now() / 1000)
  const old = existsSync(file) ? readKeys(file).map((key) => ({ ...key, retiredAt: key.retiredAt ?? now })) : []
  const others = endOthers ? [] : old.filter((key) => untilOf(key) > now)
  const key = newKey()
  const next = `${file}.${key.kid}`
  write(next, [key, ...others])
  renameSync(next, file)
  return { kid: key.kid, others: others.map(({ kid }) => kid) }
}

const untilOf = ({ retiredAt }: SigningKey) =>
  retiredAt === undefined ? Number.POSITIVE_INFINITY : retiredAt + tokenSeconds + grace

function newKey(): StoredKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: algorithm, createdAt: Math.floor(Date.now() / 1000) }
}

function opened(stored: StoredKey): LiveKey {
  const signing = createPrivateKey({ key: stored, format: 'jwk' })
  const key = createPublicKey(signing)
  const { kid, alg } = stored
  return {
    kid,
    algorithms: [alg],
    key,
    signing,
    jwk: { ...key.export({ format: 'jwk' }), kid, alg, use: 'sig' },
    until: untilOf(stored),
  }
}

/** A file of before keys could be exchanged holds one key and no list. */
function readKeys(file: string): readonly StoredKey[] {
  const value = JSON.parse(readFileSync(file, 'utf8')) as StoredKey | { readonly keys: readonly StoredKey[] }
  const keys = 'keys' in value ? (value.keys as readonly StoredKey[]) : [value as StoredKey]
  if (keys.length === 0) throw new Error(`${file} holds no key; remove it, and a new one is made.`)
  return keys
}

const stampOf = (file: string) => {
  const { mtimeMs, size, ino } = statSync(file)
  return `${mtimeMs} ${size} ${ino}`
}

/** Written whole or not at all by whoever comes first; the other process reads his. */
function keepFirst(file: string, keys: readonly StoredKey[]): void {
  const own = `${file}.${randomUUID()}`
  write(own, keys)
  try {
    linkSync(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(own, { force: true })
  }
}

function write(file: string, keys: readonly StoredKey[]): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, JSON.stringify({ keys }))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
