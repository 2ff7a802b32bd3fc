import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalog, cloudEvents, type ImportFormat, isRejection, mappedCsv, readProfile } from '../../../services/usage/imports'
import { meters, type UsageEvent } from '../../../services/usage/ledger'
import {
  type SampleOptions,
  sampleCatalog,
  sampleEvents,
  sampleExpected,
  sampleFiles,
  sampleSizes,
  writeSample,
} from '../../../services/usage/sample'
import { Random, seedOf } from '../../../services/usage/sample/random'
import { collect, pieces, readAll } from '../imports/support'

const tiny: SampleOptions = { size: 'tiny', seed: 1, until: '2026-09-10' }

let smallEvents: Promise<UsageEvent[]> | undefined
/** Made once for all that look at it. */
const small = () => {
  smallEvents ??= collect(sampleEvents({ ...tiny, size: 'small' }))
  return smallEvents
}

const digest = async (options: SampleOptions) => {
  const hash = createHash('sha256')
  for await (const entity of sampleCatalog(options)) hash.update(JSON.stringify(entity))
  for (const file of sampleFiles(options)) for await (const chunk of file.chunks()) hash.update(chunk)
  return hash.update(JSON.stringify(sampleExpected(options))).digest('hex')
}

describe('The sample (usage-domain 4.2)', () => {
  test('one seed gives one text, another seed another', async () => {
    const one = await digest(tiny)
    expect(await digest({ ...tiny, seed: '1', until: Date.parse('2026-09-30T23:00:00Z') })).toBe(one)
    expect(await digest({ ...tiny, seed: 2n ** 64n - 1n })).not.toBe(one)
  })

  test('a larger size holds the organizations and accounts of the smaller, and their events', async () => {
    const of = async (size: 'tiny' | 'small') => {
      const entities = await collect(sampleCatalog({ ...tiny, size }))
      return {
        organizations: entities.filter(({ kind }) => kind === 'organization'),
        accounts: entities.flatMap((entity) =>
          entity.kind === 'account' ? [[entity.key, entity.organization, entity.sid]] : [],
        ),
      }
    }
    const [small, large] = [await of('tiny'), await of('small')]
    expect(large.organizations.slice(0, small.organizations.length)).toEqual(small.organizations)
    expect(large.accounts.slice(0, small.accounts.length)).toEqual(small.accounts)
  })

  test('a call of an account and day is the same call whatever else is in the sample', async () => {
    // Meter, length and outcome come from the event’s own sub-stream.
    const calls = (events: UsageEvent[]) => {
      const own = events.filter(({ id }) => id.startsWith('c-0-'))
      return new Map(
        own.map(({ id, meter, quantity, resolution, direction }) => [id, { meter, quantity, resolution, direction }]),
      )
    }
    const [some, more] = [calls(await collect(sampleEvents(tiny))), calls(await small())]
    const shared = [...some].filter(([id]) => more.has(id))
    expect(shared.length).toBeGreaterThan(100)
    expect(shared.map(([id]) => more.get(id))).toEqual(shared.map(([, call]) => call))
  })

  test('it ends with the last full month before `until`', async () => {
    const expected = sampleExpected(tiny)
    expect([expected.from, expected.to]).toEqual(['2026-03', '2026-08'])
    const times = (await collect(sampleEvents(tiny))).map(({ occurredAt }) => occurredAt)
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2026-03-01'))
    expect(Math.max(...times)).toBeLessThan(Date.parse('2026-09-01'))
    expect(sampleExpected({ ...tiny, until: '2026-01-01' }).to).toBe('2025-12')
  })

  test('today is the default: the month before this one has usage', () => {
    const now = new Date()
    const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
    const { to, months } = sampleExpected({ size: 'tiny' })
    expect(to).toBe(last)
    expect(months.at(-1)!.aiUsage.accountUsage.length).toBeGreaterThan(0)
  })

  test('options that make no sense are refused with what there is', () => {
    expect(() => sampleExpected({ size: 'huge' as never })).toThrow('tiny, small, medium, large')
    expect(() => sampleExpected({ until: 'soon' })).toThrow('soon is not a date')
  })

  test('every meter of the sample is one of the ledger’s, and most of the ledger’s are in the sample', async () => {
    const used = new Set((await small()).map(({ meter }) => meter))
    const known = meters.map(({ code }) => code)
    expect([...used].filter((meter) => !known.includes(meter))).toEqual([])
    expect(used.size).toBeGreaterThan(20)
  })

  test('every id is one event’s', async () => {
    const ids = (await collect(sampleEvents(tiny))).map(({ source, id }) => `${source} ${id}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('the catalog reads back as it was written', async () => {
    const entities = await collect(sampleCatalog(tiny))
    const items = await readAll(catalog, entities.map((entity) => JSON.stringify(entity)).join('\n'))
    expect(items.map((item) => (isRejection(item) ? item : item.value))).toEqual(entities)
  })

  test('the numbers are near those of the model', async () => {
    const events = await small()
    const { events: wanted } = sampleSizes.small
    expect(events.length / wanted).toBeGreaterThan(0.9)
    expect(events.length / wanted).toBeLessThan(1.1)

    const share = (holds: (event: (typeof events)[number]) => boolean, among = events) =>
      among.filter(holds).length / among.length
    const calls = events.filter(({ meter }) => /^call\.(inbound|outbound|sip|client)/.test(meter))
    const inbound = calls.filter(({ direction }) => direction === 'INBOUND')
    expect(share(({ meter }) => meter === 'call.outbound', calls)).toBeCloseTo(0.23, 1)
    expect(share(({ resolution }) => resolution === 'ANSWERED', inbound)).toBeCloseTo(0.8, 1)
    const lengths = calls.filter(({ resolution }) => resolution === 'ANSWERED').map(({ quantity }) => Number(quantity))
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
    expect(mean).toBeGreaterThan(200)
    expect(mean).toBeLessThan(320)
    const texts = events.filter(({ meter }) => meter === 'sms.outbound')
    expect(share(({ quantity }) => quantity === '1', texts)).toBeCloseTo(0.72, 1)

    const byAccount = new Map<string, number>()
    for (const { account } of events) byAccount.set(account, (byAccount.get(account) ?? 0) + 1)
    const sorted = [...byAccount.values()].sort((a, b) => b - a)
    const top = sorted.slice(0, sampleSizes.small.accounts / 5).reduce((sum, count) => sum + count, 0)
    expect(top / events.length).toBeGreaterThan(0.55)
    const weekend = share(({ occurredAt }) => [0, 6].includes(new Date(occurredAt).getUTCDay()))
    expect(weekend).toBeLessThan(0.2)
  })
})

describe('The folder of a sample', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')

  test('has the catalog, three usage files, a profile and the expected answers, and tells how far it is', async () => {
    const told = new Map<string, number>()
    const written = await writeSample(folder, tiny, ({ file, bytes }) => void told.set(file, bytes))
    expect(readdirSync(folder).sort()).toEqual([
      'asterisk.csv',
      'asterisk.profile.json',
      'catalog.jsonl',
      'expected.json',
      'usage.csv',
      'usage.jsonl',
    ])
    expect(written).toEqual(
      ['catalog.jsonl', 'usage.jsonl', 'usage.csv', 'asterisk.csv', 'asterisk.profile.json', 'expected.json'].map((name) =>
        join(folder, name),
      ),
    )
    for (const [name, bytes] of told) expect(bytes).toBe(Buffer.byteLength(text(name)))
  })

  test('the expected answers are those of sampleExpected', () => {
    expect(JSON.parse(text('expected.json'))).toEqual(JSON.parse(JSON.stringify(sampleExpected(tiny))))
  })

  test('the files have as many lines as expected.json says', () => {
    for (const { name, lines } of sampleExpected(tiny).files) expect(text(name).trimEnd().split('\n')).toHaveLength(lines)
  })

  test('the profile reads the CDR file as its zone says, and gives the calls that were made', async () => {
    const profile = readProfile(text('asterisk.profile.json'))
    const accepted = (await readAll(mappedCsv(profile), text('asterisk.csv'))).flatMap((item) =>
      isRejection(item) ? [] : [item.value],
    )
    const made = (await collect(sampleEvents(tiny))).filter(
      ({ account, meter, id }) => id.startsWith('c-1-') && meter.startsWith('call.') && account,
    )
    // The first of an id is the call; what comes later under it is a fault.
    const told = new Map([...accepted].reverse().map((event) => [event.id, event]))
    expect(made.length).toBeGreaterThan(50)
    for (const { id, meter, direction, resolution, quantity, occurredAt } of made)
      expect(told.get(id)).toMatchObject({
        meter,
        direction,
        resolution,
        occurredAt,
        quantity,
      })
  })

  test('its CloudEvents say no more faults than were put in', async () => {
    const items = await collect((cloudEvents as ImportFormat<unknown>).read(pieces(text('usage.jsonl'))))
    const codes = new Set(items.flatMap((item) => (isRejection(item) ? [item.code] : [])))
    expect([...codes]).toEqual(['MalformedJson'])
  })
})

describe('Random numbers', () => {
  const random = () => new Random(seedOf(1), 5)
  const many = <T>(draw: (random: Random) => T, count = 20_000) => {
    const source = random()
    return Array.from({ length: count }, () => draw(source))
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

  test('a sub-stream is found again, and is not its neighbour', () => {
    const draws = (source: Random) => Array.from({ length: 5 }, () => source.uint32())
    expect(draws(random().at(5))).toEqual(draws(random()))
    const paths = [[], [0], [1], [0, 0], [0, 1], [1, 0], [1, 1], [2 ** 31], [-1]]
    const first = paths.flatMap((path) => [draws(new Random(seedOf(1), ...path)), draws(new Random(seedOf(2n ** 63n), ...path))])
    expect(new Set(first.map(String)).size).toBe(first.length)
  })

  test.each<[string, (random: Random) => number, number]>([
    ['float', (source) => source.float(), 0.5],
    ['below', (source) => source.below(10), 4.5],
    ['normal', (source) => source.normal(), 0],
    ['gamma', (source) => source.gamma(20), 1],
    ['a small poisson', (source) => source.poisson(3), 3],
    ['a large poisson', (source) => source.poisson(100), 100],
    ['log-normal, in its logarithm', (source) => Math.log(source.logNormal(150, 0.95) / 150), 0],
    ['pick', (source) => source.pick([1, 1, 2]), 1.25],
    ['the lowest bit', (source) => source.uint32() & 1, 0.5],
  ])('%s has the mean that it should', (_, draw, expected) => {
    expect(Math.abs(mean(many(draw)) - expected)).toBeLessThan(0.02 * Math.max(1, expected))
  })
})
