import type { ServerResponse } from 'node:http'
import type { Headers } from './headers'

/** What others may have set as well, and both are meant. */
const shared: ReadonlySet<string> = new Set(['vary', 'set-cookie'])

/**
 * Status and headers, with every value of a header that stands twice. Where somebody before us set headers (express, its middleware), node would keep
 * the last value only, so ours are set one by one then.
 */
export function writeHead(outgoing: ServerResponse, status: number, reason: string | undefined, headers: Headers): void {
  const flat = outgoing.getHeaderNames().length === 0 ? (headers as string[]) : set(outgoing, headers)
  if (reason === undefined) outgoing.writeHead(status, flat)
  else outgoing.writeHead(status, reason, flat)
}

function set(outgoing: ServerResponse, headers: Headers): undefined {
  const seen = new Set(shared)
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!
    const lower = name.toLowerCase()
    if (seen.has(lower)) outgoing.appendHeader(name, headers[index + 1]!)
    else outgoing.setHeader(name, headers[index + 1]!)
    seen.add(lower)
  }
}
