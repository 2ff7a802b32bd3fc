import {
  Api,
  DataContract,
  Namespace,
  RefusesAsService,
  RequiredRole,
  ResponseStatus,
  Returns,
  Route,
  Tag,
  Verb,
} from '../contract'
import { framework, frameworkNamespace } from './framework-member'

@Namespace(frameworkNamespace)
@DataContract()
export class AssignRolesResponse {
  @framework(1, 'All roles of the user now', { type: ['string'] }) allRoles?: string[]
  @framework(2, 'All permissions of the user now', { type: ['string'] }) allPermissions?: string[]
  @framework(3, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
  @framework(4, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
}

/** Gives a user roles and permissions; they hold with his next call. */
@Route('/assignroles', 'POST')
@Api('Gives a user roles and permissions')
@Tag('auth')
@RequiredRole('Admin')
@RefusesAsService('allRoles', 'allPermissions')
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class AssignRoles extends Returns(AssignRolesResponse) {
  constructor(init?: Partial<AssignRoles>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'The user') userName?: string
  @framework(2, 'Permissions', { type: ['string'] }) permissions?: string[]
  @framework(3, 'Roles', { type: ['string'] }) roles?: string[]
  @framework(4, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

@Namespace(frameworkNamespace)
@DataContract()
export class UnAssignRolesResponse {
  @framework(1, 'The roles that are left', { type: ['string'] }) allRoles?: string[]
  @framework(2, 'The permissions that are left', { type: ['string'] }) allPermissions?: string[]
  @framework(3, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
  @framework(4, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
}

/** Takes roles and permissions from a user. */
@Route('/unassignroles', 'POST')
@Api('Takes roles and permissions from a user')
@Tag('auth')
@RequiredRole('Admin')
@RefusesAsService('allRoles', 'allPermissions')
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class UnAssignRoles extends Returns(UnAssignRolesResponse) {
  constructor(init?: Partial<UnAssignRoles>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'The user') userName?: string
  @framework(2, 'Permissions', { type: ['string'] }) permissions?: string[]
  @framework(3, 'Roles', { type: ['string'] }) roles?: string[]
  @framework(4, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}
