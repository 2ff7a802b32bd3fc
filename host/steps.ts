import { ValidationError } from '../dtos/contract/errors'
import { HttpError } from '../dtos/contract/http-error'
import { requestFiltersOf, responseFiltersOf, type ServiceHooks } from '../services'
import { Denial } from './auth/denial'
import type { Identify } from './auth/identify'
import { refusedToBrowserKey } from './authorizer'
import type { Call } from './call'
import type { Hooks } from './hooks'
import { isPromise, type MaybePromise } from './maybe'
import { handlerOf, isGuarded, type Plan } from './plan'
import { checkRestrictions } from './restrictions'
import { StoredResult } from './results/stored'
import { resetOf } from './validation/partial'

/** One stage of. Answers at once or with a promise; throws what is wrong. */
export type Step = (call: Call) => MaybePromise<Outcome>

/** `true`: the call has its answer, and the line ends here. */
export type Outcome = true | undefined | void

/** The line of one message: only the stages that it has, in their order. */
export interface Steps {
  /** Once a call, before anything is read: rights, where a contract asks for them first. */
  readonly open: readonly Step[]
  /** Once a call that brings a form with files, before any of them is stored: rights, where the headers tell who calls. */
  readonly beforeFiles: readonly Step[]
  /** Once a call, when the body became the message: converters of requests. */
  readonly convert: readonly Step[]
  /** Once a message (each item of a batch): rights, filters, rules. */
  readonly admit: readonly Step[]
  /** Once a message: the service, and what stands around it. */
  readonly perform: readonly Step[]
  /** Once a call: converters of the answer. */
  readonly answer: readonly Step[]
  /** Filters of one answer. */
  readonly filter: readonly Step[]
  /** Filters of each answer of a batch: those of its messages' own attributes are not asked (R-8.1). */
  readonly filterEach: readonly Step[]
  /** After a service's error: the typed filters are not asked. */
  readonly respondError: readonly Step[]
  /** The same in a batch. */
  readonly respondErrorEach: readonly Step[]
  /** All of them, for a call of one message. */
  readonly whole: readonly Step[]
}

/** Runs steps until one has answered the call itself. */
export function run(steps: readonly Step[], call: Call, from = 0): MaybePromise<Outcome> {
  for (let index = from; index < steps.length; index++) {
    const outcome = steps[index]!(call)
    if (outcome === undefined) continue
    if (outcome === true) return true
    return (outcome as Promise<Outcome>).then((settled) => (settled === true ? true : run(steps, call, index + 1)))
  }
  return undefined
}

/** A step of somebody else's, who may have ended the answer himself: only these are asked whether they did. */
export const theirs =
  (step: (call: Call) => unknown): Step =>
  (call) => {
    const waiting = step(call)
    return isPromise(waiting) ? waiting.then(() => ended(call)) : ended(call)
  }
const ended = (call: Call): Outcome => (call.outgoing.writableEnded ? true : undefined)

export interface StepTools {
  readonly identify: Identify
  readonly bind: Step
  /** Writes the 400 of failed rules without a throw; not inside a batch, whose items only throw. */
  readonly refuse: (call: Call, errors: NonNullable<Awaited<ReturnType<NonNullable<Plan['validate']>>>>) => true
  readonly hooks: Hooks
}

/** The line of a message, put together once. A vendor's contract may ask who calls before anything is read (usage-domain 3.8). */
export function compileSteps(plan: Plan, services: readonly object[], { identify, bind, refuse, hooks }: StepTools): Steps {
  const { message } = plan
  const classes = [message.target, ...services.map((service) => service.constructor)]
  const filters = requestFiltersOf(...classes)
  const first = filters.filter(({ priority }) => priority < rightsPriority).map(({ run }) => filterStep(run))
  const early = filters.filter(({ priority }) => priority >= rightsPriority && priority < 0).map(({ run }) => filterStep(run))
  const late = filters.filter(({ priority }) => priority >= 0).map(({ run }) => filterStep(run))
  const rights = message.access.identifiesLate ? [enterAccess] : [identifyStep(identify), authorizeStep]
  const vendor = plan.contract?.order === 'authenticateFirst'
  const typed = (hooks.typedRequestFilters ?? [])
    .filter(({ type }) => isOrDerives(message.target, type))
    .map(({ run }) => filterStep(run))
  const global = [...(hooks.requestFilters ?? []), ...(hooks.asyncRequestFilters ?? [])].map(filterStep)
  const converters = (hooks.requestConverters ?? []).map(
    (convert): Step =>
      theirs(async (call) => {
        call.request = (await convert(call.request!, call)) ?? call.request
      }),
  )
  const bound: Step = (call) => {
    call.enter('binding')
    return bind(call)
  }
  const open = vendor ? rights : []
  const asksFirst = isGuarded(message) && !message.access.identifiesLate && !identify.readsForms && first.length === 0
  const beforeFiles = asksFirst ? [...rights, enterBinding] : []
  const admit = [
    ...first,
    ...(vendor ? [] : rights),
    ...early,
    ...typed,
    ...global,
    ...ruleSteps(plan, refuse),
    ...(late.length > 0 ? [enterAccess, ...late] : []),
  ]
  const perform = [...(message.restrictions.length > 0 ? [restrictStep] : []), ...serviceSteps(services)]
  const responses = responseSteps(plan, classes, hooks)
  const whole = [...open, vendor ? bound : bind, ...converters, ...admit, ...perform, ...responses.answer, ...responses.filter]
  return { open, beforeFiles, convert: converters, admit, perform, ...responses, whole }
}

/** Where rights stand among filters: what comes before does not know who calls. */
const rightsPriority = -100

const filterStep = (filter: (request: any, call: Call) => MaybePromise<void>): Step =>
  theirs((call) => filter(call.request, call))

const identifyStep =
  (identify: Identify): Step =>
  (call) => {
    call.enter('access')
    return identify(call)
  }

const authorizeStep: Step = (call) => {
  const { session, refusal } = call
  if (refusal?.how === 'always') throw Denial.because(refusal.error, 'rule')
  const refused =
    call.plan.authorize?.(call) ?? (session?.browser && refusedToBrowserKey(session, call.message, call.verb, originOf(call)))
  if (refused) throw refused
}

/** Conditions on the whole, then the members' rules (R-5.41, R-5.30). */
function ruleSteps({ message, conditions, validate }: Plan, refuse: StepTools['refuse']): Step[] {
  const steps: Step[] = []
  if (conditions)
    steps.push((call) => {
      call.enter('validation')
      const failed = conditions(call.request!)
      if (failed) throw failed
    })
  if (validate)
    steps.push((call) => {
      call.enter('validation')
      const errors = message.partialUpdate
        ? validate(call.request!, call.verb, resetOf(call.query))
        : validate(call.request!, call.verb)
      if (errors === undefined) return undefined
      if (isPromise(errors)) return errors.then((found) => found && refused(call, found))
      return refused(call, errors)
    })
  return steps

  function refused(call: Call, errors: NonNullable<Awaited<ReturnType<NonNullable<Plan['validate']>>>>): Outcome {
    if (errors.length === 0) return undefined
    if (call.plan.contract || call.batch) throw new ValidationError(errors)
    return refuse(call, errors)
  }
}

const enterAccess: Step = (call) => call.enter('access')
const enterBinding: Step = (call) => call.enter('binding')

const restrictStep: Step = (call) => {
  call.enter('access')
  checkRestrictions(call)
}

function serviceSteps(services: readonly object[]): Step[] {
  const hooked = services as readonly ServiceHooks[]
  const before = hooked.flatMap((service): Step[] =>
    service.onBeforeExecute ? [theirs((call) => service.onBeforeExecute!(call.request, call))] : [],
  )
  const after = hooked.flatMap((service): Step[] =>
    service.onAfterExecute
      ? [
          theirs(async (call) => {
            if (!isKept(call)) call.answer = (await service.onAfterExecute!(call.request, call.answer, call)) ?? call.answer
          }),
        ]
      : [],
  )
  const enter: Step = (call) => call.enter('service')
  return [...(before.length > 0 ? [enter, ...before] : []), serviceStep, ...after]
}

const serviceStep: Step = (call) => {
  call.enter('service')
  const answer = handlerOf(call.plan, call.verb, call.format.name)(call.request!, call)
  if (isPromise(answer)) return answer.then((settled) => keep(call, settled))
  return keep(call, answer)
}
/** An error that is handed back is as good as thrown. */
function keep(call: Call, answer: unknown): Outcome {
  if (answer instanceof HttpError) throw answer
  call.answer = answer
  return ended(call)
}

/** A kept answer went through all of this before it was kept. */
const isKept = ({ answer }: Call): boolean => answer instanceof StoredResult

function responseSteps({ message }: Plan, classes: readonly Function[], hooks: Hooks) {
  const { response } = message
  const answered = response?.kind === 'value' && response.type.kind === 'object' ? response.type.type.target : undefined
  const step = (filter: (response: unknown, request: any, call: Call) => MaybePromise<void>): Step =>
    theirs((call) => (isKept(call) ? undefined : filter(call.answer, call.request, call)))
  const converters = (hooks.responseConverters ?? []).map(
    (convert): Step =>
      theirs(async (call) => {
        if (!isKept(call)) call.answer = (await convert(call.answer, call)) ?? call.answer
      }),
  )
  const attributes = responseFiltersOf(...classes)
  const early = attributes.filter(({ priority }) => priority < 0).map(({ run }) => step(run))
  const late = attributes.filter(({ priority }) => priority >= 0).map(({ run }) => step(run))
  const typed = (hooks.typedResponseFilters ?? [])
    .filter(({ type }) => answered && isOrDerives(answered, type))
    .map(({ run }) => step(run))
  const global = [...(hooks.responseFilters ?? []), ...(hooks.asyncResponseFilters ?? [])].map(step)
  // What fails from here on is no longer the service's own.
  const enter = (steps: Step[]): Step[] => (steps.length > 0 ? [(call) => call.enter('reply'), ...steps] : [])
  return {
    answer: enter(converters),
    filter: enter([...early, ...typed, ...global, ...late]),
    filterEach: enter([...typed, ...global]),
    // A batch's error is no answer of its message: attributes are not asked there.
    respondError: enter([...converters, ...early.map(outsideBatch), ...global, ...late.map(outsideBatch)]),
    respondErrorEach: enter([...converters, ...global]),
  }
}

const outsideBatch =
  (step: Step): Step =>
  (call) =>
    call.batch ? undefined : step(call)

const isOrDerives = (target: Function, type: Function) => target === type || target.prototype instanceof type

/** The page that a browser's call comes from: by `Origin`, for plain script tags by the referring page. */
function originOf(call: Call): string | undefined {
  const origin = call.header('origin')
  if (origin !== undefined) return origin
  const referer = call.header('referer')
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined
}
