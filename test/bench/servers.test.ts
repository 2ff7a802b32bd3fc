import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ask } from '../../bench/load'
import { report, verdicts } from '../../bench/report'
import { servers } from '../../bench/servers'
import { works as all } from '../../bench/works'

const works = all.filter((work) => !work.book)
const names = Object.keys(servers)

describe('the servers of the bench', () => {
  const ports = new Map<string, number>()
  const running: Server[] = []
  beforeAll(async () => {
    for (const name of names) {
      const server = await servers[name]!()()
      running.push(server)
      ports.set(name, (server.address() as AddressInfo).port)
    }
  }, 30_000)
  afterAll(() => {
    for (const server of running) server.close()
  })

  it.each(works.map((work) => [work.name, work] as const))('answer %s alike', async (_, work) => {
    const replies = await Promise.all(names.map((name) => ask(ports.get(name)!, work.request)))
    for (const reply of replies) {
      expect(reply.status).toBe(work.status)
      expect(reply.body).toBe(replies[0]!.body)
    }
  })

  it.each(names)('%s wants the key', async (name) => {
    const withoutKey = Buffer.from(works[0]!.request.toString().replace(/X-Api-Key: .*\r\n/, ''))
    expect((await ask(ports.get(name)!, withoutKey)).status).toBe(401)
  })
})

describe('the report', () => {
  const [work] = works
  const costs = new Map([
    [
      work!.name,
      new Map([
        ['raw', [10, 30, 20]],
        ['tollgate-bare', [21, 23]],
        ['tollgate-full', [40, 40]],
      ]),
    ],
  ])

  it('compares medians with those of the first server', () => {
    expect(verdicts(costs, [work!]).map(({ server, ratio }) => [server, ratio])).toEqual([
      ['tollgate-bare', 1.1],
      ['tollgate-full', 2],
    ])
  })

  it('says which are over their bar', () => {
    const text = report(costs, [work!], ['raw', 'tollgate-bare', 'tollgate-full'])
    expect(text).toContain('1.10 within 1.10')
    expect(text).toContain('2.00 OVER 1.30')
  })
})
