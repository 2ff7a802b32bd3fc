import { manyMessages } from '../../bench/many-messages'
import { generatePageSource, generateTypes, languages, type MetadataTypes, select } from '../../metadata-pages'

/** How many elements of arrays are looked at while the work is done: unlike time it is the same on every machine. */
const looksAt = (work: () => unknown): number => {
  let looks = 0
  const walks = ['filter', 'find', 'findIndex', 'some', 'every', 'map', 'flatMap', 'forEach', 'reduce'] as const
  const scans = ['includes', 'indexOf'] as const
  const prototype = Array.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const own = new Map([...walks, ...scans].map((name) => [name as string, prototype[name]!]))
  for (const name of walks)
    prototype[name] = function (this: unknown[], visit: unknown, ...rest: unknown[]) {
      const counted = (...args: unknown[]): unknown => {
        looks++
        return (visit as (...args: unknown[]) => unknown)(...args)
      }
      return own.get(name)!.call(this, counted, ...rest)
    }
  for (const name of scans)
    prototype[name] = function (this: unknown[], ...args: unknown[]) {
      looks += this.length
      return own.get(name)!.apply(this, args)
    }
  try {
    work()
  } finally {
    for (const [name, method] of own) prototype[name] = method
  }
  return looks
}

const facts = { version: '10.15', baseUrl: 'https://desk.example', date: new Date(0) }
const sizes = [60, 120] as const
const growth = (work: (metadata: MetadataTypes) => unknown): number => {
  const [small, large] = sizes.map((size) => {
    const metadata = manyMessages(size)
    return looksAt(() => work(metadata))
  })
  return large! / small!
}

test('the counter counts: a search in a search grows with the square', () => {
  expect(growth(({ operations }) => operations.every((each) => operations.includes(each)))).toBeGreaterThan(3.8)
})

describe.each(languages.map((language) => [language.name, language] as const))('%s', (_, language) => {
  test('twice the messages are twice the work', () => {
    expect(growth((metadata) => generateTypes(language, metadata, facts))).toBeLessThan(2.2)
  })

  test.each([
    { AddResponseStatus: 'true' },
    { IncludeTypes: '{tag1}' },
    { IncludeTypes: '{tag0,tag1,tag2,tag3,tag4,tag5,tag6}' },
    { IncludeTypes: 'Many.Messages/*' },
    { ExcludeTypes: 'Message1,Message2' },
    { GlobalNamespace: 'One' },
  ])('also with %j', (query) => {
    expect(growth((metadata) => generateTypes(language, metadata, facts, query))).toBeLessThan(2.2)
  })

  test('the pages of twice the messages are twice the work', () => {
    const pages = (metadata: MetadataTypes): void => {
      for (const operation of metadata.operations) generatePageSource(language, metadata, select(metadata, operation))
    }
    expect(growth(pages)).toBeLessThan(2.3)
  })
})

test('types in one large circle are found in one walk', () => {
  const ring = (size: number): MetadataTypes => ({
    namespaces: ['Ring'],
    types: Array.from({ length: size }, (_, at) => ({
      name: `Node${at}`,
      namespace: 'Ring',
      implements: [],
      properties: [{ name: 'Next', type: `Node${(at + 1) % size}`, namespace: 'Ring', isRequired: true }],
    })),
    operations: [],
  })
  for (const name of ['rust', 'zig', 'go']) {
    const language = languages.find((each) => each.name === name)!
    const [small, large] = sizes.map((size) => looksAt(() => generateTypes(language, ring(size), facts)))
    expect(large! / small!).toBeLessThan(2.2)
    // Each member of the circle points to the next.
    expect(generateTypes(language, ring(3), facts)).toMatch(/Box<Node1>|\*const Node1|\*Node1/)
  }
})
