import type { OnceStore } from '../../services'

/** What is asked of every store of things that count once (RFC 7523 section 3, item 7). */
export function onceStoreContract(open: () => Promise<{ readonly store: OnceStore; readonly end?: () => Promise<void> }>) {
  let store: OnceStore
  let end: (() => Promise<void>) | undefined
  beforeEach(async () => {
    ;({ store, end } = await open())
  })
  afterEach(() => end?.())

  test('the first is the first, until it has ended', async () => {
    const until = Date.now() + 60_000
    expect(await store.useOnce('a', until)).toBe(true)
    expect(await store.useOnce('a', until)).toBe(false)
    expect(await store.useOnce('b', until)).toBe(true)
    expect(await store.useOnce('ended', Date.now() - 1)).toBe(true)
    expect(await store.useOnce('ended', until)).toBe(true)
    expect(await store.useOnce('ended', until)).toBe(false)
  })

  test('of many who come together one is the first', async () => {
    const until = Date.now() + 60_000
    const all = await Promise.all(Array.from({ length: 50 }, () => store.useOnce('together', until)))
    expect(all.filter(Boolean)).toHaveLength(1)
  })
}
