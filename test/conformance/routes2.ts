import { Any, type RequestContext, Returns, Route } from '../../host'
import { maybe, value } from './members'
import { RouteReply, routeReply, wireGateway } from './shared'

@Route('/con/{Id:int}')
class Constrained extends Returns(RouteReply) {
  @maybe('string') id?: string
}

@Route('/w1/{*Name}')
@Route('/w2/{**Name}')
class OptionalSegment extends Returns(RouteReply) {
  @maybe('string') name?: string
}

@Route('/ign/{ignore}/x/{Name}')
class IgnoredSegment extends Returns(RouteReply) {
  @maybe('string') name?: string
  @maybe('string') ignore2?: string
}

@Route('/m/{Id}', '', { matches: '**/{int}' })
class MatchInt extends Returns(RouteReply) {
  @value('int32') id = 0
}

@Route('/m/{Slug}')
class MatchSlug extends Returns(RouteReply) {
  @maybe('string') slug?: string
}

@Route('/v/{Id}', 'GET')
class VerbGet extends Returns(RouteReply) {
  @maybe('string') id?: string
}

@Route('/v/{Id}')
class VerbAny extends Returns(RouteReply) {
  @maybe('string') id?: string
}

@Route('/mj', '', { matches: 'AcceptsJson' })
@Route('/mu', '', { matches: 'UserAgent =~ ^Agent/\\d' })
class MatchHeader extends Returns(RouteReply) {
  @maybe('string') name?: string
}

@Route('/t/{A}')
class FirstWins extends Returns(RouteReply) {
  @maybe('string') a?: string
}

@Route('/t/{B}')
@Route('/t2/{B}.{C}/z')
class SecondLoses extends Returns(RouteReply) {
  @maybe('string') b?: string
  @maybe('string') c?: string
}

class Routes2Services {
  @Any(Constrained) constrained(request: Constrained, context: RequestContext) {
    return routeReply(request, context, 'id')
  }
  @Any(OptionalSegment) optionalSegment(request: OptionalSegment, context: RequestContext) {
    return routeReply(request, context, 'name')
  }
  @Any(IgnoredSegment) ignoredSegment(request: IgnoredSegment, context: RequestContext) {
    return routeReply(request, context, 'name')
  }
  @Any(MatchInt) matchInt(request: MatchInt, context: RequestContext) {
    return routeReply(request, context, 'id')
  }
  @Any(MatchSlug) matchSlug(request: MatchSlug, context: RequestContext) {
    return routeReply(request, context, 'slug')
  }
  @Any(VerbGet) verbGet(request: VerbGet, context: RequestContext) {
    return routeReply(request, context, 'id')
  }
  @Any(VerbAny) verbAny(request: VerbAny, context: RequestContext) {
    return routeReply(request, context, 'id')
  }
  @Any(MatchHeader) matchHeader(request: MatchHeader, context: RequestContext) {
    return routeReply(request, context, 'name')
  }
  @Any(FirstWins) firstWins(request: FirstWins, context: RequestContext) {
    return routeReply(request, context, 'a')
  }
  @Any(SecondLoses) secondLoses(request: SecondLoses, context: RequestContext) {
    return routeReply(request, context, 'b', 'c')
  }
}

export const routes2Host = () => wireGateway([new Routes2Services()])
