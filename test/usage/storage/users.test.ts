import type { StoredApiKey, StoredClient, StoredUser } from '../../../services'
import { engines, type StorageEngine } from '../../../services/usage/storage'
import { type Book, openBook, places } from './books'

const user: StoredUser = {
  id: 'u-1',
  userName: 'ann',
  passwordHash: '$argon2id$x',
  roles: ['Manager'],
  permissions: [],
  accounts: ['a'],
  createdAt: 1,
}
const key: StoredApiKey = {
  id: 'k-1',
  name: 'import',
  hash: 'ab'.repeat(32),
  hint: 'tg_k-1',
  userName: 'ann',
  roles: [],
  permissions: [],
  scopes: ['usage:write'],
  organization: 'o-acme',
  accounts: [],
  sources: ['/switch'],
  createdAt: 1,
}
const client: StoredClient = {
  id: 'c-1',
  name: 'talkdesk',
  secretHash: '$argon2id$y',
  scopes: ['express-accounts-usage:read'],
  organization: 'o-acme',
  createdAt: 1,
}

describe.each(places)('%s: credentials', (_, engine, inFile) => {
  let book: Book
  beforeAll(async () => {
    book = await openBook(engine, inFile)
  })
  afterAll(() => book.end())

  test('what was put is read back, and put again it is replaced', async () => {
    const { users } = book.engine
    await users.putUser(user)
    await users.putApiKey(key)
    await users.putClient(client)
    expect(await users.userByName('ann')).toEqual(user)
    expect(await users.apiKeyByHash(key.hash)).toEqual(key)
    expect(await users.clientById('c-1')).toEqual(client)
    await users.putApiKey({ ...key, revokedAt: 5 })
    expect(await users.apiKeys()).toEqual([{ ...key, revokedAt: 5 }])
    await users.putUser({ ...user, userName: 'anna' })
    expect(await users.userByName('ann')).toBeUndefined()
    expect(await users.users()).toEqual([{ ...user, userName: 'anna' }])
    expect(await users.clients()).toEqual([client])
  })

  test('a client may have keys instead of a secret', async () => {
    const { users } = book.engine
    const { secretHash: _, ...rest } = client
    const keys = [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'k' }]
    await users.putClient({ ...rest, id: 'c-key', keys })
    expect(await users.clientById('c-key')).toEqual({ ...rest, id: 'c-key', keys })
  })

  test('a user is found by id, and by e-mail without case', async () => {
    const { users } = book.engine
    const mailed = { ...user, id: 'u-mail', userName: 'mailed', email: 'Ann@Desk.test' }
    await users.putUser(mailed)
    expect(await users.userById('u-mail')).toEqual(mailed)
    expect(await users.userByEmail('ann@desk.TEST')).toEqual(mailed)
    expect(await users.userById('u-none')).toBeUndefined()
    expect(await users.userByEmail('nobody@desk.test')).toBeUndefined()
  })

  test('a name has one user', async () => {
    await expect(book.engine.users.putUser({ ...user, id: 'u-2', userName: 'anna' })).rejects.toMatchObject({
      status: 409,
      errorCode: 'UserNameTaken',
    })
  })

  test('unknown ones are nobody, whatever they are called', async () => {
    for (const name of ['', "' or 1=1 --", 'nobody']) {
      expect(await book.engine.users.userByName(name)).toBeUndefined()
      expect(await book.engine.users.apiKeyByHash(name)).toBeUndefined()
      expect(await book.engine.users.clientById(name)).toBeUndefined()
    }
  })

  test('the version grows with every change of a credential and with nothing else', async () => {
    const { users, settings } = book.engine
    const before = users.version()
    await settings.put('x', '1')
    users.touchApiKey('k-1', 7)
    expect(users.version()).toBe(before)
    await users.putClient({ ...client, revokedAt: 9 })
    expect(users.version()).toBeGreaterThan(before)
  })

  test('of two processes that start together both get the same setting', async () => {
    const { settings } = book.engine
    expect(await settings.get('seed')).toBeUndefined()
    expect(await Promise.all(['a', 'b', 'c'].map((value) => settings.putIfAbsent('seed', value)))).toEqual(['a', 'a', 'a'])
    await settings.put('seed', 'z')
    expect(await settings.get('seed')).toBe('z')
  })
})

describe.each(Object.keys(engines))('%s: two processes on one book', (name) => {
  let book: Book
  let second: StorageEngine
  beforeAll(async () => {
    book = await openBook(name, true)
    second = await engines[name]!({ location: book.location })
  })
  afterAll(async () => {
    await second.close()
    await book.end()
  })

  test('a key that one revokes is revoked for the other within a second', async () => {
    await book.engine.users.putApiKey(key)
    const before = second.users.version()
    await book.engine.users.putApiKey({ ...key, revokedAt: 5 })
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(second.users.version()).toBeGreaterThan(before)
    expect((await second.users.apiKeyByHash(key.hash))?.revokedAt).toBe(5)
  })

  test('when a key was last used is written down at the latest with the end', async () => {
    const third = await engines[name]!({ location: book.location })
    third.users.touchApiKey('k-1', 77)
    await third.close()
    expect((await book.engine.users.apiKeyByHash(key.hash))?.lastUsedAt).toBe(77)
  })
})
