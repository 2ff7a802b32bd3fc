import fc from 'fast-check'
import { basic, credentials, hashPassword } from '../../../host'
import { Attempts } from '../../../host/auth/attempts'
import { isOutdated } from '../../../host/auth/passwords'
import { basicOf, type Desk, json, openDesk } from './desk'

const limit = { free: 3, firstWait: 1_000, longestWait: 60_000 }

describe('wrong passwords (A-2.5)', () => {
  test('beyond the free ones each waits twice as long, and no wait is longer than the longest', () => {
    const attempts = new Attempts(limit)
    let now = 0
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      attempts.failed('ann', '10.0.0.1', now)
      let wait = 0
      while (attempts.waits('ann', '10.0.0.1', now + wait)) wait += 500
      waits.push(wait)
      now += wait
    }
    expect(waits).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000])
  })

  test('somebody elsewhere is not kept out, nor another account, and a right password begins anew', () => {
    const attempts = new Attempts(limit)
    for (let n = 0; n < 5; n++) attempts.failed('ann', '10.0.0.1')
    expect([attempts.waits('ann', '10.0.0.1'), attempts.waits('ann', '10.0.0.2'), attempts.waits('bob', '10.0.0.1')]).toEqual([
      true,
      false,
      false,
    ])
    attempts.succeeded('ann', '10.0.0.1')
    expect(attempts.waits('ann', '10.0.0.1')).toBe(false)
  })

  test('what is remembered is bounded, whatever is tried', () => {
    const attempts = new Attempts({ ...limit, free: 1 })
    for (let n = 0; n < 21_000; n++) attempts.failed(`user-${n}`, '10.0.0.1')
    expect([attempts.waits('user-0', '10.0.0.1'), attempts.waits('user-20999', '10.0.0.1')]).toEqual([false, true])
  })

  test('a failure of long ago counts no more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (times) => {
        const attempts = new Attempts(limit)
        for (let n = 0; n < times; n++) attempts.failed('ann', 'x', n)
        const later = 40 + 2 * limit.longestWait + 1
        attempts.failed('ann', 'x', later)
        expect(attempts.waits('ann', 'x', later)).toBe(false)
      }),
    )
  })

  test('of many at once no more are looked at than one after the other', async () => {
    const attempts = new Attempts(limit)
    let looked = 0
    const guess = (right: boolean) =>
      attempts.judge('ann', '10.0.0.1', async (look) => {
        if (look) looked++
        await new Promise((resolve) => setImmediate(resolve))
        return look && right
      })
    const answers = await Promise.all([...Array.from({ length: 40 }, () => guess(false)), guess(true)])
    expect([looked, answers.includes(true)]).toEqual([limit.free, false])
    // Other pairs do not wait for these, and right ones are all right, however many come.
    const right = await Promise.all(Array.from({ length: 40 }, () => attempts.judge('bob', '10.0.0.1', async () => true)))
    expect(right).not.toContain(false)
  })

  test('while one waits nothing is a guess, so that somebody impatient does not wait longer', async () => {
    const attempts = new Attempts({ ...limit, firstWait: 500, free: 1 })
    const guess = (right: boolean) => attempts.judge('ann', '10.0.0.1', async (look) => look && right)
    await guess(false)
    for (let n = 0; n < 20; n++) expect(await guess(true)).toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 550))
    expect(await guess(true)).toBe(true)
  })

  test('a check that fails is nobody’s turn for ever', async () => {
    const attempts = new Attempts({ ...limit, free: 1 })
    const broken = attempts.judge('ann', '10.0.0.1', () => Promise.reject(new Error('the store')))
    const next = attempts.judge('ann', '10.0.0.1', async () => true)
    await expect(broken).rejects.toThrow('the store')
    expect(await next).toBe(true)
  })

  describe('at the door', () => {
    let desk: Desk
    beforeAll(async () => {
      desk = await openDesk([credentials(), basic()], { access: { attempts: { ...limit, firstWait: 60_000 } } })
    })
    afterAll(() => desk.close())

    test('guesses that come side by side are limited as those one after the other are (threats P2)', async () => {
      const guess = (password: string) => desk.post('/auth', { userName: 'admin', password }, json).then(({ status }) => status)
      const statuses = await Promise.all([...Array.from({ length: 12 }, (_, n) => guess(`bad ${n}`)), guess('pw-admin')])
      expect(new Set(statuses)).toEqual(new Set([401]))
    })

    test('who waits is told what everybody is told, also with the right password, by message and by Basic', async () => {
      const signIn = (password: string) => desk.post('/auth', { userName: 'manager', password }, json)
      expect((await desk.get('/needauth.json', basicOf('manager', 'pw-manager'))).status).toBe(200)
      for (let n = 0; n < 3; n++) expect((await signIn('bad')).status).toBe(401)
      const right = await signIn('pw-manager')
      expect([right.status, right.body.responseStatus.message]).toEqual([401, 'Invalid Username or Password'])
      expect((await desk.post('/auth', { userName: 'manager@desk.test', password: 'pw-manager' }, json)).status).toBe(401)
      expect((await desk.get('/needauth.json', basicOf('manager', 'pw-manager'))).status).toBe(401)
      expect((await desk.get('/needauth.json', basicOf('plain', 'pw-plain'))).status).toBe(200)
    })
  })
})

test('A-5.5: hashes with weaker parameters are made anew at the next sign-in', async () => {
  const { hash } = await import('@node-rs/argon2')
  const weak = await hash('pw-plain', { memoryCost: 8_192, timeCost: 1, parallelism: 1 })
  expect([isOutdated(weak), isOutdated(await hashPassword('x')), isOutdated('$2b$10$x')]).toEqual([true, false, true])
  const desk = await openDesk([credentials()])
  desk.users.putUser({ ...desk.users.userById('4')!, passwordHash: weak })
  await desk.signIn('plain')
  expect(isOutdated(desk.users.userById('4')!.passwordHash)).toBe(false)
  await desk.signIn('plain')
  await desk.close()
})
