import type { Format } from '../../dtos/contract/format'
import { isAbsent } from './any-text'
import { longListOf } from './long-list'
import { compileDocument, listDocument } from './xml/document'
import { xmlListReader, xmlReader } from './xml/reader'

/** Data-contract XML, as .NET writes it; read without minding namespaces and order. */
export const xml: Format = {
  name: 'xml',
  contentType: 'application/xml',
  mediaTypes: ['application/xml', 'text/xml'],
  // Null members are always there, as `i:nil`. Compiled by the first reply: a gateway of many messages starts without those that nobody asks for.
  writer(type) {
    let write: ((body: unknown) => string) | undefined
    return (body) => (write ??= compileDocument(type))(body)
  },
  stream(type) {
    const long = longListOf(type, false)
    if (!long) return undefined
    const { head, tail, item } = listDocument(long.list)
    return { items: long.items, head, item: (value) => (isAbsent(value) ? item.nil : item.write(value)), tail: () => tail }
  },
  reader: xmlReader,
  listReader: xmlListReader,
}
