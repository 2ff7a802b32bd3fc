import { Any, FallbackRoute, metadata, type RequestContext, Returns, staticFiles } from '../../host'
import { maybe } from './members'
import { HelloServices, RouteReply, routeReply, wireGateway } from './shared'
import { staticFolder } from './static-folder'

@FallbackRoute('/{Path*}')
class Fallback extends Returns(RouteReply) {
  @maybe('string') path?: string
  @maybe('string') tag?: string
}

class FallbackServices {
  @Any(Fallback) fallback(request: Fallback, context: RequestContext) {
    return routeReply(request, context, 'path', 'tag')
  }
}

export const fallbackHost = () =>
  wireGateway([new FallbackServices(), new HelloServices()], { features: [metadata(), staticFiles(staticFolder())] })
