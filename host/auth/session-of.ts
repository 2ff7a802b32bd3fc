import type { Session, StoredUser } from '../../services'
import { hashId } from './cookies'

/** A user of the store as the caller of a message. */
export const sessionOf = (user: StoredUser, provider: string, credentialId = user.id): Session => ({
  provider,
  userId: user.id,
  userName: user.userName,
  ...(user.displayName === undefined ? {} : { displayName: user.displayName }),
  ...(user.firstName === undefined ? {} : { firstName: user.firstName }),
  ...(user.lastName === undefined ? {} : { lastName: user.lastName }),
  ...(user.email === undefined ? {} : { email: user.email }),
  roles: user.roles,
  permissions: user.permissions,
  scopes: [],
  ...(user.claims === undefined ? {} : { claims: user.claims }),
  ...(user.organization === undefined ? {} : { organization: user.organization }),
  accounts: user.accounts,
  sources: [],
  credentialId,
})

/** Changes with what the user may do: a session whose id is older gets another one. */
export const rightsOf = ({ roles, permissions, organization, accounts }: StoredUser): string =>
  hashId(JSON.stringify([roles, permissions, organization ?? '', accounts])).slice(0, 16)

/** The user, unless an administrator took his account away. */
export const enabled = (user: StoredUser | undefined): StoredUser | undefined =>
  user?.disabledAt === undefined ? user : undefined
