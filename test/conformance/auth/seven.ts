import {
  Any,
  Authenticate,
  RequiredClaim,
  Restrict,
  Returns,
  Route,
  ValidateAuthSecret,
  ValidateHasAnyRole,
  ValidateHasClaim,
  ValidateHasRole,
  ValidateIsAdmin,
} from '../../../host'
import { Answer } from './who'

// The operations of a7 (services.md chapter 5).

@Route('/valid/admin')
@ValidateIsAdmin()
class ValidAdmin extends Returns(Answer) {}

@Route('/valid/anyrole')
@ValidateHasAnyRole('Manager', 'Auditor')
class ValidAnyRole extends Returns(Answer) {}

@Route('/valid/roles')
@ValidateHasRole('Manager', 'Auditor')
class ValidRoles extends Returns(Answer) {}

@Route('/valid/secret')
@ValidateAuthSecret()
class ValidSecret extends Returns(Answer) {}

@Route('/valid/claim')
@ValidateHasClaim('perm', 'CanSee')
class ValidClaim extends Returns(Answer) {}

@Route('/need/basic')
@Authenticate('basic')
class NeedBasic extends Returns(Answer) {}

@Route('/need/claim')
@RequiredClaim('perm', 'CanSee')
class NeedClaim extends Returns(Answer) {}

@Route('/need/post')
@Authenticate({ verbs: ['POST'] })
class NeedPost extends Returns(Answer) {}

@Route('/need/secure')
@Authenticate()
@Restrict({ secure: true })
class NeedSecure extends Returns(Answer) {}

const ok = (request: { getTypeName(): string }): Answer => ({ result: `${request.getTypeName()} ok` })

export class SevenService {
  @Any(ValidAdmin) validAdmin(request: ValidAdmin) {
    return ok(request)
  }
  @Any(ValidAnyRole) validAnyRole(request: ValidAnyRole) {
    return ok(request)
  }
  @Any(ValidRoles) validRoles(request: ValidRoles) {
    return ok(request)
  }
  @Any(ValidSecret) validSecret(request: ValidSecret) {
    return ok(request)
  }
  @Any(ValidClaim) validClaim(request: ValidClaim) {
    return ok(request)
  }
  @Any(NeedBasic) needBasic(request: NeedBasic) {
    return ok(request)
  }
  @Any(NeedClaim) needClaim(request: NeedClaim) {
    return ok(request)
  }
  @Any(NeedPost) needPost(request: NeedPost) {
    return ok(request)
  }
  @Any(NeedSecure) needSecure(request: NeedSecure) {
    return ok(request)
  }
}
