import type { MessageType, ResponseError } from '../../dtos/contract'
import type { Binder, BinderOptions, BindInput } from './binder'
import { needsExactJson } from './exact'
import { faultErrors, invalidValue, malformedBody, newFault, unbound } from './faults'
import { defaultLimits } from './limits'
import { bindList } from './list-message'
import type { ObjectReader } from './objects'
import { Overlay } from './overlay'
import { Readers } from './readers'
import { isTreeObject } from './tree'

type Request = Record<string, unknown>

/** What stands in a body where an object should. */
const kindOf = (tree: unknown) => (Array.isArray(tree) ? 'a list' : tree === null ? 'null' : `a ${typeof tree}`)

/** The plan of one message: everything that does not depend on the call is decided here. */
export function compileBinding(type: MessageType, options: BinderOptions): Binder {
  const limits = { ...defaultLimits, ...options.limits }
  const strict = options.strict === true || type.strict
  const readers = new Readers({ strict, lenient: options.lenient === true, limits })
  const reader = readers.object(type)
  const items = type.items && readers.list(type.items)
  const overlay = new Overlay(type, reader, strict, limits)

  const bind = (input: BindInput): object => {
    if (items) return bindList(type, items, input)
    const request = reader.make()
    const seen = input.contentKind === 'tree' ? readBody(reader, request, input) : undefined
    overlay.apply(request, input, input.predefined ? seen : undefined)
    if (input.parts) applyParts(reader, request, input.parts)
    return request
  }

  return {
    type,
    exactJson: needsExactJson(type),
    bind,
    malformed: (contentType, complaint) => malformedBody(type, contentType, complaint),
  }
}

/** Puts the body into the message; answers which members it had, where the query may fill the others. */
function readBody(
  reader: ObjectReader,
  request: Request,
  { tree, cells, contentType, predefined, query }: BindInput,
): boolean[] | undefined {
  const seen = predefined && query !== '' ? [] : undefined
  if (!isTreeObject(tree))
    throw malformedBody(reader.type, contentType ?? 'application/json', `An object is expected, not ${kindOf(tree)}`)
  const fault = newFault(cells)
  if (!reader.fill(request, tree, fault, seen)) throw unbound(reader.type, faultErrors(fault))
  return seen
}

/** What parts of a form say whose members name a format; all that is wrong is told at once. */
function applyParts(reader: ObjectReader, request: Request, parts: NonNullable<BindInput['parts']>): void {
  const errors: ResponseError[] = []
  for (const { name, text, tree, cells } of parts) {
    const index = reader.names.get(name)
    const plan = index === undefined ? undefined : reader.members[index]
    if (!plan || text === '') continue
    const value = tree === undefined ? undefined : plan.fromTree(tree, request, newFault(cells))
    if (value === undefined) errors.push(invalidValue(name, text))
    else if (value !== null) request[plan.name] = value
  }
  if (errors.length > 0) throw unbound(reader.type, errors)
}
