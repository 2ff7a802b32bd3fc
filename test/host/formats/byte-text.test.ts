import fc from 'fast-check'
import { ApiMember, DataMember, describe as describeType, type TypeRef } from '../../../dtos/contract'
import { json } from '../../../host/formats'

// R-4.11, R-4.13: what is put together byte by byte is what JSON.stringify writes, whatever the texts, their lengths and the members' names.

class Leaf {
  @ApiMember({}) text!: string
  @ApiMember({ type: 'int32' }) count!: number
  @ApiMember({ type: 'double' }) share!: number
  @ApiMember({ type: 'boolean' }) open!: boolean
}
class Tree {
  @DataMember({ name: 'größe' }) @ApiMember({ type: 'int64' }) size!: number
  @ApiMember({ type: Leaf }) leaf!: Leaf
  @ApiMember({ type: [Leaf] }) leaves!: Leaf[]
  @ApiMember({ type: ['string'] }) names!: string[]
}

const writerOf = (target: new () => object) => {
  const type: TypeRef = { kind: 'object', type: describeType(target) }
  return json.writer(type, { writeNulls: false }) as (body: unknown) => string
}
const writeTree = writerOf(Tree)

/** Control characters have upper-case digits on the wire. */
const expected = (value: unknown) =>
  JSON.stringify(value).replace(/\\(?:u00[01][0-9a-f]|.)/g, (found) =>
    found.length > 2 ? `\\u${found.slice(2).toUpperCase()}` : found,
  )

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)
const leaf = fc.record({
  text,
  count: fc.integer(),
  share: fc.double({ noNaN: true, noDefaultInfinity: true }).map((share) => (Object.is(share, -0) ? 0 : share)),
  open: fc.boolean(),
})
const tree = fc
  .record({ size: fc.nat(), leaf, leaves: fc.array(leaf, { maxLength: 12 }), names: fc.array(text, { maxLength: 12 }) })
  .map(({ size, ...rest }) => ({ body: { size, ...rest }, told: { größe: size, ...rest } }))

test('every text, number and name is written as JSON.stringify writes it', () => {
  fc.assert(
    fc.property(tree, ({ body, told }) => {
      expect(writeTree(body)).toBe(expected(told))
    }),
    { numRuns: 300 },
  )
})

test('powers of ten and their neighbours keep their digits', () => {
  const write = writerOf(Leaf)
  for (let power = 1; power <= 1e10; power *= 10)
    for (const count of [power - 1, power, power + 1, -power, 2 ** 31 - 1, -(2 ** 31)])
      expect(write({ count })).toBe(JSON.stringify({ count }))
})

test('an answer larger than the place it grows in, and one after it', () => {
  const leaves = Array.from({ length: 8 }, (_, at) => ({
    text: 'ä'.repeat(30_000 * (at + 1)),
    count: at,
    share: 0.5,
    open: true,
  }))
  expect(writeTree({ leaves })).toBe(JSON.stringify({ leaves }))
  expect(writeTree({ leaf: leaves[0] })).toBe(JSON.stringify({ leaf: leaves[0] }))
  expect(writeTree({ names: ['a'] })).toBe('{"names":["a"]}')
})

test('a writer inside another one stands behind it, and one that fails leaves nothing', () => {
  const inner = { leaf: { text: 'ü', count: 1, share: 2, open: false } }
  const outer = {
    size: 7,
    get names() {
      return ['a', writeTree(inner)]
    },
  }
  expect(writeTree(outer)).toBe(JSON.stringify({ größe: 7, names: ['a', JSON.stringify(inner)] }))
  expect(() => writeTree({ leaf: { text: {} } })).toThrow(/declared as a string/)
  expect(writeTree({ size: 1 })).toBe('{"größe":1}')
})
