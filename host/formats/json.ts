import type { Format, WriteOptions } from '../../dtos/contract/format'
import type { MessageType, TypeRef } from '../../dtos/contract/message-type'
import { needsExactJson } from '../binding/exact'
import { readJson } from '../binding/json-reader'
import { anyText, isAbsent, isKnown } from './any-text'
import { compilePlain, isPlainTree } from './json-plain'
import { jsonSyntax, upperHex } from './json-syntax'
import { lateBound } from './late-type'
import { longListOf } from './long-list'
import { compileText, type TextOf } from './text-walk'

export const json: Format = {
  name: 'json',
  contentType: 'application/json; charset=utf-8',
  mediaTypes: ['application/json', 'text/json'],
  writer(type, options) {
    const write = isKnown(type) ? typedWriter(type, options) : anyWriter(options)
    // Null at the root is an empty body.
    return (body) => (isAbsent(body) ? '' : upperHex(write(body)))
  },
  stream(type, options) {
    const long = longListOf(type, false)
    if (!long) return undefined
    const write = json.writer(long.list.item, options)
    const textOf = (item: unknown) => (isAbsent(item) ? 'null' : (write(item) as string))
    return {
      items: long.items,
      head: '[',
      item: (item, index) => (index === 0 ? textOf(item) : `,${textOf(item)}`),
      tail: () => ']',
    }
  },
  reader: jsonReader,
  listReader: jsonReader,
}

function jsonReader(type: MessageType): (text: string) => unknown {
  const exact = needsExactJson(type)
  return (text) => readJson(text, exact)
}

function anyWriter(options: WriteOptions): (body: unknown) => string {
  const late = lateBound(
    (type) => typedWriter(type, options),
    (body) => anyText(body, jsonSyntax),
  )
  return (body) => (isPlainTree(body, 1) ? JSON.stringify(body) : late(body))
}

/**
 * JSON.stringify is the fastest writer there is, but writes all that it is given: records that were looked through go to it as they are,
 * others as copies of what is declared, and what it cannot write right (dates, decimals …) is written member by member.
 */
function typedWriter(type: TypeRef, { writeNulls }: WriteOptions): (body: unknown) => string {
  const faster = (ref: TypeRef, slow: TextOf): TextOf => {
    const plain = compilePlain(ref, writeNulls)
    if (!plain) return slow
    return (value, depth) => {
      if (plain.is(value, depth)) return JSON.stringify(value)
      const copy = plain.copy(value, depth)
      return copy === undefined ? slow(value, depth) : JSON.stringify(copy)
    }
  }
  const write = compileText(type, jsonSyntax, { writeNulls, list: faster })
  const isPlain = holdsMore(type) ? compilePlain(type, writeNulls)?.is : undefined
  return (body) => (isPlain?.(body, 1) ? JSON.stringify(body) : write(body, 1))
}

/** An object of scalars alone is written as quickly member by member. */
const holdsMore = (type: TypeRef): boolean =>
  type.kind === 'object' && type.type.members.some(({ type: { kind } }) => kind === 'list' || kind === 'object')
