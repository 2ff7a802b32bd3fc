import { HttpError, UnauthorizedAccessException } from '../../../dtos/contract'
import type { RequestContext, Session } from '../../../services'
import type { MaybePromise } from '../../maybe'

/** The role and the scope that satisfy every other. */
const highest = 'Admin'

interface Owned {
  readonly organization?: string
  readonly roles?: readonly string[]
  readonly scopes?: readonly string[]
}

/** Whether there is an organization of this id. */
export type KnowsOrganization = (id: string) => MaybePromise<boolean>

/**
 * What an administrator may see and give. One who belongs to an organization looks after that alone, and only who has the role Admin gives it, or
 * changes somebody that has it: no lesser role is a way to it.
 */
export class Reach {
  readonly organization: string | undefined
  readonly #session: Session

  constructor({ session }: RequestContext) {
    if (!session) throw new HttpError(401, 'Unauthorized', 'Not Authenticated')
    this.#session = session
    this.organization = session.organization
  }

  get userId(): string {
    return this.#session.userId
  }

  sees({ organization }: Owned): boolean {
    return this.organization === undefined || organization === this.organization
  }

  /** The organization of something that is made: one's own, where one has one. */
  async organizationOf(
    said: string | undefined | null,
    known: KnowsOrganization = () => true,
  ): Promise<{ readonly organization?: string }> {
    const organization = said?.trim() || this.organization
    if (this.organization !== undefined && organization !== this.organization)
      throw new UnauthorizedAccessException(`You look after the organization ${this.organization} alone.`)
    if (organization !== undefined && !(await known(organization)))
      throw HttpError.validation('UnknownOrganization', `There is no organization ${organization}.`, 'Organization')
    return organization === undefined ? {} : { organization }
  }

  /** Refuses what is beyond the administrator's own rights: to give it, and to touch who has it. */
  check({ roles = [], scopes = [] }: Owned): void {
    const { passesAll, roles: own } = this.#session
    if (!passesAll && !own.includes(highest) && (roles.includes(highest) || scopes.includes(highest)))
      throw new UnauthorizedAccessException(`Only who has the role ${highest} gives it, or changes who has it.`)
  }
}

/** A part of a list, and how many there are in all. */
export function pageOf<T>(all: readonly T[], { skip, take }: { skip?: number | null; take?: number | null }) {
  const start = skip ?? 0
  return { total: all.length, some: all.slice(start, start + (take ?? 50)) }
}

/** Whether one of the texts has what is looked for. */
export const has = (search: string | undefined | null, ...texts: readonly (string | undefined)[]): boolean => {
  const wanted = (search ?? '').trim().toLowerCase()
  return wanted === '' || texts.some((text) => text?.toLowerCase().includes(wanted))
}
