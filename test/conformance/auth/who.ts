import { AllowAnonymous, Any, type RequestContext, ResponseStatus, Returns, Route } from '../../../host'
import { maybe, value } from '../members'

export class Answer {
  @maybe('string') result?: string
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

export class WhoResponse {
  @value('boolean') isAuthenticated = false
  @maybe('string') userAuthId?: string
  @maybe('string') userName?: string
  @maybe('string') authProvider?: string
  @value('boolean') fromToken = false
  @maybe(['string']) roles?: string[]
  @maybe(['string']) permissions?: string[]
  @maybe('string') sessionId?: string
  @maybe('string') scheme?: string
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/who')
@AllowAnonymous()
export class Who extends Returns(WhoResponse) {}

export class WhoService {
  @Any(Who)
  who(_request: Who, { session, sessionId }: RequestContext): WhoResponse {
    const who = new WhoResponse()
    who.sessionId = sessionId
    if (!session) return who
    const { userId, userName, provider, fromToken, roles, permissions } = session
    who.isAuthenticated = true
    who.userAuthId = userId
    if (userName) who.userName = userName
    who.authProvider = provider
    who.fromToken = fromToken ?? false
    if (!fromToken || roles.length > 0) who.roles = [...roles]
    if (!fromToken || permissions.length > 0) who.permissions = [...permissions]
    return who
  }
}
