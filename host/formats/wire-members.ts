import type { Member, MessageType } from '../../dtos/contract/message-type'

/**
 * The members that replies carry, in their order: those with an order of their own come after those without.
 */
export function wireMembers(type: MessageType): readonly Member[] {
  const orderOf = (member: Member) => member.dataMember?.order ?? Number.NEGATIVE_INFINITY
  return type.members
    .filter((member) => !member.ignoreOut)
    .map((member, index) => ({ member, index }))
    .sort((a, b) => (orderOf(a.member) === orderOf(b.member) ? a.index - b.index : orderOf(a.member) - orderOf(b.member)))
    .map(({ member }) => member)
}

/** The name of a column: as declared or the data member's, never camel case. */
export const columnName = (member: Member): string => member.dataMember?.name ?? member.declaredName
