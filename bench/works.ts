import { existsSync } from 'node:fs'
import path from 'node:path'
import { apiKey } from './data'
import { bearerToken, sessionId } from './identities'

/** One kind of call that every server answers alike. The names are those of the published table. */
export interface Work {
  readonly name: string
  readonly title: string
  /** The whole request as it goes over the wire. */
  readonly request: Buffer
  readonly status: number
  readonly connections: number
  /** Requests of one slice: every server does the same work, however busy the machine is. */
  readonly slice: number
  /** The servers need the book of bench/usage. */
  readonly book?: boolean
  /** Most that ours may cost, as a ratio to raw: bare, and with everything on. */
  readonly bars?: readonly [bare: number, full: number]
}

const headersWith = (credential: string) =>
  `Host: 127.0.0.1\r\n${credential}\r\nAccept: application/json\r\nUser-Agent: bench/1\r\n`
const headers = headersWith(`X-Api-Key: ${apiKey}`)
const get = (path: string, sent = headers) => Buffer.from(`GET ${path} HTTP/1.1\r\n${sent}\r\n`)
const post = (path: string, body: string) =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\n${headers}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )

const filter = { accountId: 'acct-4711', customerId: 'c-1', startDate: '2026-01-01', endDate: '2026-06-30' }
const query = new URLSearchParams(filter)

const framework: readonly Work[] = [
  {
    name: 'W2',
    title: 'GET, key, role, four members, constant answer',
    request: get(`/usage?${query}`),
    status: 200,
    connections: 32,
    slice: 8000,
    bars: [1.1, 1.3],
  },
  {
    name: 'W2s',
    title: 'W2 with a session cookie',
    request: get(`/usage?${query}`, headersWith(`Cookie: ss-id=${sessionId}; ss-pid=p0123456789012345678901; ss-opt=temp`)),
    status: 200,
    connections: 32,
    slice: 8000,
    bars: [1.15, 1.35],
  },
  {
    name: 'W2b',
    title: 'W2 with an ES256 bearer token',
    request: get(`/usage?${query}`, headersWith(`Authorization: Bearer ${bearerToken}`)),
    status: 200,
    connections: 32,
    slice: 8000,
    bars: [1.2, 1.4],
  },
  {
    name: 'W3c',
    title: 'the same as POST with a JSON body',
    request: post('/usage', JSON.stringify(filter)),
    status: 200,
    connections: 32,
    slice: 8000,
    bars: [1.1, 1.4],
  },
  {
    name: 'W4',
    title: '1,000 records of 12 members',
    request: get('/records'),
    status: 200,
    connections: 8,
    slice: 200,
    bars: [1.1, 1.1],
  },
  {
    name: 'W5',
    title: 'the 400 for a bad date',
    status: 400,
    connections: 32,
    slice: 8000,
    bars: [1.15, 1.4],
    request: get(`/usage?${new URLSearchParams({ ...filter, startDate: 'tomorrow' })}`),
  },
]

/** The account and the range of bench/usage/book.ts. */
const aiUsage = new URLSearchParams({ accountId: '5ea700000000000000000001', startDate: '2026-01-01', endDate: '2026-06-30' })
const application: readonly Work[] = [
  {
    name: 'W1',
    title: 'GetAIUsage from SQLite over six months; the others by daily rows',
    request: get(`/ai/usage?${aiUsage}`),
    status: 200,
    connections: 32,
    slice: 500,
    book: true,
  },
]

export const works: readonly Work[] = [...(existsSync(path.join(__dirname, 'usage')) ? application : []), ...framework]
