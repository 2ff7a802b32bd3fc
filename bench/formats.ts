import { stringify } from 'csv-stringify/sync'
import { XMLBuilder } from 'fast-xml-parser'
import { ApiMember } from '../dtos/contract/api'
import { parseDecimal } from '../dtos/contract/decimal'
import { describe } from '../dtos/contract/describe'
import type { Class, TypeRef } from '../dtos/contract/message-type'
import { formats } from '../host/formats'

// How fast each format writes a list, beside JSON.stringify (which writes all that it is given) and the libraries that could have written it:
// npm run build && node dist/bench/formats.js. The best of several runs; MB are of what was written, so time per row is what compares.

class Line {
  @ApiMember({ type: 'int32' }) id?: number
  @ApiMember({ type: 'string' }) name?: string
  @ApiMember({ type: 'string', isOptional: true }) account?: string
  @ApiMember({ type: 'double' }) minutes?: number
  @ApiMember({ type: 'boolean' }) active?: boolean
}

/** What JSON.stringify does not write as the wire has it. */
class Entry extends Line {
  @ApiMember({ type: 'decimal' }) price?: object
  @ApiMember({ type: 'dateTime' }) due?: Date
  @ApiMember({ type: ['string'] }) tags?: string[]
}

const count = 2_000
const lines = Array.from({ length: count }, (_, at) => ({
  id: at,
  name: `Customer number ${at}, Ltd`,
  account: at % 3 === 0 ? null : `acct-${at}`,
  minutes: at * 1.25,
  active: at % 2 === 0,
}))
const entries = lines.map((line, at) => ({
  ...line,
  price: parseDecimal(`${at}.50`)!,
  due: new Date(1_700_000_000_000 + at * 1_000_000),
  tags: ['a', 'b c', 'x,y'],
}))

function measure(label: string, write: () => string): void {
  let best = Number.POSITIVE_INFINITY
  let size = 0
  const times = 20
  for (let run = 0; run < 10; run++) {
    const start = process.cpuUsage()
    for (let at = 0; at < times; at++) size = Buffer.byteLength(write())
    const { user, system } = process.cpuUsage(start)
    // The first runs are for the compiler.
    if (run > 2) best = Math.min(best, (user + system) / times)
  }
  const megabytes = (size / best).toFixed(0).padStart(5)
  console.log(`${label.padEnd(34)} ${megabytes} MB/s  ${(best / count).toFixed(3)} µs a row`)
}

function compare(title: string, target: Class, rows: readonly object[]): void {
  console.log(`\n${title}`)
  const type: TypeRef = { kind: 'list', item: { kind: 'object', type: describe(target, { namespace: 'Bench' }) } }
  const options = { writeNulls: false }
  measure('JSON.stringify', () => JSON.stringify(rows))
  for (const format of formats.filter(({ reader }) => reader)) {
    const write = format.writer(type, options)
    measure(format.name, () => write(rows) as string)
    const stream = format.stream?.(type, options)
    if (stream)
      measure(`${format.name}, item by item`, () => {
        const last = rows.reduce((text, row, at) => text + stream.item(row, at), stream.head)
        return last + stream.tail(rows.length)
      })
  }
  measure('csv-stringify', () => stringify(rows as object[], { header: true }))
  const builder = new XMLBuilder({})
  const plain = JSON.parse(JSON.stringify(rows)) as object[]
  measure('fast-xml-parser’s builder, of texts', () => builder.build({ ArrayOfLine: { Line: plain } }) as string)
}

compare('Five scalars', Line, lines)
compare('Eight members: a decimal, a date, a list', Entry, entries)
