import { setTimeout as sleep } from 'node:timers/promises'
import type { LedgerEvent } from '../ledger/usage-event'
import { toCloudEvent } from './cloud-events'
import type { IngestOutcome, IngestTarget } from './importer'

export interface HttpTargetOptions {
  /** The gateway's address, such as `http://localhost:8080`. */
  readonly url: string
  readonly key: string
  /** How often a batch is sent before the import gives up; default 8, about a minute. */
  readonly attempts?: number
  /** The first wait, doubled each time; default 250 ms. */
  readonly waitMs?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** Worth another try: the server is busy, restarting, or behind a proxy that says so. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504])

/** A running server as the target of an import. A batch whose answer was lost is sent again: what had been accepted comes back as a duplicate. */
export function httpTarget({
  url,
  key,
  attempts = 8,
  waitMs = 250,
  timeoutMs = 60_000,
  signal,
}: HttpTargetOptions): IngestTarget {
  const address = new URL('usage/events', url.endsWith('/') ? url : `${url}/`)
  if (address.protocol !== 'http:' && address.protocol !== 'https:')
    throw new Error(`${url} is not an http or https address of a gateway.`)

  // An import is of whatever age its file is (usage-domain 3.5).
  const target = `${address}?backfill=true`

  const post = async (body: string): Promise<IngestOutcome | { again: string; afterMs?: number }> => {
    const time = AbortSignal.timeout(timeoutMs)
    let response: Response
    let text: string
    try {
      response = await fetch(target, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', accept: 'application/json', 'x-api-key': key },
        body,
        redirect: 'manual', // the key must not follow a redirect to somebody else
        signal: signal ? AbortSignal.any([time, signal]) : time,
      })
      text = await response.text()
    } catch (error) {
      if (signal?.aborted) throw error
      return { again: reasonOf(error) }
    }
    if (passing.has(response.status)) {
      const after = Number(response.headers.get('retry-after'))
      return { again: `${response.status} ${excerpt(text)}`, afterMs: after > 0 ? Math.min(after, 60) * 1000 : undefined }
    }
    const outcome = response.ok ? outcomeOf(text) : undefined
    if (!outcome) throw new Error(`${address} answered ${response.status}: ${excerpt(text)}`)
    return outcome
  }

  return {
    async ingest(events: readonly LedgerEvent[]): Promise<IngestOutcome> {
      const body = events.map((event) => `${toCloudEvent(event)}\n`).join('')
      for (let attempt = 1; ; attempt++) {
        const answer = await post(body)
        if (!('again' in answer)) return answer
        if (attempt >= attempts)
          throw new Error(
            `${address} did not take a batch of ${events.length} events in ${attempts} attempts (${answer.again}). Repeat the import: what was taken counts once.`,
          )
        // Half of the wait is chance, so that several imports do not come back together.
        const wait = waitMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)
        await sleep(Math.max(answer.afterMs ?? 0, wait), undefined, { signal })
      }
    },
  }
}

function outcomeOf(text: string): IngestOutcome | undefined {
  try {
    const { accepted, duplicates, rejected } = JSON.parse(text)
    return typeof accepted === 'number' && typeof duplicates === 'number' && Array.isArray(rejected)
      ? { accepted, duplicates, rejected }
      : undefined
  } catch {
    return undefined
  }
}

const reasonOf = (error: unknown) => {
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message}: ${cause.message || (cause as NodeJS.ErrnoException).code}` : message
}
const excerpt = (text: string) => text.replace(/\s+/g, ' ').slice(0, 300)
