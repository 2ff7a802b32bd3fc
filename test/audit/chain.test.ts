import fc from 'fast-check'
import {
  type AuditEntry,
  ChainCheck,
  canonicalJson,
  emptyChain,
  exportLine,
  hashOfEntry,
  headText,
  link,
  MemoryAuditStore,
  parseHead,
  verifyExport,
  verifyLog,
} from '../../services/audit'

const chainOf = (records: readonly string[]): AuditEntry[] => {
  const entries: AuditEntry[] = []
  for (const record of records) entries.push(link(entries.at(-1) ?? emptyChain, record))
  return entries
}

const check = (entries: readonly AuditEntry[], head = entries.at(-1)) => {
  const walk = new ChainCheck().note(head, 'somebody')
  for (const entry of entries) walk.add(entry)
  return walk.finish()
}

const records = fc.array(
  fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean())).map(canonicalJson),
  { minLength: 3, maxLength: 12 },
)
const place = fc.nat({ max: 1_000 })

describe('a chain of hashes (threats P13)', () => {
  test('holds as it was written, and as it was exported', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (texts) => {
        const entries = chainOf(texts)
        expect(check(entries)).toBeUndefined()
        expect(await verifyExport(entries.map(exportLine), entries.at(-1))).toMatchObject({ entries: texts.length })
        expect((await verifyExport(entries.map(exportLine))).fault).toBeUndefined()
        // A later part holds by itself.
        expect((await verifyExport(entries.slice(1).map(exportLine), entries.at(-1))).fault).toBeUndefined()
      }),
    )
  })

  /** What somebody may do to entries; the answer says where the chain must break. */
  const hands: Readonly<Record<string, (entries: AuditEntry[], at: number) => number>> = {
    'changes a text': (entries, at) => {
      entries[at] = { ...entries[at]!, record: `${entries[at]!.record} ` }
      return at + 1
    },
    'changes a text and its hash': (entries, at) => {
      const { seq, previous, record } = entries[at]!
      entries[at] = { seq, previous, record: `${record} `, hash: hashOfEntry(seq, previous, `${record} `) }
      // The last one of all breaks where its own head was noted.
      return Math.min(at + 2, entries.length)
    },
    'removes one': (entries, at) => {
      entries.splice(at, 1)
      return at + 1
    },
    'exchanges two': (entries, at) => {
      const other = (at + 1) % entries.length
      ;[entries[at], entries[other]] = [entries[other]!, entries[at]!]
      return Math.min(at, other) + 1
    },
    'exchanges the texts of two and counts them anew': (entries, at) => {
      const other = (at + 1) % entries.length
      const [left, right] = [entries[at]!, entries[other]!]
      entries[at] = { ...right, seq: left.seq }
      entries[other] = { ...left, seq: right.seq }
      return Math.min(at, other) + 1
    },
    'puts one in between': (entries, at) => {
      entries.splice(at, 0, link(entries[at - 1] ?? emptyChain, '{"put":"in between"}'))
      // Before the last one it has the number that was noted.
      return Math.min(at + 2, entries.length - 1)
    },
    'cuts off the end': (entries, at) => {
      entries.length = at
      return at + 1
    },
    'writes all anew from there': (entries, at) => {
      const rest = entries.splice(at).map(({ record }) => record)
      for (const record of rest) entries.push(link(entries.at(-1) ?? emptyChain, `${record} `))
      return entries.length
    },
  }

  test.each(Object.entries(hands))('breaks where somebody %s', (_name, change) => {
    fc.assert(
      fc.property(records, place, (texts, where) => {
        const entries = chainOf(texts)
        const head = entries.at(-1)!
        const at = where % entries.length
        const expected = change(entries, at)
        expect(check(entries, head)?.seq).toBe(expected)
      }),
    )
  })

  test('a log of more than a page is walked to its end', async () => {
    const store = new MemoryAuditStore()
    store.append(Array.from({ length: 12_345 }, (_, at) => canonicalJson({ at, kind: 'signIn' })))
    const head = store.head()!
    expect(await verifyLog(store)).toEqual({ entries: 12_345, head: { seq: head.seq, hash: head.hash } })
    const beyond = { head: { seq: 12_346, hash: head.hash }, where: 'a note' }
    expect((await verifyLog(store, [beyond])).fault).toEqual({ seq: 12_346, problem: expect.stringContaining('a note') })
  })

  test('lines that are no entries are named', async () => {
    const [line] = chainOf(['{}']).map(exportLine)
    expect((await verifyExport([line!, 'nonsense'])).fault).toEqual({ seq: 2, problem: expect.stringContaining('line 2') })
    expect((await verifyExport(['{"seq":1}'])).fault).toMatchObject({ seq: 1 })
    expect(await verifyExport([])).toEqual({ entries: 0, head: emptyChain })
  })

  test('a text that is no JSON any more is exported as it is', async () => {
    const [entry] = chainOf(['not { JSON'])
    expect(exportLine(entry!)).toContain('"text":"not { JSON"')
    expect((await verifyExport([exportLine(entry!)])).fault).toBeUndefined()
  })

  test('canonical JSON does not hang on the order of members', () => {
    expect(canonicalJson({ b: 1, a: { d: [{ z: 1, y: 2 }], c: undefined } })).toBe('{"a":{"d":[{"y":2,"z":1}]},"b":1}')
  })

  test('a head is a word', () => {
    const head = { seq: 12, hash: 'ab'.repeat(32) }
    expect(parseHead(` ${headText(head)}\n`)).toEqual(head)
    for (const text of ['', '12', '12:ab', `x:${'ab'.repeat(32)}`, `12:${'AB'.repeat(32)}`])
      expect(parseHead(text)).toBeUndefined()
  })
})
