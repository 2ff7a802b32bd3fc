import { HttpError, type Restriction } from '../dtos/contract'
import type { Call } from './call'

/** One scenario of `@Restrict` must hold; checked after the rules, so that 400 and 401 win. */
export function checkRestrictions(call: Call): void {
  const { restrictions } = call.message
  if (restrictions.length > 0 && !restrictions.some((scenario) => holds(scenario, call)))
    throw new HttpError(403, 'UnauthorizedAccessException', `${call.message.name} cannot be called in this way.`)
}

function holds(scenario: Restriction, call: Call): boolean {
  const { secure, verbs, callStyle, formats } = scenario
  return (
    reaches(scenario, call.remoteAddress) &&
    (secure === undefined || secure === call.secure) &&
    (verbs === undefined || verbs.includes(call.verb)) &&
    (callStyle === undefined || (callStyle === 'OneWay') === call.match.oneway) &&
    (formats === undefined || formats.includes(call.format.name))
  )
}

/** The scenario's networks hold the address. */
export const reaches = ({ network }: Restriction, address: string): boolean =>
  network === undefined || network.some((name) => networks[name](address))

const bare = (address: string) => address.replace(/^::ffff:/, '')
const isLocal = (address: string) => /^(127\.|::1$)/.test(bare(address))
const isSubnet = (address: string) => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd]|fe80:)/i.test(bare(address))
const networks: Record<NonNullable<Restriction['network']>[number], (address: string) => boolean> = {
  Localhost: isLocal,
  LocalSubnet: isSubnet,
  External: (address) => !isLocal(address) && !isSubnet(address),
  InProcess: () => false,
}
