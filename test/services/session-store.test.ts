import { MemorySessionStore } from '../../services'
import { session, sessionStoreContract } from './session-store-contract'

describe('sign-ins in memory', () => {
  sessionStoreContract(async () => ({ store: new MemorySessionStore() }))

  test('ten thousand sessions take less than 20 MB', () => {
    const store = new MemorySessionStore()
    const before = process.memoryUsage().heapUsed
    for (let n = 0; n < 10_000; n++)
      store.putSession(
        session(`${n}`.padStart(43, 'h'), { userId: `user-${n}`, family: `${n}`.padStart(22, 'f'), device: `Agent ${n}` }),
      )
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6)
    expect(store.sessionsOf('user-9999')).toHaveLength(1)
  })
})
