import type { Member, MessageType } from '../../dtos/contract'
import { isDefault } from './defaults'
import type { Findings } from './findings'
import type { MemberCheck } from './plan'

/** Names of members that are to be emptied, in lower case. */
export type Reset = ReadonlySet<string>

/** Runs the rules of the members that a partial update brings, and of those that it empties. */
export function partialRun(type: MessageType, checkOf: (member: Member) => MemberCheck | undefined) {
  const parts = type.members.flatMap((member) => {
    const check = checkOf(member)
    return check
      ? [
          {
            name: member.name,
            asked: [member.wireName.toLowerCase(), member.declaredName.toLowerCase()],
            isDefault: isDefault(member),
            check,
          },
        ]
      : []
  })
  return (object: object, verb: string, reset: Reset | undefined): Findings | undefined => {
    let found: Findings | undefined
    for (const { name, asked, isDefault, check } of parts) {
      const value = (object as Record<string, unknown>)[name] ?? undefined
      const left = value === undefined || isDefault(value)
      if (left && !asked.some((word) => reset?.has(word))) continue
      found = check(object, verb, found)
      if (found?.full) return found
    }
    return found
  }
}

/** What `?reset=a,b` names. */
export function resetOf(query: string): Reset | undefined {
  if (!query.includes('reset')) return undefined
  const names = new URLSearchParams(query).getAll('reset').join(',').toLowerCase().split(',')
  return new Set(names.map((name) => name.trim()))
}
