import fc from 'fast-check'
import type { Format } from '../../../dtos/contract/format'
import { compileBinder } from '../../../host/binder'
import { formats } from '../../../host/formats'
import { guardFormula } from '../../../host/formats/csv-cell'
import { escapeXml, unescapeXml } from '../../../host/formats/xml/text'
import { dto, meaning } from './generated'

// What is written is read back as the same, in each format that is written and read; the table says what a format cannot carry.
const asXml = (text: string) => unescapeXml(escapeXml(text))

/** What becomes of the texts of a message's own members (R-4.53: an empty text is an empty cell; formulas are guarded), and of all texts. */
const changes: Readonly<Record<string, { readonly own?: (text: string) => unknown; readonly any?: (text: string) => unknown }>> =
  {
    xml: { any: asXml },
    csv: { own: (text) => (text === '' ? undefined : guardFormula(text)) },
  }

/** Kinds whose text CSV does not guard: a minus is no formula there. */
const unguarded = new Set(['char', 'date', 'timeSpan', 'guid', 'uri'])

const readable = formats.filter((format) => format.reader)

describe.each(readable.map((format) => [format.name, format] as const))('%s', (name, format: Format) => {
  it('reads what it writes (R-3.31)', () => {
    fc.assert(
      fc.property(dto, ({ type, value }) => {
        const text = format.writer({ kind: 'object', type }, { writeNulls: false })(value) as string
        fc.pre(!isAmbiguous(text))
        const tree = format.reader!(type)(text)
        const bound = compileBinder(type).bind({ query: '', contentKind: 'tree', tree, cells: name === 'csv', predefined: false })
        expect(meaning(bound, changes[name]?.any)).toEqual(expected(type, value))
      }),
      { numRuns: 100 },
    )
  })

  it('reads lists of what it writes (R-1.31)', () => {
    fc.assert(
      fc.property(dto, fc.nat(3), ({ type, value }, count) => {
        const list = Array.from({ length: count }, () => value)
        const text = format.writer({ kind: 'list', item: { kind: 'object', type } }, { writeNulls: false })(list) as string
        fc.pre(!isAmbiguous(text))
        const trees = format.listReader!(type)(text) as unknown[]
        const binder = compileBinder(type)
        const bound = trees.map((tree) =>
          binder.bind({ query: '', contentKind: 'tree', tree, cells: name === 'csv', predefined: false }),
        )
        // One empty column is a blank line, which does not count.
        const blank = name === 'csv' && type.members.length === 1 && Object.keys(expected(type, value)).length === 0
        const carried = blank ? [] : list
        expect(bound.map((one) => meaning(one, changes[name]?.any))).toEqual(carried.map((one) => expected(type, one)))
      }),
      { numRuns: 40 },
    )
  })

  /** A structure in a cell that reads as JSON is JSON: there, an escape, `null` and a blank alone mean something else than in JSV. */
  function isAmbiguous(text: string): boolean {
    return name === 'csv' && /\\|null|\[\s+\]/.test(text)
  }

  function expected(
    type: { members: readonly { name: string; type: { kind: string; scalar?: string } }[] },
    value: Record<string, unknown>,
  ) {
    const { own, any } = changes[name] ?? {}
    const entries = type.members.map(({ name: member, type: { scalar } }) => {
      const one = value[member]
      return [member, typeof one === 'string' && own && !unguarded.has(scalar ?? '') ? own(one) : meaning(one, any)] as const
    })
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined && one !== null))
  }
})
