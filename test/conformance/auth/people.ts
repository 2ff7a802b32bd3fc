import { hashKey, hashPassword, MemoryUserStore, type StoredApiKey, type StoredUser } from '../../../host'

// The users and keys of services.md chapter 1, made anew for each host.

const people = [
  { userName: 'admin', roles: ['Admin'], permissions: [] },
  { userName: 'sysadmin', roles: ['SystemAdministrator'], permissions: [] },
  { userName: 'manager', roles: ['Manager'], permissions: ['CanSee'] },
  { userName: 'plain', roles: [], permissions: [] },
] as const

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const longAgo = Date.UTC(2025, 0, 1)

/** The four users; `withKeys`: each with a key that is good, one that ended and one that was cancelled. */
export async function deskUsers(withKeys: boolean): Promise<MemoryUserStore> {
  const users = new MemoryUserStore()
  for (const [index, { userName, roles, permissions }] of people.entries()) {
    const user: StoredUser = {
      id: String(index + 1),
      userName,
      email: `${userName}@desk.test`,
      firstName: capital(userName),
      lastName: 'Desk',
      displayName: `The ${userName}`,
      passwordHash: await hashPassword(`pw-${userName}`),
      roles,
      permissions,
      accounts: [],
      createdAt: longAgo,
    }
    users.putUser(user)
    if (!withKeys) continue
    users.putApiKey(userKey(`live-key-of-${userName}`, user, {}))
    users.putApiKey(userKey(`old-key-of-${userName}`, user, { expiresAt: longAgo }))
    users.putApiKey(userKey(`dead-key-of-${userName}`, user, { revokedAt: longAgo }))
  }
  return users
}

const key = (text: string, name: string): StoredApiKey => ({
  id: text,
  name,
  hash: hashKey(text),
  hint: text.slice(0, 8),
  userName: name,
  roles: [],
  permissions: [],
  scopes: [],
  accounts: [],
  sources: [],
  createdAt: longAgo,
})

const userKey = (text: string, { id, userName }: StoredUser, more: Partial<StoredApiKey>): StoredApiKey => ({
  ...key(text, userName),
  userId: id,
  environment: 'live',
  keyType: 'secret',
  ...more,
})

/** The operators' keys of `keys`. */
export function tableKeyStore(): MemoryUserStore {
  const users = new MemoryUserStore()
  const rows: readonly (readonly [text: string, name: string, more: Partial<StoredApiKey>])[] = [
    ['ak-plain-key-0000000000000001', 'plain', { userId: '7' }],
    ['ak-read-key-00000000000000001', 'read', { userId: '8', scopes: ['read'] }],
    ['ak-admin-key-0000000000000001', 'admin', { userId: '9', scopes: ['Admin'] }],
    ['ak-old-key-000000000000000001', 'old', { userId: '8', scopes: ['read'], expiresAt: longAgo }],
    ['ak-dead-key-00000000000000001', 'dead', { userId: '8', scopes: ['read'], revokedAt: longAgo }],
    ['ak-only-key-00000000000000001', 'only', { userId: '8', scopes: ['read'], messages: ['KeyAny'] }],
  ]
  for (const [text, name, more] of rows) users.putApiKey({ ...key(text, name), ...more })
  return users
}
