import { Denial } from './auth/denial'
import type { Call } from './call'
import { UncaughtError } from './errors/uncaught'
import type { Hooks } from './hooks'
import { run, type Steps } from './steps'

/**
 * Which hooks see an error. Errors of rules: the service's handlers. Errors of the service: these, then the reply's converters and
 * filters, typed ones excepted. All others: converters, then the uncaught handlers. What a handler hands back is the answer.
 */
export function errorHooks(hooks: Hooks) {
  const converters = hooks.responseConverters ?? []
  const handlers = hooks.serviceExceptions ?? []

  return async function handle(call: Call, thrown: unknown, steps: Steps | undefined): Promise<unknown> {
    const { stage } = call
    // Denials pass the services' handlers as well, and what these hand back is the answer (R-5.54).
    const caught = (stage === 'service' || stage === 'validation') && !(thrown instanceof UncaughtError)
    if (caught || thrown instanceof Denial) {
      let given: unknown
      for (const handler of handlers) {
        given = (await handler(thrown, call.request, call)) ?? undefined
        if (given !== undefined) break
      }
      if (stage === 'service' && steps) {
        call.answer = given
        await run(call.batch ? steps.respondErrorEach : steps.respondError, call)
        // The error is still the service's: its reason phrase and a batch's count say so.
        call.stage = stage
        given = call.answer ?? given
      }
      return given
    }
    for (const convert of converters) await convert(undefined, call)
    for (const handler of hooks.uncaughtExceptions ?? []) await handler(thrown, call)
    return undefined
  }
}
