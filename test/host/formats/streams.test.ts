import fc from 'fast-check'
import type { Format } from '../../../dtos/contract/format'
import type { TypeRef } from '../../../dtos/contract/message-type'
import { formats } from '../../../host/formats'
import { ContractPage, dictionary, list, object, Page, Row, scalar } from './shapes'

const options = { writeNulls: false }
const streaming = formats.filter((format) => format.stream)

/** What the pieces come to. */
async function pieces(format: Format, type: TypeRef, body: unknown): Promise<string> {
  const writer = format.stream!(type, options)!
  let out = writer.head
  let count = 0
  for await (const item of writer.items(body)) out += writer.item(item, count++)
  return out + writer.tail(count)
}

async function* later<T>(items: Iterable<T>) {
  yield* items
}

describe.each(streaming.map((format) => [format.name, format] as const))('%s in pieces', (name, format) => {
  const row = fc.option(fc.record({ id: fc.integer(), name: fc.string(), active: fc.boolean() }, { requiredKeys: [] }), {
    nil: null,
  })
  const emptyRoot = (text: string) => text.replace(/<(\w+)( [^>]*[^/])><\/\1>$/, '<$1$2 />')

  it('says what the whole would say, be the items there or yet to come', async () => {
    const whole = format.writer(list(object(Row)), options)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 4 }), async (rows) => {
        for (const items of [rows, new Map(rows.entries()).values(), later(rows)])
          expect(emptyRoot(await pieces(format, list(object(Row)), items))).toBe(whole(rows))
      }),
      { numRuns: 40 },
    )
  })

  it.each([[[]], [['a', null, 'b,c']]])('scalars %j', async (texts) => {
    expect(emptyRoot(await pieces(format, list(scalar('string')), later(texts)))).toBe(
      format.writer(list(scalar('string')), options)(texts),
    )
  })

  it('is for lists only', () => {
    for (const type of [object(Page), scalar('int32'), dictionary(scalar('string'))])
      expect(format.stream!(type, options)).toBeUndefined()
  })

  it('takes the list of an envelope where the format does (R-4.50, R-4.70)', async () => {
    const type = object(ContractPage)
    const body = { total: 1, results: later([{ id: 1 }]) }
    if (name !== 'csv' && name !== 'jsonl') return expect(format.stream!(type, options)).toBeUndefined()
    expect(await pieces(format, type, body)).toBe(format.writer(type, options)({ total: 1, results: [{ id: 1 }] }))
    expect(await pieces(format, type, { results: null })).toBe(name === 'csv' ? 'Id,Name,Price,Active,Due,Color\r\n' : '')
  })

  it('refuses what is no list', () => {
    expect(() => format.stream!(list(object(Row)), options)!.items({})).toThrow(/declared as a list/)
  })
})

it('CSV of dictionaries cannot be told in pieces: its header is all their keys (R-4.50)', () => {
  const [csv] = formats.filter(({ name }) => name === 'csv')
  expect(csv!.stream!(list(dictionary(scalar('string'))), options)).toBeUndefined()
})
