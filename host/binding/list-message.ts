import type { MessageType } from '../../dtos/contract'
import type { BindInput } from './binder'
import { faultErrors, malformedBody, newFault, unbound } from './faults'
import { isTreeObject } from './tree'
import type { ValueReader } from './value-reader'

/** A message that is itself a list: its items come from the body alone; a bare object is one item, a form none. */
export function bindList(type: MessageType, items: ValueReader, { contentKind, tree, cells, contentType }: BindInput): object {
  const request = new type.target() as unknown[]
  if (contentKind !== 'tree') return request
  const list = isTreeObject(tree) ? [tree] : tree
  if (!Array.isArray(list))
    throw malformedBody(type, contentType ?? 'application/json', `A list is expected, not a ${typeof tree}`)
  const fault = newFault(cells)
  const read = items.fromTree(list, fault)
  if (!Array.isArray(read)) throw unbound(type, faultErrors(fault))
  for (const item of read) request.push(item)
  return request
}
