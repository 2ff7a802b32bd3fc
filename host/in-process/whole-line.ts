import { Call } from '../call'
import type { Plan } from '../plan'
import { run, type Steps } from '../steps'

/** A message through all of the line but its two ends, reading and writing: in the name of a call, with what that may. */
export type Line = (outer: Call, plan: Plan, request: object, verb: string) => Promise<unknown>

export const wholeLine =
  (stepsOf: ReadonlyMap<Plan, Steps>): Line =>
  async (outer, plan, request, verb) => {
    const call = new Call(outer.incoming, outer.outgoing, verb, outer.path, outer.query, 0)
    Object.assign(call, { plan, request, match: outer.match, format: outer.format })
    const { session, apiKey, refusal, identified, forwarded } = outer
    Object.assign(call, { session, apiKey, refusal, identified, forwarded })
    call.requestId = outer.requestId
    call.gatewayOf = outer.gatewayOf
    // As an item of a batch is: failed rules are thrown, and no answer is kept for the address that the caller asked for.
    call.batch = true
    const { open, convert, admit, perform, answer, filter } = stepsOf.get(plan)!
    for (const steps of [open, convert, admit, perform, answer, filter]) {
      await run(steps, call)
      if (call.outgoing.writableEnded) return null
    }
    for (let at = 0; call.extra && at < call.extra.length; at += 2) outer.addHeader(call.extra[at]!, call.extra[at + 1]!)
    return call.answer
  }
