import type { ItemWriter } from '../../dtos/contract/format'
import type { TypeRef } from '../../dtos/contract/message-type'
import { isAbsent } from './any-text'
import { cellWriter } from './csv-cell'
import { rowsOf } from './csv-table'
import { longListOf } from './long-list'

/** Rows one by one, where the header does not depend on them: of objects, and the one row of scalars. */
export function csvStream(type: TypeRef): ItemWriter | undefined {
  const long = longListOf(type, true)
  if (!long) return undefined
  const { item } = long.list
  if (item.kind === 'object') {
    const { header, row } = rowsOf(item.type)
    return { items: long.items, head: header, item: row, tail: () => '' }
  }
  if (item.kind !== 'scalar' && item.kind !== 'enum') return undefined
  const cell = cellWriter(item)
  const text = (value: unknown) => (isAbsent(value) ? '' : cell(value))
  return {
    items: long.items,
    head: '',
    item: (value, index) => (index === 0 ? text(value) : `,${text(value)}`),
    tail: (count) => (count === 0 ? '' : '\r\n'),
  }
}
