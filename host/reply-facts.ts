import type { Format, ReplyFacts, StageTime } from '../dtos/contract'
import type { Call, Stage } from './call'
import type { GatewayFacts } from './gateway-facts'
import { sentMembers } from './sent-members'
import type { WriterOf } from './write'

/** What compiles the writers of a gateway. */
export const writersOf =
  (gateway: GatewayFacts): WriterOf =>
  (format, type, options) => {
    const page = format.page?.(type, options)
    return page ? (body, call) => page(body, factsOf(call as Call, gateway)) : format.writer(type, options)
  }

/** The headers that a page has on errors too. */
export const pageHeaders = (format: Format): readonly string[] =>
  format.page ? Object.entries(format.headers?.('') ?? {}).flat() : []

function factsOf(call: Call, gateway: GatewayFacts): ReplyFacts {
  const { plan, match, verb, url, status } = call
  const mount = (call.incoming as { baseUrl?: string }).baseUrl ?? ''
  return {
    ...gateway,
    mount,
    verb,
    url: mount + url,
    status,
    ...(plan ? { message: plan.message } : {}),
    predefined: match?.predefined ?? false,
    hasPathParams: match?.params !== undefined,
    time: new Date(),
    stages: stagesOf(call),
    sent: () => sentMembers(call),
  }
}

const stageNames: Readonly<Record<Stage, string>> = {
  binding: 'bind',
  access: 'rights',
  validation: 'validate',
  service: 'service',
  reply: 'reply',
}

/** Stages that come twice are told once. */
function stagesOf({ times = [] }: Call): StageTime[] {
  const spent = new Map<string, number>()
  const end = performance.now()
  times.forEach(({ stage, at }, index) => {
    const name = stageNames[stage]
    spent.set(name, (spent.get(name) ?? 0) + (times[index + 1]?.at ?? end) - at)
  })
  return Array.from(spent, ([name, ms]) => ({ name, ms }))
}
