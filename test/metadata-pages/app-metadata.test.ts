import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createGateway, metadata } from '../../host'
import { type AppMetadata, metadataPages } from '../../metadata-pages'
import { deskGateway, deskUsers } from '../host/desk'
import { catalogOf, evoCatalog, GetAIUsage, ListUsageRecords, Ping } from './evo-catalog'
import { golden } from './repository'

const base = 'http://seeds.example'
const pages = metadataPages(evoCatalog(), { now: () => new Date(0) })

describe('/metadata/app.json', () => {
  const recordedFile = join(golden, 'seeds/app.json')
  const testRecorded = existsSync(recordedFile) ? test : test.skip
  testRecorded(
    'has the members of the recorded one, in its order, and says the same of the same messages (M-5.3 to M-5.10)',
    () => {
      const recorded = JSON.parse(readFileSync(recordedFile, 'utf8')) as AppMetadata
      const ours = pages.app({}, base)
      expect(Object.keys(ours)).toEqual(Object.keys(recorded))
      expect(ours.app).toEqual(recorded.app)
      expect(ours.config).toEqual(recorded.config)
      expect(ours.httpHandlers).toEqual(recorded.httpHandlers)
      expect(Object.keys(ours.ui!)).toEqual(Object.keys(recorded.ui!))
      for (const part of ['locode', 'explorer', 'defaultFormats'] as const) expect(ours.ui?.[part]).toEqual(recorded.ui?.[part])
      expect(Object.keys(ours.plugins)).toEqual(Object.keys(recorded.plugins))
      expect(recorded.contentTypeFormats).toMatchObject(ours.contentTypeFormats!)
      const theirs = recorded.plugins.validation as Record<string, object[]>
      const validation = ours.plugins.validation as Record<string, object[]>
      for (const list of ['typeValidators', 'propertyValidators'])
        expect(theirs[list]).toEqual(expect.arrayContaining(validation[list]!))
      for (const operation of ours.api.operations)
        expect(operation).toEqual(recorded.api.operations.find(({ request }) => request.name === operation.request.name))
      // The test's own UsageRecordInfo has an optional count.
      for (const type of ours.api.types.filter(({ name }) => name !== 'UsageRecordInfo'))
        expect(recorded.api.types).toContainEqual(type)
    },
  )

  test('has no config of languages, and no nulls (M-5.2, M-5.10)', () => {
    const { body } = pages.appPage({}, base)
    expect(body).not.toMatch(/:null|:false(?!,"|\})/)
    expect(JSON.parse(body).api.config).toBeUndefined()
  })

  test('view=plugins leaves the plug-ins alone (M-5.8)', () => {
    const all = pages.app({ view: 'plugins' }, base)
    expect(Object.keys(all)).toEqual(['plugins', 'customPlugins', 'api'])
    expect(all.api).toEqual({ namespaces: [], types: [], operations: [] })
    expect(Object.keys(pages.app({ view: 'Plugins:VALIDATION,auth' }, base).plugins)).toEqual(['validation'])
  })

  test.each(['locode', 'explorer', 'admin-ui'])('view=%s leaves out what a screen does without (M-5.8)', (view) => {
    const { body } = pages.appPage({ view }, base)
    expect(body).not.toContain('"namespace":"System"')
    expect(body).not.toContain('"name":"ApiMember"')
    expect(body).toContain('"description":"The start of the date range to consider"')
  })

  test('IncludeTypes filters as for the languages (M-5.8, M-6.11)', () => {
    const { api } = pages.app({ includeTypes: 'GetAIUsage.*' }, base)
    expect(api.operations.map(({ request }) => request.name)).toEqual(['GetAIUsage'])
    expect(api.types.map(({ name }) => name)).toEqual(['AIAccountUsage', 'AICustomerUsage'])
  })
})

test('/operations/metadata: a line a message, by name (M-1.16)', () => {
  const { body } = metadataPages(catalogOf([Ping, ListUsageRecords, GetAIUsage])).operationsPage()
  const [usage, records, ping] = JSON.parse(body)
  expect(usage).toEqual({
    name: 'GetAIUsage',
    responseName: 'AIUsage',
    serviceName: 'Evo Voice',
    actions: ['ANY'],
    routes: ['/ai/usage'],
    tags: [],
  })
  expect(records.actions).toEqual(['GET'])
  expect(ping).toMatchObject({ name: 'Ping', tags: ['open'], routes: [] })
})

describe('served', () => {
  const ready = deskUsers().then(async ({ users }) => {
    const gateway = deskGateway(users, { features: [metadata()] })
    const { port } = (await gateway.listen(0)).address() as { port: number }
    return { gateway, address: `http://localhost:${port}` }
  })
  afterAll(async () => (await ready).gateway.close())

  test.each([
    '/metadata/app.json',
    '/metadata/app',
    '/operations/metadata',
    '/operations/metadata.json',
    '/types/metadata?format=json',
    '/types/typescript',
    '/types/vbnet?IncludeTypes=FindLoans',
    '/types/zig',
  ])('%s has a tag, and a caller that has it gets a 304', async (place) => {
    const { address } = await ready
    const first = await fetch(address + place)
    const tag = first.headers.get('etag')!
    expect({ status: first.status, length: (await first.text()).length > 100 }).toEqual({ status: 200, length: true })
    const again = await fetch(address + place, { headers: { 'If-None-Match': tag } })
    expect({ status: again.status, body: await again.text(), tag: again.headers.get('etag') }).toEqual({
      status: 304,
      body: '',
      tag,
    })
    const other = await fetch(address + place, { headers: { 'If-None-Match': 'W/"other"' } })
    expect(other.status).toBe(200)
  })

  test('the class that answers is told, and what may be called from where', async () => {
    const { address } = await ready
    const all = (await (await fetch(`${address}/operations/metadata.json`)).json()) as { name: string; serviceName: string }[]
    expect(new Set(all.map(({ serviceName }) => serviceName))).toEqual(new Set(['DeskService']))
    expect(all.filter((each) => 'restrictTo' in each)).toContainEqual(expect.objectContaining({ restrictTo: ['HttpPost'] }))
  })

  test('a tag does not change with the time; cache=false makes a text anew (M-6.3)', () => {
    let seconds = 0
    const dated = metadataPages(evoCatalog(), { now: () => new Date(seconds++ * 1000) })
    for (const name of ['typescript', 'vbnet', 'zig', 'python', 'ruby', 'php']) {
      const [one, kept, other] = [{}, {}, { cache: 'false' }].map((query) => dated.types(name, query, base)!)
      expect(kept).toBe(one)
      expect(other!.body).not.toBe(one!.body)
      expect(other!.headers.ETag).toBe(one!.headers.ETag)
    }
  })

  test('two gateways keep texts of their own', () => {
    const [one, other] = [[GetAIUsage], [Ping]].map((classes) => metadataPages(catalogOf(classes)).types('typescript', {}, base)!)
    expect(one!.body).not.toBe(other!.body)
    expect(() => createGateway({ services: [] })).not.toThrow()
  })
})
