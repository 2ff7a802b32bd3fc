import type { StoredApiKey, StoredClient, StoredUser, UserStore } from './user-store'

/** Users, keys and clients of one process, gone with it: for first tries and for tests. */
export class MemoryUserStore implements UserStore {
  readonly #users = new Map<string, StoredUser>()
  readonly #keys = new Map<string, StoredApiKey>()
  readonly #clients = new Map<string, StoredClient>()
  #version = 0

  userByName(userName: string) {
    return [...this.#users.values()].find((user) => user.userName === userName)
  }
  userById(id: string) {
    return this.#users.get(id)
  }
  userByEmail(email: string) {
    const wanted = email.toLowerCase()
    return [...this.#users.values()].find((user) => user.email?.toLowerCase() === wanted)
  }
  users() {
    return [...this.#users.values()]
  }
  putUser(user: StoredUser) {
    const other = this.userByName(user.userName)
    if (other && other.id !== user.id) throw new Error(`There is a user ${user.userName} already.`)
    this.#users.set(user.id, user)
    this.#version++
  }

  apiKeyByHash(hash: string) {
    return this.#keys.get(hash)
  }
  apiKeys() {
    return [...this.#keys.values()]
  }
  putApiKey(key: StoredApiKey) {
    this.#keys.set(key.hash, key)
    this.#version++
  }
  touchApiKey(id: string, at: number) {
    for (const [hash, key] of this.#keys) if (key.id === id) this.#keys.set(hash, { ...key, lastUsedAt: at })
  }

  clientById(id: string) {
    return this.#clients.get(id)
  }
  clients() {
    return [...this.#clients.values()]
  }
  putClient(client: StoredClient) {
    this.#clients.set(client.id, client)
    this.#version++
  }

  version() {
    return this.#version
  }
}
