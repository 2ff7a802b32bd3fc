import { Any, Itself, type RequestContext, Returns, Route } from '../../host'
import { maybe, value } from './members'
import { HelloServices, RouteReply, routeReply, wireGateway } from './shared'

@Route('/loans/new')
class LoanNew extends Returns(RouteReply) {
  @maybe('string') tag?: string
}

@Route('/loans/{Branch}', 'GET')
class LoanBranch extends Returns(RouteReply) {
  @maybe('string') branch?: string
  @maybe('int32') max?: number
}

@Route('/loans/{Path*}')
class LoanPath extends Returns(RouteReply) {
  @maybe('string') path?: string
}

@Route('/loans/{Branch}/{Id}', 'GET,PUT')
@Route('/loans/{Branch}/{Id}/{Part}', 'GET')
class LoanEntry extends Returns(RouteReply) {
  @maybe('string') branch?: string
  @value('int32') id = 0
  @maybe('string') part?: string
}

@Route('/things/{Id}')
class Thing extends Returns(Itself) {
  @value('int32') id = 0
  @maybe('string') name?: string
  @maybe('string') note?: string
  @maybe('string') extra?: string
  @maybe('int32') count?: number
  @maybe(['string']) tags?: string[]
}

@Route('/files/{Id}.{Kind}')
class FileName extends Returns(RouteReply) {
  @maybe('string') id?: string
  @maybe('string') kind?: string
}

@Route('/docs/{Path*}/edit')
class DocEdit extends Returns(RouteReply) {
  @maybe('string') path?: string
}

@Route('/a/{X}')
class LeftA extends Returns(RouteReply) {
  @maybe('string') x?: string
}

@Route('/{X}/b')
class RightB extends Returns(RouteReply) {
  @maybe('string') x?: string
}

class RoutesServices {
  @Any(LoanNew) loanNew(request: LoanNew, context: RequestContext) {
    return routeReply(request, context, 'tag')
  }
  @Any(LoanBranch) loanBranch(request: LoanBranch, context: RequestContext) {
    return routeReply(request, context, 'branch', 'max')
  }
  @Any(LoanPath) loanPath(request: LoanPath, context: RequestContext) {
    return routeReply(request, context, 'path')
  }
  @Any(LoanEntry) loanEntry(request: LoanEntry, context: RequestContext) {
    return routeReply(request, context, 'branch', 'id', 'part')
  }
  @Any(Thing) thing(request: Thing) {
    return request
  }
  @Any(FileName) fileName(request: FileName, context: RequestContext) {
    return routeReply(request, context, 'id', 'kind')
  }
  @Any(DocEdit) docEdit(request: DocEdit, context: RequestContext) {
    return routeReply(request, context, 'path')
  }
  @Any(LeftA) leftA(request: LeftA, context: RequestContext) {
    return routeReply(request, context, 'x')
  }
  @Any(RightB) rightB(request: RightB, context: RequestContext) {
    return routeReply(request, context, 'x')
  }
}

export const routesHost = () => wireGateway([new RoutesServices(), new HelloServices()])
