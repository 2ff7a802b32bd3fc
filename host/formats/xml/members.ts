import type { Member, MessageType } from '../../../dtos/contract/message-type'
import { columnName } from '../wire-members'
import { encodeName, namespaces, objectNamespace } from './names'

export interface XmlMember {
  readonly member: Member
  readonly name: string
  /** The namespace of the class that declares it. */
  readonly namespace: string
}

/** The reference's own types keep the order of. */
const keepOrder = (type: MessageType): boolean => objectNamespace(type) === namespaces.framework

/** Base classes first; in each class by name, those with an order of their own after the others, by it. */
export function xmlMembers(type: MessageType): readonly XmlMember[] {
  const shown = new Map(type.members.filter((member) => !member.ignoreOut).map((member) => [member.name, member]))
  const levels: XmlMember[][] = []
  for (let level: MessageType | undefined = type; level; level = level.base) {
    const namespace = objectNamespace(level)
    const own: XmlMember[] = []
    for (const { name } of level.ownMembers) {
      const member = shown.get(name)
      // A member that a derived class declares again stands where that one has it.
      if (member && shown.delete(name)) own.push({ member, name: encodeName(columnName(member)), namespace })
    }
    levels.unshift(keepOrder(level) ? own : own.sort(byOrderThenName))
  }
  return levels.flat()
}

function byOrderThenName(a: XmlMember, b: XmlMember): number {
  const [orderA, orderB] = [orderOf(a), orderOf(b)]
  return orderA === orderB ? (a.name < b.name ? -1 : 1) : orderA < orderB ? -1 : 1
}

const orderOf = ({ member }: XmlMember): number => member.dataMember?.order ?? Number.NEGATIVE_INFINITY
