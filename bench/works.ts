import { apiKey } from './data'

/** One kind of call that every server answers alike. The names are those of the published table. */
export interface Work {
  readonly name: string
  readonly title: string
  /** The whole request as it goes over the wire. */
  readonly request: Buffer
  readonly status: number
  readonly connections: number
  /** Most that ours may cost, as a ratio to raw: bare, and with everything on. */
  readonly bars?: readonly [bare: number, full: number]
}

const headers = `Host: 127.0.0.1\r\nX-Api-Key: ${apiKey}\r\nAccept: application/json\r\nUser-Agent: bench/1\r\n`
const get = (path: string) => Buffer.from(`GET ${path} HTTP/1.1\r\n${headers}\r\n`)
const post = (path: string, body: string) =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\n${headers}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )

const filter = { accountId: 'acct-4711', customerId: 'c-1', startDate: '2026-01-01', endDate: '2026-06-30' }
const query = new URLSearchParams(filter)

export const works: readonly Work[] = [
  {
    name: 'W2',
    title: 'GET, key, role, four members, constant answer',
    request: get(`/usage?${query}`),
    status: 200,
    connections: 32,
    bars: [1.1, 1.3],
  },
  {
    name: 'W3c',
    title: 'the same as POST with a JSON body',
    request: post('/usage', JSON.stringify(filter)),
    status: 200,
    connections: 32,
    bars: [1.1, 1.4],
  },
  { name: 'W4', title: '1,000 records of 12 members', request: get('/records'), status: 200, connections: 8, bars: [1.1, 1.1] },
  {
    name: 'W5',
    title: 'the 400 for a bad date',
    status: 400,
    connections: 32,
    bars: [1.15, 1.4],
    request: get(`/usage?${new URLSearchParams({ ...filter, startDate: 'tomorrow' })}`),
  },
]
