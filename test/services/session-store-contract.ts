import { rotationOverlap, type SessionStore, type StoredSession, type TokenFamily } from '../../services'

const now = Date.now()
const hour = 3_600_000

export const session = (hash: string, more: Partial<StoredSession> = {}): StoredSession => ({
  hash,
  userId: 'ann',
  provider: 'credentials',
  createdAt: now,
  expiresAt: now + hour,
  seenAt: now,
  permanent: false,
  rights: 'r',
  ...more,
})

export const family = (id: string, more: Partial<TokenFamily> = {}): TokenFamily => ({
  id,
  userId: 'ann',
  current: `${id}.1`,
  createdAt: now,
  expiresAt: now + hour,
  ...more,
})

/** What is asked of every store of sign-ins. */
export function sessionStoreContract(open: () => Promise<{ readonly store: SessionStore; readonly end?: () => Promise<void> }>) {
  let store: SessionStore
  let end: (() => Promise<void>) | undefined
  beforeEach(async () => {
    ;({ store, end } = await open())
  })
  afterEach(() => end?.())

  test('a session is found until it expires, and put again it is replaced', async () => {
    await store.putSession(session('a'))
    await store.putSession(session('gone', { expiresAt: now - 1 }))
    expect(await store.session('a')).toEqual(session('a'))
    expect(await store.session('gone')).toBeUndefined()
    expect(await store.session('nobody')).toBeUndefined()
    await store.putSession(session('a', { rights: 's' }))
    expect(await store.sessionsOf('ann')).toEqual([session('a', { rights: 's' })])
  })

  test('a session that ended is found no more, and the version says so (A-2.6)', async () => {
    await store.putSession(session('a'))
    const before = store.version()
    await store.endSession('nobody')
    expect(store.version()).toBe(before)
    await store.endSession('a')
    expect(await store.session('a')).toBeUndefined()
    expect(store.version()).toBeGreaterThan(before)
  })

  test('what begins or is seen moves no version: nobody has to look again', async () => {
    const before = store.version()
    await store.putSession(session('a'))
    await store.putFamily(family('f'))
    store.touchSession('a', now + 5)
    await store.rotateFamily('f', 'f.1', 'f.2', now)
    expect(store.version()).toBe(before)
  })

  test('a refresh token is exchanged once, is good for a moment more, and ends its family when it comes later (A-4.9)', async () => {
    await store.putFamily(family('f'))
    expect(await store.rotateFamily('f', 'f.1', 'f.2', now)).toBe('rotated')
    expect(await store.rotateFamily('f', 'f.1', 'f.x', now + rotationOverlap)).toBe('overlap')
    expect(await store.family('f')).toMatchObject({ current: 'f.2', previous: 'f.1' })
    const before = store.version()
    expect(await store.rotateFamily('f', 'f.1', 'f.x', now + rotationOverlap + 1)).toBe('reused')
    expect(store.version()).toBeGreaterThan(before)
    expect(await store.rotateFamily('f', 'f.2', 'f.3', now)).toBe('ended')
    expect(await store.rotateFamily('none', 'f.2', 'f.3', now)).toBe('ended')
  })

  test('a token older than the one before ends the family at once (A-4.9)', async () => {
    await store.putFamily(family('f'))
    await store.rotateFamily('f', 'f.1', 'f.2', now)
    await store.rotateFamily('f', 'f.2', 'f.3', now)
    expect(await store.rotateFamily('f', 'f.1', 'f.x', now)).toBe('reused')
  })

  test('of two that exchange the same token at once, one does', async () => {
    await store.putFamily(family('f'))
    const outcomes = await Promise.all(['x', 'y', 'z'].map((to) => store.rotateFamily('f', 'f.1', `f.${to}`, now)))
    expect([...outcomes].sort()).toEqual(['overlap', 'overlap', 'rotated'])
  })

  test('an ended family is remembered as ended until it would have expired', async () => {
    await store.putFamily(family('f'))
    await store.endFamily('f', now + 1)
    expect(await store.family('f')).toMatchObject({ endedAt: now + 1 })
    expect(await store.familiesOf('ann')).toEqual([])
    await store.putFamily(family('old', { expiresAt: now - 1 }))
    expect(await store.family('old')).toBeUndefined()
  })

  test('a user is signed out everywhere, but for where he says it from', async () => {
    for (const hash of ['a', 'b', 'c']) await store.putSession(session(hash))
    await store.putSession(session('other', { userId: 'bob' }))
    await store.putFamily(family('f'))
    await store.putFamily(family('g'))
    expect(await store.endAllOf('ann', now, { session: 'b', family: 'g' })).toBe(3)
    expect((await store.sessionsOf('ann')).map(({ hash }) => hash)).toEqual(['b'])
    expect((await store.familiesOf('ann')).map(({ id }) => id)).toEqual(['g'])
    expect(await store.endAllOf('ann', now)).toBe(2)
    expect(await store.endAllOf('ann', now)).toBe(0)
    expect(await store.session('other')).toBeDefined()
  })
}
