import { HttpError } from '../../../dtos/contract'
import { NewKeyRecord } from '../../../dtos/gateway'
import type { RequestContext, StoredApiKey } from '../../../services'
import { rightsOf } from '../../../services/audit'
import type { Auth } from '../auth'
import { type NewKey, newApiKey, newKeyLike } from '../keys'
import { keyRecord, keyState } from './records'

const hour = 3_600_000
const day = 24 * hour

/** Where keys are kept, and who is told of a change: the gateway, or an operator's command. */
export type KeyRing = Pick<Auth, 'users' | 'recordChange'>

/** What is said of a key before it is made. */
export interface KeyWords extends Partial<Omit<StoredApiKey, 'id' | 'hash' | 'hint' | 'createdAt' | 'expiresAt'>> {
  readonly name: string
  readonly days?: number | undefined
}

/** Makes a key and writes it down; the answer is the only one that ever holds it. */
export async function createKey(auth: KeyRing, { days = 365, ...words }: KeyWords, context: RequestContext) {
  const now = Date.now()
  return store(auth, newApiKey(), { userName: words.name, ...words, createdAt: now, expiresAt: now + days * day }, context)
}

/** A successor with the same rights and the same life; the old key ends after the overlap, so that programs can change over. */
export async function rotateKey(auth: KeyRing, old: StoredApiKey, overlapHours: number, context?: RequestContext) {
  if (keyState(old) !== 'active' && keyState(old) !== 'ending')
    throw new HttpError(409, 'KeyHasEnded', 'This key has ended; make a new one.')
  const now = Date.now()
  const { id, hash, hint, lastUsedAt, revokedAt, expiresAt, createdAt, ...words } = old
  const life = expiresAt === undefined ? undefined : Math.max(expiresAt - createdAt, day)
  const made = await store(
    auth,
    newKeyLike(old),
    { ...words, createdAt: now, ...(life === undefined ? {} : { expiresAt: now + life }) },
    context,
    { replaces: id },
  )
  const ends = Math.min(now + overlapHours * hour, expiresAt ?? Number.POSITIVE_INFINITY)
  await auth.users.putApiKey({ ...old, ...(ends <= now ? { revokedAt: now } : { expiresAt: ends }) })
  await auth.recordChange(
    {
      kind: ends <= now ? 'keyRevoked' : 'keyChanged',
      subject: id,
      ...tenant(old),
      detail: { name: old.name, replacedBy: made.record.id, expiresAt: new Date(Math.max(ends, now)).toISOString() },
    },
    context,
  )
  return made
}

export async function revokeKey(auth: KeyRing, key: StoredApiKey, context: RequestContext) {
  const revoked = key.revokedAt === undefined ? { ...key, revokedAt: Date.now() } : key
  if (revoked !== key) {
    await auth.users.putApiKey(revoked)
    await auth.recordChange({ kind: 'keyRevoked', subject: key.id, ...tenant(key), detail: { name: key.name } }, context)
  }
  return keyRecord(revoked)
}

/** Messages of the gateway and their tags, as keys name them: `GetAIUsage`, `#billing`; a name that nothing has is a mistake. */
export function namesOfMessages({ catalog }: Auth, said: readonly string[] | undefined | null): readonly string[] | undefined {
  const names = listOf(said)
  if (names.length === 0) return undefined
  const known = new Map<string, string>()
  for (const { message } of catalog.operations) {
    known.set(message.name.toLowerCase(), message.name)
    for (const tag of message.tags) known.set(`#${tag}`.toLowerCase(), `#${tag}`)
  }
  return names.map((name) => {
    const found = known.get(name.toLowerCase())
    if (found !== undefined) return found
    throw HttpError.validation('UnknownMessage', `There is no message or #tag ${name.slice(0, 100)} here.`, 'Messages')
  })
}

/** What a list says, without blanks around and without repetition: forms send what people type. */
export const listOf = (said: readonly string[] | undefined | null): readonly string[] => [
  ...new Set((said ?? []).map((name) => name.trim()).filter(Boolean)),
]

async function store(
  auth: KeyRing,
  { id, key, hash, hint }: NewKey,
  words: Partial<StoredApiKey> & Pick<StoredApiKey, 'name' | 'createdAt'>,
  context: RequestContext | undefined,
  detail: Readonly<Record<string, string>> = {},
): Promise<NewKeyRecord> {
  const stored: StoredApiKey = {
    userName: words.name,
    roles: [],
    permissions: [],
    scopes: [],
    accounts: [],
    sources: [],
    ...words,
    id,
    hash,
    hint,
  }
  await auth.users.putApiKey(stored)
  await auth.recordChange(
    { kind: 'keyCreated', subject: id, ...tenant(stored), detail: { ...rightsOf(stored), ...messagesOf(stored), ...detail } },
    context,
  )
  return Object.assign(new NewKeyRecord(), { key, record: keyRecord(stored) })
}

const messagesOf = ({ messages, browser }: StoredApiKey): Readonly<Record<string, readonly string[]>> => {
  const names = browser?.messages ?? messages
  return names ? { messages: names } : {}
}
const tenant = ({ organization }: StoredApiKey) => (organization === undefined ? {} : { organization })
