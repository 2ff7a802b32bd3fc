import { HttpError } from '../../../../dtos/contract/http-error'
import type { StoredApiKey, StoredClient, StoredUser, UserStore } from '../../../user-store'
import type { Connection } from './connection'

/** How the version of credentials is asked for: on each call, so mostly from memory. */
const pollMs = 250
const touchFlushMs = 5_000

/** What the user store asks of the writer. */
export interface UserWrites {
  putUser(user: StoredUser): Promise<void>
  putApiKey(key: StoredApiKey): Promise<void>
  putClient(client: StoredClient): Promise<void>
  touchApiKeys(touched: readonly (readonly [id: string, at: number])[]): Promise<void>
}

export class SqliteUsers implements UserStore {
  private known = 0
  private asked = Number.NEGATIVE_INFINITY
  private touched = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly read: <T>(query: (connection: Connection) => T) => T,
    private readonly writes: UserWrites,
  ) {}

  userByName(userName: string): StoredUser | undefined {
    return this.record('select record from user_account where user_name = ?', userName)
  }

  userById(id: string): StoredUser | undefined {
    return this.record('select record from user_account where id = ?', id)
  }

  userByEmail(email: string): StoredUser | undefined {
    return this.record(`select record from user_account where lower(json_extract(record, '$.email')) = ?`, email.toLowerCase())
  }

  users(): readonly StoredUser[] {
    return this.read((connection) =>
      connection.all('select record from user_account order by user_name').map((row) => JSON.parse(row.record)),
    )
  }

  apiKeyByHash(hash: string): StoredApiKey | undefined {
    return this.read((connection) => {
      const row = connection.get('select record, last_used_at from api_key where hash = ?', hash)
      return row && apiKeyFrom(row)
    })
  }

  apiKeys(): readonly StoredApiKey[] {
    return this.read((connection) => connection.all('select record, last_used_at from api_key order by id').map(apiKeyFrom))
  }

  clientById(id: string): StoredClient | undefined {
    return this.record('select record from oauth_client where id = ?', id)
  }

  clients(): readonly StoredClient[] {
    return this.read((connection) =>
      connection.all('select record from oauth_client order by id').map((row) => JSON.parse(row.record)),
    )
  }

  async putUser(user: StoredUser): Promise<void> {
    await this.writes.putUser(user)
    this.askAgain()
  }

  async putApiKey(key: StoredApiKey): Promise<void> {
    await this.writes.putApiKey(key)
    this.askAgain()
  }

  async putClient(client: StoredClient): Promise<void> {
    await this.writes.putClient(client)
    this.askAgain()
  }

  touchApiKey(id: string, at: number): void {
    this.touched.set(id, Math.max(at, this.touched.get(id) ?? 0))
    this.timer ??= setTimeout(() => void this.flush(), touchFlushMs).unref()
  }

  /** Writes down when keys were last used; what cannot be written is tried again with the next ones. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.touched.size === 0) return
    const touched = this.touched
    this.touched = new Map()
    await this.writes.touchApiKeys([...touched]).catch(() => {
      for (const [id, at] of touched) this.touched.set(id, Math.max(at, this.touched.get(id) ?? 0))
    })
  }

  version(): number {
    const now = performance.now()
    if (now - this.asked < pollMs) return this.known
    this.known = this.read((connection) => connection.get(`select value from version where name = 'credentials'`)!.value)
    this.asked = now
    return this.known
  }

  private askAgain(): void {
    this.asked = Number.NEGATIVE_INFINITY
  }

  private record<T>(sql: string, value: string): T | undefined {
    return this.read((connection) => {
      const row = connection.get(sql, value)
      return row && (JSON.parse(row.record) as T)
    })
  }
}

const apiKeyFrom = (row: { readonly record?: string; readonly last_used_at?: number | null }): StoredApiKey => ({
  ...(JSON.parse(row.record!) as StoredApiKey),
  ...(row.last_used_at ? { lastUsedAt: row.last_used_at } : {}),
})

/** Run by the writer, each inside its transaction. */
export const userWrites = {
  putUser(connection: Connection, user: StoredUser): void {
    if (connection.get('select 1 from user_account where user_name = ? and id <> ?', user.userName, user.id))
      throw new HttpError(409, 'UserNameTaken', `There is another user called ${JSON.stringify(user.userName)}.`, {
        fieldName: 'userName',
      })
    connection.run(
      'insert into user_account(id, user_name, record) values(?, ?, ?) on conflict(id) do update set user_name = excluded.user_name, record = excluded.record',
      user.id,
      user.userName,
      JSON.stringify(user),
    )
    changed(connection)
  },

  putApiKey(connection: Connection, { lastUsedAt, ...key }: StoredApiKey): void {
    connection.run(
      'insert into api_key(id, hash, record, last_used_at) values(?, ?, ?, ?) on conflict(id) do update set hash = excluded.hash, record = excluded.record',
      key.id,
      key.hash,
      JSON.stringify(key),
      lastUsedAt ?? null,
    )
    changed(connection)
  },

  putClient(connection: Connection, client: StoredClient): void {
    connection.run(
      'insert into oauth_client(id, record) values(?, ?) on conflict(id) do update set record = excluded.record',
      client.id,
      JSON.stringify(client),
    )
    changed(connection)
  },

  /** Not a change of credentials: nobody has to look again. */
  touchApiKeys(connection: Connection, touched: readonly (readonly [id: string, at: number])[]): void {
    for (const [id, at] of touched)
      connection.run('update api_key set last_used_at = max(ifnull(last_used_at, 0), ?) where id = ?', at, id)
  },
}

const changed = (connection: Connection): void => {
  connection.run(`update version set value = value + 1 where name = 'credentials'`)
}
