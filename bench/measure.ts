import { ask, load, type Reply } from './load'
import { ServerProcess } from './server-process'
import type { Work } from './works'

export interface Plan {
  readonly servers: readonly string[]
  readonly works: readonly Work[]
  readonly starts: number
  /** Slices of each server and work in each start. */
  readonly slices: number
  /** Of the work's own slice. */
  readonly scale: number
  /** A folder for CPU profiles; undefined: none. */
  readonly profile?: string
  readonly say: (text: string) => void
}

/** Microseconds of CPU per request, one figure a slice. */
export type Costs = Map<string, Map<string, number[]>>

/** More would make each wait too long between its slices. */
export const mostServers = 6

/** All servers at once, their slices interleaved, so that what else the machine does hits all of them alike. */
export async function measure(plan: Plan): Promise<Costs> {
  const costs: Costs = new Map(plan.works.map((work) => [work.name, new Map(plan.servers.map((name) => [name, []]))]))
  for (let start = 1; start <= plan.starts; start++) {
    plan.say(`start ${start} of ${plan.starts}`)
    const servers: ServerProcess[] = []
    try {
      for (const name of plan.servers) servers.push(await ServerProcess.start(name, plan.profile))
      for (const work of plan.works) {
        await compare(servers, work)
        // Compiled code is what is measured: two slices warm each server up.
        for (const server of servers) await slice(server, work, 2 * work.slice)
        for (let at = 0; at < plan.slices; at++)
          for (const server of turned(servers, at))
            costs
              .get(work.name)!
              .get(server.name)!
              .push(await slice(server, work, Math.ceil(work.slice * plan.scale)))
        plan.say(`  ${work.name} ${work.title}`)
      }
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
    }
  }
  return costs
}

/** Nobody is always the one after the same neighbour. */
const turned = <T>(list: readonly T[], by: number): T[] => list.map((_, at) => list[(at + by) % list.length]!)

async function slice(server: ServerProcess, work: Work, requests: number): Promise<number> {
  let before = 0
  let cost = 0
  await load(server.port, work.request, {
    connections: work.connections,
    requests,
    before: async () => {
      before = await server.cpu()
    },
    after: async () => {
      cost = (await server.cpu()) - before
    },
  })
  return cost / requests
}

/** Figures of servers that answer differently are no comparison. */
async function compare(servers: readonly ServerProcess[], work: Work): Promise<void> {
  const replies: [string, Reply][] = []
  for (const server of servers) replies.push([server.name, await ask(server.port, work.request)])
  const [first, expected] = replies[0]!
  for (const [name, reply] of replies) {
    if (reply.status !== work.status)
      throw new Error(`${work.name}: ${name} answers ${reply.status}, not ${work.status}: ${reply.body.slice(0, 300)}`)
    if (reply.body !== expected.body)
      throw new Error(`${work.name}: ${name} answers\n${reply.body.slice(0, 500)}\nand ${first}\n${expected.body.slice(0, 500)}`)
  }
}
