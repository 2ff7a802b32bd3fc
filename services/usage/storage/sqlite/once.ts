import type { Connection } from './connection'

/** Run by the writer: of two who come with the same id, in whatever process, one is the first. Those that ended by themselves are cleared away. */
export function useOnce(connection: Connection, id: string, until: number): boolean {
  connection.run('delete from used_once where until <= ?', Date.now())
  return connection.run('insert into used_once(id, until) values(?, ?) on conflict do nothing', id, until) > 0
}
