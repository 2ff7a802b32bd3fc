import { Agent, request } from 'node:http'
import { isWrite, type Probe } from './probes'
import type { World } from './world'

export interface Answer {
  readonly status: number
  readonly text: string
}

/** Says different things about each answer, and nothing about tenants. */
const passing = new Set(['date', 'x-request-id', 'set-cookie'])

export class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 })

  constructor(private readonly address: string) {}

  /** Status, and headers with body as one text. `abandon`: the caller goes away before the answer. */
  send({ verb, url, headers, body }: Pick<Probe, 'verb' | 'url' | 'headers' | 'body'>, abandon = false): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        this.address + url,
        {
          method: verb,
          agent: this.#agent,
          headers: { ...headers, ...(body ? { 'Content-Length': Buffer.byteLength(body) } : {}) },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('error', (error) => (abandon ? resolve({ status: 0, text: '' }) : reject(error)))
          incoming.on('end', () => {
            const told = Object.entries(incoming.headers).filter(([name]) => !passing.has(name))
            resolve({ status: incoming.statusCode!, text: `${JSON.stringify(told)}\n${Buffer.concat(chunks).toString()}` })
          })
        },
      )
      outgoing.on('error', (error) => (abandon ? resolve({ status: 0, text: '' }) : reject(error)))
      outgoing.on('close', () => resolve({ status: 0, text: '' }))
      outgoing.end(body)
      if (abandon) setImmediate(() => outgoing.destroy())
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

export interface Leak {
  readonly probe: string
  readonly status: number
  readonly mark: string
}

export interface Outcome {
  readonly probes: number
  readonly leaks: readonly Leak[]
  readonly faults: readonly string[]
  readonly byStatus: ReadonlyMap<number, number>
  /** Messages that were called, and those that answered 200 with something of the caller's own. */
  readonly called: ReadonlySet<string>
  readonly answered: ReadonlySet<string>
  readonly kindsAnswered: ReadonlySet<string>
}

const lanes = 8

/** Sends probes, eight at a time; what a caller said himself may come back to him, everything else of others is a leak. */
export async function runProbes(
  probes: Iterable<Probe>,
  address: string,
  { tenants }: World,
  enough = Number.POSITIVE_INFINITY,
): Promise<Outcome> {
  const sender = new Sender(address)
  const leaks: Leak[] = []
  const faults: string[] = []
  const byStatus = new Map<number, number>()
  const [called, answered, kindsAnswered] = [new Set<string>(), new Set<string>(), new Set<string>()]
  // What a tenant writes into his own account comes back to him later: a name, say, that is another's id.
  const writtenBy = new Map(tenants.map((tenant) => [tenant, new Set<string>()]))
  const marks = tenants.flatMap((tenant) => tenant.marks.map((mark) => ({ tenant, mark })))
  let count = 0
  const source = probes[Symbol.iterator]()
  const lane = async () => {
    for (let next = source.next(); !next.done && leaks.length < enough; next = source.next()) {
      const probe = next.value
      count++
      const said = decodeURIComponent(probe.url.replaceAll('+', ' ')) + (probe.body ?? '') + decodeURIComponent(probe.body ?? '')
      const written = writtenBy.get(probe.credential.tenant!)
      if (isWrite(probe.operation)) for (const { mark } of marks) if (said.includes(mark)) written?.add(mark)
      const { status, text } = await sender.send(probe, count % 97 === 0)
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1)
      const name = probe.operation.message.name
      called.add(name)
      const shown = `${probe.credential.kind} of ${probe.credential.tenant?.word}, ${probe.style}: ${probe.verb} ${probe.url} ${probe.body ?? ''}`
      if (status >= 500) faults.push(`${status} ${shown}`)
      for (const { tenant, mark } of marks)
        if (text.includes(mark)) {
          if (tenant !== probe.credential.tenant) {
            if (!said.includes(mark) && !written?.has(mark)) leaks.push({ probe: shown, status, mark })
          } else if (status === 200 && !said.includes(mark)) {
            answered.add(name)
            kindsAnswered.add(probe.credential.kind)
          }
        }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  sender.close()
  return { probes: count, leaks, faults, byStatus, called, answered, kindsAnswered }
}
