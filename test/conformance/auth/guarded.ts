import {
  Any,
  Authenticate,
  RequiredPermission,
  RequiredRole,
  RequiresAnyPermission,
  RequiresAnyRole,
  Returns,
  Route,
  ValidateHasPermission,
  ValidateHasRole,
  ValidateIsAuthenticated,
  ValidateNotEmpty,
} from '../../../host'
import { maybe } from '../members'
import { Answer } from './who'

// The operations of a1 to a6 (services.md chapter 4).

@Route('/need/auth')
@Authenticate()
class NeedAuth extends Returns(Answer) {
  @maybe('int32') number?: number
  @ValidateNotEmpty() @maybe('string') text?: string
}

@Route('/need/admin')
@RequiredRole('Admin')
class NeedAdmin extends Returns(Answer) {}

@Route('/need/manager')
@RequiredRole('Manager')
class NeedManager extends Returns(Answer) {}

@Route('/need/anyrole')
@RequiresAnyRole('Manager', 'Auditor')
class NeedAnyRole extends Returns(Answer) {}

@Route('/need/perm')
@RequiredPermission('CanSee')
class NeedPerm extends Returns(Answer) {}

@Route('/need/anyperm')
@RequiresAnyPermission('CanSee', 'CanDo')
class NeedAnyPerm extends Returns(Answer) {}

@Route('/valid/auth')
@ValidateIsAuthenticated()
class ValidAuth extends Returns(Answer) {
  @maybe('int32') number?: number
  @ValidateNotEmpty() @maybe('string') text?: string
}

@Route('/valid/role')
@ValidateHasRole('Manager')
class ValidRole extends Returns(Answer) {}

@Route('/valid/perm')
@ValidateHasPermission('CanSee')
class ValidPerm extends Returns(Answer) {}

const ok = (request: { getTypeName(): string }): Answer => ({ result: `${request.getTypeName()} ok` })

export class GuardedService {
  @Any(NeedAuth) needAuth(request: NeedAuth) {
    return ok(request)
  }
  @Any(NeedAdmin) needAdmin(request: NeedAdmin) {
    return ok(request)
  }
  @Any(NeedManager) needManager(request: NeedManager) {
    return ok(request)
  }
  @Any(NeedAnyRole) needAnyRole(request: NeedAnyRole) {
    return ok(request)
  }
  @Any(NeedPerm) needPerm(request: NeedPerm) {
    return ok(request)
  }
  @Any(NeedAnyPerm) needAnyPerm(request: NeedAnyPerm) {
    return ok(request)
  }
  @Any(ValidAuth) validAuth(request: ValidAuth) {
    return ok(request)
  }
  @Any(ValidRole) validRole(request: ValidRole) {
    return ok(request)
  }
  @Any(ValidPerm) validPerm(request: ValidPerm) {
    return ok(request)
  }
}
