import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** What a trusted proxy says of who called it; undefined: it does not say. */
export interface Forwarded {
  readonly secure: boolean | undefined
  readonly address: string | undefined
  readonly host: string | undefined
}

/**
 * Reads `X-Forwarded-Proto`, `-For` and `-Host` of calls that come from a trusted proxy, and of no others: anybody can write them.
 * `trusted`: addresses and networks (`10.0.0.0/8`). Throws a RangeError for what is neither.
 */
export function forwardedBy(trusted: readonly string[]): ((request: IncomingMessage) => Forwarded | undefined) | undefined {
  if (trusted.length === 0) return undefined
  const proxies = new BlockList()
  for (const text of trusted) {
    const [address = '', bits] = text.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const length = Number(bits)
    if (isIP(address) === 0 || (bits !== undefined && !(Number.isInteger(length) && length >= 0 && length <= 128)))
      throw new RangeError(`${JSON.stringify(text)} is no address or network of a proxy; write 10.0.0.1 or 10.0.0.0/8`)
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, length, family)
  }
  const isProxy = (address: string) => {
    const bare = address.replace(/^::ffff:/i, '')
    return isIP(bare) !== 0 && proxies.check(bare, isIP(bare) === 6 ? 'ipv6' : 'ipv4')
  }
  return ({ headers, socket }) => {
    if (!isProxy(socket.remoteAddress ?? '')) return undefined
    const proto = lastOf(headers['x-forwarded-proto'])?.toLowerCase()
    // From the nearest hop outwards: the first that is no proxy of ours is the caller.
    const hops = listOf(headers['x-forwarded-for'])
      .filter((hop) => isIP(hop) !== 0)
      .reverse()
    return {
      secure: proto === undefined ? undefined : proto === 'https',
      address: hops.find((hop) => !isProxy(hop)) ?? hops.at(-1),
      host: lastOf(headers['x-forwarded-host']),
    }
  }
}

const listOf = (header: string | readonly string[] | undefined): string[] =>
  (header === undefined ? '' : String(header))
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean)
const lastOf = (header: string | readonly string[] | undefined) => listOf(header).at(-1)
