import { AuditLog, type AuditStore, type AuthEvent, authEventKinds, MemoryAuditStore, verifyLog } from '../../services/audit'
import { FloodGate } from '../../services/audit/flood-gate'
import { recordText } from '../../services/audit/record-text'

type Written = AuthEvent & { readonly at: number }
const written = async (store: AuditStore): Promise<Written[]> =>
  (await store.entries({ limit: 100_000 })).map(({ record }) => JSON.parse(record) as Written)

const refused = (init: Partial<AuthEvent> = {}): AuthEvent => ({
  kind: 'refused',
  address: '192.0.2.1',
  status: 401,
  reason: 'Unauthorized',
  ...init,
})

describe('the audit log of a process', () => {
  let store: MemoryAuditStore
  let now: number
  let errors: unknown[]
  let log: AuditLog
  const openLog = (over: AuditStore) => new AuditLog({ store: over, clock: () => now, onError: (error) => errors.push(error) })
  beforeEach(() => {
    store = new MemoryAuditStore()
    now = Date.UTC(2026, 2, 1, 12)
    errors = []
    log = openLog(store)
  })
  afterEach(() => log.close())

  test('keeps the order of what it is told, with its time', async () => {
    for (const kind of authEventKinds) log.record({ kind, subject: 'x' })
    log.record({ kind: 'signIn', at: 5 })
    await log.settled()
    expect((await written(store)).map(({ kind }) => kind)).toEqual([...authEventKinds, 'signIn'])
    expect((await written(store)).map(({ at }) => at)).toEqual([...authEventKinds.map(() => now), 5])
  })

  test('a recorder is not held up: it returns before anything is written', async () => {
    log.record({ kind: 'keyRevoked', subject: 'k' })
    expect(store.head()).toBeUndefined()
    await log.settled()
    expect(store.head()).toMatchObject({ seq: 1 })
    await log.settled()
  })

  test('what waits is written before it closes, and nothing is taken later', async () => {
    log.record(refused())
    await log.close()
    log.record(refused())
    await log.settled()
    expect(await written(store)).toHaveLength(1)
  })

  test('a store that fails is tried again: nothing is lost, order is kept, who waits is told', async () => {
    let failing = true
    const flaky: AuditStore = {
      head: () => store.head(),
      entries: (query) => store.entries(query),
      append: async (records) => {
        if (failing) throw new Error('no room')
        return store.append(records)
      },
    }
    const own = openLog(flaky)
    own.record({ kind: 'keyCreated', subject: 'a' })
    await expect(own.settled()).rejects.toThrow('no room')
    own.record({ kind: 'keyCreated', subject: 'b' })
    failing = false
    await own.settled()
    expect((await written(store)).map(({ subject }) => subject)).toEqual(['a', 'b'])
    expect(errors).toHaveLength(1)
    await own.close()
  })

  test('memory is bounded: what is beyond is counted and told', async () => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const slow: AuditStore = {
      head: () => store.head(),
      entries: (query) => store.entries(query),
      append: async (records) => {
        await gate
        return store.append(records)
      },
    }
    const own = openLog(slow)
    for (let at = 0; at < 12_000; at++) own.record({ kind: 'keyChanged', subject: `k-${at}` })
    open()
    await own.close()
    const all = await written(store)
    expect(all.filter(({ kind }) => kind === 'keyChanged')).toHaveLength(10_000)
    expect(all.filter(({ kind }) => kind === 'lost').map(({ detail }) => detail?.count)).toEqual([2_000])
    expect((await verifyLog(store)).fault).toBeUndefined()
  })

  test('an event that cannot be told does no harm to who records it', async () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    log.record({ kind: 'signIn', detail: { circular: circular as never } })
    log.record({ kind: 'signIn', userName: 'ann' })
    await log.settled()
    expect((await written(store)).at(-1)).toMatchObject({ userName: 'ann' })
  })
})

describe('a flood from outside', () => {
  const minute = 60_000
  const pass = (gate: FloodGate, now: number, event: AuthEvent) => gate.pass({ ...event, at: now }, now)

  test('of refusals that look alike five are told and the rest is counted, a minute at a time', () => {
    const gate = new FloodGate()
    const told = Array.from({ length: 10_000 }, (_, at) =>
      pass(gate, 0, refused({ message: `M${at % 20}`, requestId: `r${at}` })),
    ).flat()
    expect(told).toHaveLength(5)
    expect(gate.isDue(minute - 1)).toBe(false)
    expect(gate.isDue(minute)).toBe(true)
    const [counted, next] = pass(gate, minute, refused())
    expect(counted).toEqual({ ...refused(), at: 0, detail: { times: 9_995, messages: expect.any(Array) } })
    expect(next).toEqual({ ...refused(), at: minute })
  })

  test('a hundred thousand addresses cost a bounded number of entries, and each event is counted', () => {
    const gate = new FloodGate()
    let [entries, events] = [0, 0]
    const count = (each: AuthEvent) => {
      entries++
      events += Number(each.detail?.times ?? 1)
    }
    for (let at = 0; at < 100_000; at++) pass(gate, 0, refused({ address: `2001:db8::${at.toString(16)}` })).forEach(count)
    gate.counts().forEach(count)
    expect(events).toBe(100_000)
    expect(entries).toBeLessThanOrEqual(201)
  })

  test('who floods from one address hides nobody else', () => {
    const gate = new FloodGate()
    for (let at = 0; at < 1_000; at++) pass(gate, 0, refused())
    expect(pass(gate, 0, refused({ address: '192.0.2.2' }))).toHaveLength(1)
    expect(pass(gate, 0, { kind: 'signInFailed', address: '192.0.2.1', userName: 'ann' })).toHaveLength(1)
    expect(pass(gate, 0, { kind: 'signIn', address: '192.0.2.1', userName: 'ann' })).toHaveLength(1)
  })

  test.each(authEventKinds.filter((kind) => /Created|Changed|Revoked|Disabled|Rotated|Reused|Ended/.test(kind)))(
    '%s is a change of rights and told each time',
    (kind) => {
      const gate = new FloodGate()
      expect(Array.from({ length: 1_000 }, () => pass(gate, 0, { kind, subject: 'x' })).flat()).toHaveLength(1_000)
    },
  )
})

describe('what an entry holds', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'
  const secrets = [
    `tg_abcdefghij_${'A'.repeat(43)}0a1b2c`,
    `idt_live_${'x'.repeat(32)}`,
    `ak-${'0af9'.repeat(8)}`,
    `pk-${'0af9'.repeat(8)}`,
    jwt,
    `Bearer ${jwt}`,
    `Basic ${Buffer.from('ann:correct horse').toString('base64')}`,
    '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
    '$scrypt$n=16384$c2FsdA$aGFzaA',
  ]
  test.each(secrets)('never a text of the form of a secret, wherever it stands: %s', (secret) => {
    const text = recordText({
      kind: 'refused',
      at: 1,
      userName: secret,
      reason: `because of ${secret} it was`,
      detail: { header: secret, list: [secret], [secret]: 1 },
    })
    expect(text).not.toContain(secret.replace(/^(Bearer|Basic) /, ''))
    expect(text).toContain('***')
  })

  test('ordinary words stay', () => {
    const event = {
      kind: 'refused',
      at: 1,
      userName: 'basic user',
      reason: 'MissingRole',
      requestId: 'abc-1',
      detail: { path: '/x' },
    }
    expect(JSON.parse(recordText(event as Written))).toEqual(event)
  })

  test('is bounded', () => {
    const long = 'x'.repeat(100_000)
    const detail = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`${at}${long}`, Array(1_000).fill(long)]))
    expect(recordText({ kind: 'signIn', at: 1, userName: long, detail }).length).toBeLessThan(300_000)
    expect(JSON.parse(recordText({ kind: 'signIn', at: 1, userName: long })).userName).toHaveLength(256)
  })

  test('what was not said is not there', () => {
    expect(recordText({ kind: 'signOut', at: 1, userName: undefined as never, address: '' })).toBe('{"at":1,"kind":"signOut"}')
  })
})
