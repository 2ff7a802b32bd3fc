import { MemoryOnceStore } from '../../services'
import { onceStoreContract } from './once-store-contract'

describe('what counts once, in memory', () => {
  onceStoreContract(async () => ({ store: new MemoryOnceStore() }))

  test('a flood takes bounded memory and makes nobody forget', () => {
    const store = new MemoryOnceStore()
    const until = Date.now() + 60_000
    store.useOnce('mine', until)
    let taken = 0
    for (let n = 0; n < 120_000; n++) if (store.useOnce(`${n}`, until)) taken++
    expect(taken).toBeLessThanOrEqual(100_000)
    expect(store.useOnce('mine', until)).toBe(false)
  })
})
