import {
  Any,
  ArgumentException,
  type Hooks,
  type RequestContext,
  RequestFilter,
  ResponseFilter,
  ResponseStatus,
  Restrict,
  Returns,
  Route,
  type ServiceHooks,
  ValidateNotEmpty,
} from '../../host'
import { maybe, value } from './members'

/** The stages that each request has passed. */
const passed = new WeakMap<object, string[]>()

/** Tells itself in `X-Order`; the query says where to fail or to stop. */
function stage(name: string, context: RequestContext): void {
  const { raw, url } = context
  const [path = '', query = ''] = url.split('?')
  if (!raw || !/ordered(\[\]|%5b%5d)?$/i.test(path)) return
  const { request, response } = raw
  const stages = [...(passed.get(request) ?? []), name]
  passed.set(request, stages)
  if (!response.headersSent) response.setHeader('X-Order', stages.join(','))
  const asked = new URLSearchParams(query)
  if (asked.get('fail') === name) throw new ArgumentException(`failed in ${name}`)
  if (asked.get('stop') === name) {
    response.statusCode = 299
    response.end()
  }
}

const onRequest = (name: string) => (_: unknown, context: RequestContext) => stage(name, context)
const onReply = (name: string) => (_: unknown, __: unknown, context: RequestContext) => stage(name, context)

class OrderedResponse {
  @maybe('string') result?: string
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/ordered')
@Restrict({ verbs: ['GET', 'POST'] })
@RequestFilter(onRequest('attribute-5'), -5)
@RequestFilter(onRequest('attribute5'), 5)
@ResponseFilter(onReply('replyAttribute-5'), -5)
@ResponseFilter(onReply('replyAttribute5'), 5)
class Ordered extends Returns(OrderedResponse) {
  @ValidateNotEmpty() @maybe('string') name?: string
  @value('int32') id = 0
}

export class OrderedServices implements ServiceHooks {
  onBeforeExecute(_: Ordered, context: RequestContext) {
    stage('before', context)
  }
  onAfterExecute(_: Ordered, __: OrderedResponse, context: RequestContext) {
    stage('after', context)
  }
  @Any(Ordered) ordered({ name }: Ordered, context: RequestContext): OrderedResponse {
    stage('service', context)
    return { result: name! }
  }
}

export const orderedHooks: Hooks = {
  preRequest: [(context) => stage('pre', context)],
  requestConverters: [
    (_, context) => {
      stage('requestConverter', context)
      return undefined
    },
  ],
  typedRequestFilters: [{ type: Ordered, run: onRequest('typed') }],
  requestFilters: [onRequest('global')],
  asyncRequestFilters: [async (_, context) => stage('globalAsync', context)],
  responseConverters: [
    (_, context) => {
      stage('responseConverter', context)
      return undefined
    },
  ],
  typedResponseFilters: [{ type: OrderedResponse, run: onReply('replyTyped') }],
  responseFilters: [onReply('replyGlobal')],
  asyncResponseFilters: [async (_, __, context) => stage('replyGlobalAsync', context)],
  serviceExceptions: [
    (_, __, context) => {
      stage('serviceException', context)
      return undefined
    },
  ],
}
