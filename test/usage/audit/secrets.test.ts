import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import request from 'supertest'
import { createClient, createKey, createUser } from '../../../host/usage/credentials'
import { type AuthEvent, verifyLog } from '../../../services/audit'
import { openUsageHouse, type UsageHouse } from '../usage-house'

/** Threats 3.8, P13: each secret is a marked word; afterwards no file, log, error or stream has it. */
describe('no secret in the audit log, in any other log, in any error', () => {
  let house: UsageHouse
  let streams: jest.SpyInstance[]
  const told: string[] = []
  const answers: string[] = []
  const secrets: Record<string, string> = {}
  const kinds = new Map<string, number>()
  let events: AuthEvent[]

  const send = async (verb: 'get' | 'post', url: string, change: (test: request.Test) => request.Test) => {
    const { status, text, headers } = await change(request(house.server)[verb](url)).ok(() => true)
    return { status, text: text ?? '', headers }
  }
  /** A call whose answer must not have a secret: all but those that hand one out. */
  const call = async (verb: 'get' | 'post', url: string, change: (test: request.Test) => request.Test = (test) => test) => {
    const answer = await send(verb, url, change)
    answers.push(`${verb} ${url.split('?')[0]} ${answer.status} ${answer.text} ${JSON.stringify(answer.headers)}`)
    return answer
  }
  const basic = (name: string, word: string) => `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`

  beforeAll(async () => {
    const write = (text: unknown) => told.push(String(text)) > 0
    streams = [
      jest.spyOn(process.stderr, 'write').mockImplementation(write),
      jest.spyOn(process.stdout, 'write').mockImplementation(write),
      jest.spyOn(console, 'error').mockImplementation((...words) => void told.push(words.map(String).join(' '))),
      jest.spyOn(console, 'log').mockImplementation((...words) => void told.push(words.map(String).join(' '))),
    ]
    house = await openUsageHouse({ log: 'requests.log' })
    const { users } = house.engine
    const good = await createKey(users, { name: 'good', roles: ['SystemAdministrator'] })
    const revoked = await createKey(users, { name: 'revoked' })
    await users.putApiKey({ ...revoked.stored, revokedAt: 1 })
    const browser = await createKey(users, {
      name: 'page',
      browser: { messages: ['GetAIUsage'], origins: [] },
      roles: ['SystemAdministrator'],
    })
    const { key: infodeck } = await createKey(users, { organization: 'o-none', form: 'infodeck' })
    const { password } = await createUser(users, { userName: 'ann', password: 'canary-Of-Ann-7731', roles: ['Manager'] })
    const client = await createClient(users, { scopes: ['express-accounts-usage:read'] })
    Object.assign(secrets, {
      key: good.key,
      'revoked key': revoked.key,
      'browser key': browser.key,
      'infodeck key': infodeck,
      password,
      'wrong password': 'canary-Wrong-5521',
      'password in the field of the name': 'canary-Misplaced-9120',
      'client secret': client.secret,
      'wrong client secret': 'canary-Client-3345',
      'unknown key': `tg_canarycana_${'C'.repeat(43)}0a1b2c`,
    })
    const ask = '/ai/usage?startDate=2026-01-01&endDate=2026-01-31'
    const header = (name: string, value: string) => (test: request.Test) => test.set(name, value)

    await call('get', ask, header('X-Api-Key', good.key))
    await call('get', ask, header('Authorization', `Bearer ${good.key}`))
    for (const bad of [revoked.key, infodeck, secrets['unknown key']!, 'tg_nonsense', '']) {
      await call('get', ask, header('X-Api-Key', bad))
      await call('get', ask, header('Authorization', `Bearer ${bad}`))
      await call('get', `${ask}&apikey=${bad}`)
      await call('post', '/api/GetAIUsage', (test) => test.type('form').send({ apikey: bad, accountId: bad }))
    }
    await call('get', `${ask}&apikey=${browser.key}&callback=cb`)
    await call('get', `/api/ListOrganizations?apikey=${browser.key}`)
    for (const [name, word] of [
      ['ann', password],
      ['ann', secrets['wrong password']!],
      ['nobody', secrets['wrong password']!],
      [secrets['password in the field of the name']!, ''],
      [secrets['password in the field of the name']!, 'x'],
    ] as const) {
      await call('get', '/billing/usage', header('Authorization', basic(name, word)))
      secrets[`basic ${name.slice(0, 3)} ${word.slice(-4)}`] = basic(name, word).slice(6)
      await call('post', '/auth/credentials', (test) => test.send({ userName: name, password: word }))
      await call('post', '/auth', (test) => test.send({ provider: 'credentials', userName: name, password: word }))
      await call('get', `/auth/credentials?UserName=${name}&Password=${word}`)
    }
    for (const [id, secret] of [
      [client.stored.id, secrets['wrong client secret']!],
      ['client-unknown', secrets['wrong client secret']!],
      [client.stored.id, client.secret],
    ] as const) {
      const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
      const inBody = await send('post', '/oauth/token', (test) => test.type('form').send(form))
      const inHeader = await send('post', '/oauth/token', (test) =>
        test.type('form').send({ grant_type: 'client_credentials' }).set('Authorization', basic(id, secret)),
      )
      for (const [at, { status, text }] of [inBody, inHeader].entries())
        if (status === 200) secrets[`token ${at}`] = JSON.parse(text).access_token
        else answers.push(text)
      await call('post', '/oauth/token', (test) => test.type('form').send({ ...form, grant_type: secret }))
    }
    for (const name of ['token 0', 'token 1'] as const) {
      const token = secrets[name]!
      await call('get', '/express/usage/month', header('Authorization', `Bearer ${token}`))
      await call('get', ask, header('Authorization', `Bearer ${token}`))
      await call('get', ask, header('Authorization', `Bearer ${token.slice(0, -8)}AAAAAAAA`))
      await call('get', `${ask}&access_token=${token}`)
    }
    // Things that a parser could quote.
    const broken = `{"userName":"ann","password":"${password}`
    for (const url of ['/auth/credentials', '/api/Authenticate', '/usage/events', '/oauth/token']) {
      await call('post', url, (test) => test.type('json').send(broken))
      await call('post', url, (test) => test.type('xml').send(`<a>${password}</b>`))
      await call('post', url, (test) => test.type('json').send(`[${broken}`))
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    const entries = await house.engine.audit.entries({ limit: 10_000 })
    expect((await verifyLog(house.engine.audit)).fault).toBeUndefined()
    await house.stop()
    events = entries.map(({ record }) => JSON.parse(record) as AuthEvent)
    for (const { kind } of events) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }, 60_000)
  afterAll(async () => {
    for (const stream of streams) stream.mockRestore()
    await house.end()
  })

  /** A secret, and what of it would do as well. */
  const partsOf = (secret: string) => (secret.startsWith('ey') ? [secret, secret.split('.')[2]!] : [secret])
  const holding = (text: string) =>
    Object.entries(secrets).flatMap(([name, secret]) => (partsOf(secret).some((part) => text.includes(part)) ? [name] : []))

  test('in what was written to disk', () => {
    const files = readdirSync(house.folder, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(expect.arrayContaining(['requests.log', 'tollgate.db', 'audit-head']))
    for (const file of files.filter((name) => name !== 'signing-key.json')) {
      const text = readFileSync(path.join(house.folder, file), 'latin1')
      expect([file, holding(text)]).toEqual([file, []])
    }
  })

  test('in answers, and on the streams', () => {
    for (const answer of answers) expect([answer.slice(0, 200), holding(answer)]).toEqual([expect.anything(), []])
    for (const line of told) expect([line.slice(0, 200), holding(line)]).toEqual([expect.anything(), []])
  })

  test('and yet what happened is told: who, from where, which message, why', () => {
    expect(events.length).toBeGreaterThan(5)
    expect([...kinds.keys()]).toContain('refused')
    const refusal = events.find(({ kind }) => kind === 'refused')!
    expect(refusal).toMatchObject({ address: expect.stringMatching(/127\.0\.0\.1/), message: expect.any(String), status: 401 })
    expect(refusal.reason).toBeTruthy()
    expect(refusal.requestId).toBeTruthy()
  })

  test('the search would find one', () => {
    expect(holding(`x ${secrets.key} y`)).toEqual(['key'])
    expect(holding(secrets['token 0']!.split('.')[2]!)).toEqual(['token 0'])
  })
})
