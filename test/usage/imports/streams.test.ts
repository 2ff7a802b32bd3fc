import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { catalog, cloudEvents, detectFormat, genericCsv, importFormats, isCatalog } from '../../../services/usage/imports'
import { asterisk } from '../../../services/usage/imports/asterisk'
import { csvRecords } from '../../../services/usage/imports/csv-records'
import { lineBlocks, longestLine } from '../../../services/usage/imports/lines'
import { sampleFiles } from '../../../services/usage/sample'
import { chunksOf, collect, readAll } from './support'

const formats = [...importFormats, catalog]

/** Lines that look right, lines that do not, and bytes of no kind, in one file. */
const anyFile = fc
  .array(
    fc.oneof(
      fc
        .constantFrom(
          'event_id,occurred_at,account,meter,quantity',
          'a,2026-03-02T09:14:15Z,acme,fax,1',
          '"a","2026-03-02T09:14:15Z","ac""me","f\nax",1',
          '"never closed',
          'stray"quote,',
          '{"specversion":"1.0","id":"1","source":"s","type":"usage.fax","subject":"a","time":"2026-03-02T09:14:15Z","data":{"quantity":"1"}}',
          '[{"specversion":"1.0"},',
          '{"kind":"organization","id":"o-1","name":"é","currency":"EUR"}',
          '',
          '\uFEFF',
          'x'.repeat(longestLine + 1),
          `"${'y'.repeat(longestLine - 1)}`,
        )
        .map((text) => Buffer.from(text)),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
    ),
    { maxLength: 12 },
  )
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => Buffer.concat(lines.flatMap((line) => [line, Buffer.from(end)]))))

describe.each(formats.map((format) => [format.name, format] as const))('%s', (_, format) => {
  test('any chunking of a stream gives the same items, and hostile bytes never end the reading', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyFile,
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 }),
        async (bytes, sizes) => {
          const whole = await readAll<unknown>(format as typeof catalog, bytes)
          expect(await collect<unknown>(format.read(chunksOf(bytes, [...sizes, 20_000])))).toEqual(whole)
          for (const item of whole)
            expect(item).toEqual(expect.objectContaining({ line: expect.any(Number), text: expect.any(String) }))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a stream that breaks is an error, not an end', async () => {
    const broken = async function* () {
      yield 'a,b\n'
      throw new Error('disk gone')
    }
    await expect(collect<unknown>(format.read(broken()))).rejects.toThrow('disk gone')
  })
})

describe('Lines', () => {
  test('every line that is not blank becomes one item', async () => {
    const line = fc.stringMatching(/^[a-z,;:{}[\]é]{1,20}$/)
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 20 }), async (lines) => {
        const items = await readAll(asterisk, lines.join('\n'))
        expect(items.map(({ line, text }) => [line, text])).toEqual(lines.map((text, i) => [i + 1, text]))
      }),
    )
  })

  test('a line of 200 MB is refused without being held', async () => {
    const flood = async function* () {
      for (let i = 0; i < 200; i++) yield Buffer.alloc(1 << 20, 'x')
      yield '\nshort\n'
    }
    const before = process.memoryUsage().arrayBuffers
    let most = 0
    const watched = async function* () {
      for await (const chunk of flood()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before)
        yield chunk
      }
    }
    const lines = (await collect(lineBlocks(watched()))).flat()
    // The collector lets some chunks lie for a while; held ones would be 200.
    expect(most).toBeLessThan(150 << 20)
    expect(lines.map(({ line, text, fault }) => [line, text.length, fault?.code])).toEqual([
      [1, longestLine, 'LineTooLong'],
      [2, 5, undefined],
    ])
  })
})

describe('CSV (RFC 4180)', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '😀', '"', ',', ';', '\n', '\r\n', ' ', '=', "'", '\t'),
    maxLength: 8,
  })
  // A record of one empty cell is a blank line, which is skipped.
  const record = fc.array(cell, { minLength: 2, maxLength: 5 })

  test.each([',', ';', '\t', '|'])('what csv-stringify writes with %j is read back', async (delimiter) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (rows, end, all) => {
          const text = stringify(rows, { delimiter, record_delimiter: end, quoted: all, quoted_match: /[\r\n\s]/ })
          const found = (await collect(csvRecords(chunksOf(Buffer.from(text), [7, 64]), { delimiter }))).flat()
          expect(found.map(({ fields }) => fields)).toEqual(rows)
        },
      ),
    )
  })
})

describe('Which format a file has', () => {
  test.each(sampleFiles({ size: 'tiny', until: '2026-07-01' }).map((file) => [file.name, file] as const))(
    '%s',
    async (name, file) => {
      const { value } = await file.chunks().next()
      expect(detectFormat(name, value)?.name).toBe(file.format)
      expect(detectFormat('upload', value)?.name).toBe(file.format)
    },
  )

  test.each([
    [
      'cdr.csv',
      '"Anna","201","+44","default","2026-03-02 09:14:07","","2026-03-02 09:18:21","254","0","NO_ANSWER","0b5f1b1e-6f0a-4c43-9d6d-1d2f3a4b5c6d","","acme","PCMU","PCMU"',
      'freeswitch',
    ],
    [
      'Master.csv',
      '"acme","1","2","ctx","","a","b","Dial","x","2026-03-02 09:14:07","","2026-03-02 09:18:21",254,0,"NO ANSWER","DOCUMENTATION"',
      'asterisk',
    ],
    ['export.csv', '\uFEFF"occurred_at";"account";"meter";"quantity"', 'csv'],
    ['events.ndjson', '', 'cloudevents'],
    ['numbers.csv', '1,2,3', undefined],
  ])('%s', (name, text, expected) => {
    expect(detectFormat(name, text)?.name).toBe(expected)
  })

  test('a catalog is known by its first line', () => {
    expect(isCatalog('any', '{"kind":"account","key":"x"}')).toBe(true)
    expect(isCatalog('catalog.jsonl', '{"specversion":"1.0"}')).toBe(false)
  })

  test('all formats have names and media types of their own', () => {
    const names = formats.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const types = [cloudEvents, genericCsv].flatMap(({ mediaTypes }) => mediaTypes)
    expect(new Set(types).size).toBe(types.length)
  })
})
