import type { Format, WriteOptions } from '../../dtos/contract/format'
import type { MessageType, TypeRef } from '../../dtos/contract/message-type'
import { needsExactJson } from '../binding/exact'
import { readJson } from '../binding/json-reader'
import { anyText, isAbsent, isKnown } from './any-text'
import { indented } from './indent'
import { compileJson } from './json-bytes'
import { isPlainTree } from './json-plain'
import { jsonSyntaxOf, upperHex } from './json-syntax'
import { lateBound } from './late-type'
import { longListOf } from './long-list'
import { compileText } from './text-walk'

export const json: Format = {
  name: 'json',
  contentType: 'application/json; charset=utf-8',
  mediaTypes: ['application/json', 'text/json'],
  writer(type, options) {
    const write = isKnown(type) ? typedWriter(type, options) : anyWriter(options)
    // Null at the root is an empty body.
    const text = (body: unknown) => (isAbsent(body) ? '' : upperHex(write(body)))
    return options.indent ? (body) => indented(text(body)) : text
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
  heedsConfig: true,
}

function jsonReader(type: MessageType): (text: string) => unknown {
  const exact = needsExactJson(type)
  return (text) => readJson(text, exact)
}

function anyWriter(options: WriteOptions): (body: unknown) => string {
  const syntax = jsonSyntaxOf(options)
  const late = lateBound(
    (type) => typedWriter(type, options),
    (body) => anyText(body, syntax),
  )
  return (body) => (isPlainTree(body, 1) ? JSON.stringify(body) : late(body))
}

function typedWriter(type: TypeRef, options: WriteOptions): (body: unknown) => string {
  const syntax = jsonSyntaxOf(options)
  if (!isReworded(options)) return compileJson(type, syntax, options.writeNulls)
  const write = compileText(type, syntax, options)
  return (body) => write(body, 1)
}

/** Values are written otherwise than JSON.stringify would. */
const isReworded = ({ writeNullEntries, names, timeSpans, enumsAsNumbers, omitDefaults, omitDefaultEnums }: WriteOptions) =>
  names !== undefined ||
  timeSpans === 'standard' ||
  [writeNullEntries, enumsAsNumbers, omitDefaults, omitDefaultEnums].includes(true)
