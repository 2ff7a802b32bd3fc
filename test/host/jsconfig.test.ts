import type { Server } from 'node:http'
import { Decimal } from 'decimal.js'
import request from 'supertest'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  createGateway,
  DataMember,
  declareEnum,
  formats,
  HttpError,
  HttpResult,
  Itself,
  type MemberKind,
  OffsetDate,
  PartOf,
  Returns,
  Route,
} from '../../host'
import { readJsconfig } from '../../host/negotiation/jsconfig'

const State = declareEnum({ Open: 0, Late: 3 }, 'State')
const Mood = declareEnum({ Glad: 'glad', Sad: 'sad' }, 'Mood')
const maybe = (type: MemberKind, name?: string) => ApiMember({ type, isOptional: true, ...(name ? { name } : {}) })
const value = (type: MemberKind) => ApiMember({ type, isOptional: false })

class Part {
  @value('int32') partNo = 0
  @maybe('string') partName?: string
}

/** One member of each kind that a word of jsconfig touches. */
@Route('/thing')
@AllowAnonymous()
class Thing extends Returns(Itself) {
  @value('int32') count = 0
  @maybe('int32') maybeCount?: number
  @value('boolean') isOpen = false
  @value('decimal') price = new Decimal(0)
  @maybe('string') title?: string
  @maybe('string', 'URLPath') urlPath?: string
  @maybe('string', 'aBC') aBC?: string
  @maybe('string', 'IOStream2') ioStream2?: string
  @DataMember({ name: 'its-own' }) @maybe('string') own?: string
  @maybe('dateTime') dueOn?: Date
  @maybe('dateTimeOffset') madeAt?: Date
  @maybe('timeSpan') span?: string
  @value(State) state = State.Open
  @maybe(Mood) mood?: string
  @maybe(Part) part?: Part
  @maybe([Part]) parts?: Part[]
  @maybe({ dictionary: 'string' }) links?: Record<string, string | null>
}

@AllowAnonymous()
class ThingList extends Returns([Part]) {
  @maybe('string') how?: string
}

@AllowAnonymous()
class Refuses extends Returns(Thing) {}

@PartOf({
  name: 'vendor',
  defaultFormat: 'json',
  writeNulls: true,
  order: 'bindFirst',
  error: ({ status, errorCode }) => ({ status, body: { errorName: errorCode } }),
})
@AllowAnonymous()
class Contracted extends Returns(Part) {
  @value('int32') partNo = 0
}

class ThingService {
  @Any(Contracted) contracted({ partNo }: Contracted) {
    return Object.assign(new Part(), { partNo })
  }
  @Any(Thing) thing(message: Thing): Thing {
    if (message.title !== 'full') return message
    return Object.assign(new Thing(), {
      count: 1,
      title: 'a "b": {c}',
      urlPath: '/u',
      aBC: 'x',
      ioStream2: 's',
      own: 'o',
      dueOn: new Date('2024-05-06T07:08:09.123Z'),
      madeAt: new OffsetDate(Date.parse('2024-05-06T07:08:09Z'), 120),
      span: 'P1DT2H3M4.005S',
      state: State.Late,
      mood: Mood.Sad,
      part: { partNo: 7 },
      parts: [{ partNo: 8 }],
      links: { Home: 'h', none: null },
    })
  }
  @Any(ThingList) list({ how }: ThingList) {
    const one = [{ partNo: 1, partName: 'n' }]
    if (how === 'iterator')
      return (function* () {
        yield* one
      })()
    return how === 'other' ? HttpResult.of({ dictionary: Part }, { Key: one[0] }) : one
  }
  @Any(Refuses) refuse(): Thing {
    throw new HttpError(409, 'Taken', 'It is taken.', { fieldName: 'Title', meta: { someKey: 'v' } })
  }
}

const services = [new ThingService()]
const servers: Server[] = []
const gateways = {
  plain: createGateway({ services }),
  deaf: createGateway({ services, jsconfig: false }),
  classic: createGateway({ services, dateHandler: 'timestampOffset', includeNullValues: true }),
}
let at: Record<keyof typeof gateways, Server>

beforeAll(async () => {
  at = {
    plain: await gateways.plain.listen(),
    deaf: await gateways.deaf.listen(),
    classic: await gateways.classic.listen(),
  }
  servers.push(...Object.values(at))
})
afterAll(() => Promise.all(Object.values(gateways).map((gateway) => gateway.close(0))))

const get = async (path: string, server: Server = at.plain) => (await request(server).get(path)).text
const json = async (config: string, query = 'title=full') =>
  JSON.parse(await get(`/api/Thing?${query}&jsconfig=${encodeURIComponent(config)}`))

describe('names (R-2.30)', () => {
  test.each([
    ['eccn', ['title', 'urlPath', 'aBC', 'ioStream2', 'dueOn']],
    ['epcn', ['Title', 'URLPath', 'ABC', 'IOStream2', 'DueOn']],
    ['elun', ['title', 'url_path', 'a_b_c', 'io_stream2', 'due_on']],
    ['tc:cc', ['title', 'urlPath', 'aBC', 'ioStream2', 'dueOn']],
    ['tc:pc', ['Title', 'URLPath', 'ABC', 'IOStream2', 'DueOn']],
    ['TextCase:SnakeCase', ['title', 'url_path', 'a_b_c', 'io_stream2', 'due_on']],
    ['tc:d', ['Title', 'URLPath', 'aBC', 'IOStream2', 'DueOn']],
    ['EmitPascalCaseNames:true', ['Title', 'URLPath', 'ABC', 'IOStream2', 'DueOn']],
    ['eccn:false', ['title', 'urlPath', 'aBC', 'ioStream2', 'dueOn']],
    ['epcn:0', ['title', 'urlPath', 'aBC', 'ioStream2', 'dueOn']],
    ['tc:nope,nope,,:', ['title', 'urlPath', 'aBC', 'ioStream2', 'dueOn']],
  ])('%s', async (config, names) => {
    expect(Object.keys(await json(config))).toEqual(expect.arrayContaining(names))
  })

  test('reach into structures, but neither keys of dictionaries nor names that the class gives', async () => {
    expect(await json('epcn')).toMatchObject({
      Part: { PartNo: 7 },
      Parts: [{ PartNo: 8 }],
      Links: { Home: 'h' },
      'its-own': 'o',
    })
  })

  test('in JSON Lines too, and a line stays one', async () => {
    expect(await get('/jsonl/reply/Thing?count=2&jsconfig=epcn,pp')).toBe('{"Count":2,"IsOpen":false,"Price":0,"State":"Open"}')
    expect(await get('/jsonl/reply/Thing?count=x&jsconfig=epcn')).toMatch(/^\{"ResponseStatus":\{"ErrorCode":/)
  })

  test('in JSV too; XML and CSV heed nothing', async () => {
    expect(await get('/jsv/reply/Thing?count=2&jsconfig=epcn,inv')).toBe('{Count:2,IsOpen:False,Price:0,State:Open}')
    for (const format of ['xml', 'csv'])
      expect(await get(`/${format}/reply/Thing?count=2&jsconfig=epcn,edv`)).toBe(await get(`/${format}/reply/Thing?count=2`))
  })
})

describe('values (R-2.30)', () => {
  test('edv drops zeros of value types, keeps nullable members that are set, and enums', async () => {
    expect(await json('edv', 'maybeCount=0')).toEqual({ maybeCount: 0, state: 'Open' })
    expect(await json('edv,ide:false', 'maybeCount=0')).toEqual({ maybeCount: 0 })
  })
  test('inv writes nulls, invid those in dictionaries; null is a default for edv', async () => {
    const nulls = await json('inv', 'count=1')
    expect(nulls).toMatchObject({ count: 1, maybeCount: null, dueOn: null, parts: null })
    expect(await json('INV,edv', 'count=1')).toEqual({ count: 1, state: 'Open' })
    expect((await json('invid')).links).toEqual({ Home: 'h', none: null })
    expect((await json('inv')).links).toEqual({ Home: 'h' })
  })
  test.each([
    ['dh:iso8601', '2024-05-06T07:08:09.1230000Z', '2024-05-06T09:08:09+02:00'],
    ['dh:iso8601do', '2024-05-06', '2024-05-06'],
    ['dh:iso8601dt', '2024-05-06 07:08:09', '2024-05-06 07:08:09'],
    ['dh:to', '/Date(1714979289123)/', '/Date(1714979289000+0200)/'],
    ['DateHandler:DCJSCompatible', '/Date(1714979289123)/', '/Date(1714979289000+0200)/'],
    ['dh:rfc1123', 'Mon, 06 May 2024 07:08:09 GMT', 'Mon, 06 May 2024 07:08:09 GMT'],
    ['dh:ut', 1714979289, 1714979289],
    ['dh:utm', 1714979289123, 1714979289000],
  ])('%s', async (config, dueOn, madeAt) => expect(await json(config)).toMatchObject({ dueOn, madeAt }))

  test.each([
    ['tsh:sf', '1.02:03:04.0050000'],
    ['tsh:df', 'P1DT2H3M4.005S'],
    ['tsh:nope', 'P1DT2H3M4.005S'],
  ])('%s', async (config, span) => expect((await json(config)).span).toBe(span))
  test('teai: enums as numbers, of texts by their place', async () =>
    expect(await json('teai')).toMatchObject({ state: 3, mood: 1 }))

  test.each(['i', 'pp', 'indent', 'Indent:true'])('%s: four blanks a level, and the same values', async (config) => {
    const text = await get(`/api/Thing?title=full&jsconfig=${config}`)
    expect(text).toContain('\n    "title": "a \\"b\\": {c}",\n')
    expect(text).toContain('\n    "part": {\n        "partNo": 7\n    }')
    expect(JSON.parse(text)).toEqual(await json('eccn'))
  })
})

describe('where it is heard', () => {
  test('errors are written so too, of the binder and of services; meta keeps its keys', async () => {
    expect(JSON.parse(await get('/api/Thing?count=x&jsconfig=epcn')).ResponseStatus).toMatchObject({
      ErrorCode: 'SerializationException',
      Errors: [{ FieldName: 'count' }],
    })
    expect(JSON.parse(await get('/api/Refuses?jsconfig=elun')).response_status).toMatchObject({
      error_code: 'Taken',
      errors: [{ field_name: 'Title' }],
      meta: { someKey: 'v' },
    })
    expect(await get('/jsv/reply/Refuses?jsconfig=epcn')).toMatch(/^{ResponseStatus:{ErrorCode:Taken,/)
  })
  test('scripts, batches, lists, lists in pieces, and results of another kind', async () => {
    expect(await get('/api/ThingList?jsconfig=epcn&callback=cb')).toBe('/**/cb([{"PartNo":1,"PartName":"n"}])')
    const batch = await request(at.plain).post('/api/ThingList[]?JsConfig=epcn').send([{}])
    expect(batch.text).toBe('[[{"PartNo":1,"PartName":"n"}]]')
    expect(await get('/api/ThingList?jsconfig=elun')).toBe('[{"part_no":1,"part_name":"n"}]')
    expect(await get('/api/ThingList?how=iterator&jsconfig=elun')).toBe('[{"part_no":1,"part_name":"n"}]')
    expect(await get('/api/ThingList?how=other&jsconfig=epcn')).toBe('{"Key":{"PartNo":1,"PartName":"n"}}')
  })
  test('user routes, an escaped name, and two of them as one', async () => {
    expect(await get('/thing.json?count=1&js%63onfig=epcn&jsconfig=edv')).toBe('{"Count":1,"State":"Open"}')
  })
  test('a gateway may be deaf to it', async () =>
    expect(await get('/api/Thing?jsconfig=epcn', at.deaf)).toBe(await get('/api/Thing', at.deaf)))
  test("a vendor's contract keeps to itself", async () => {
    expect(await get('/api/Contracted?jsconfig=epcn,edv', at.classic)).toBe('{"partNo":0,"partName":null}')
    expect(await get('/api/Contracted?partNo=x&jsconfig=epcn')).toBe('{"errorName":"SerializationException"}')
  })
  test('one call asks for nothing in the name of the next', async () => {
    const before = await get('/api/Thing?title=full')
    for (let turn = 0; turn < 40; turn++) await json(['epcn', 'elun', 'edv', 'inv', 'teai'].slice(0, turn % 6).join(','))
    expect(await get('/api/Thing?title=full')).toBe(before)
  })
})

test("a gateway's own words: dates as the reference writes them, nulls (R-4.9, R-4.4)", async () => {
  const text = await get('/api/Thing?title=full', at.classic)
  expect(text).toContain('"dueOn":"\\/Date(1714979289123)\\/","madeAt":"\\/Date(1714979289000+0200)\\/"')
  expect(JSON.parse(text)).toMatchObject({ maybeCount: null })
  expect(JSON.parse(await get('/api/Thing?title=full&jsconfig=dh:iso8601do,inv:false', at.classic)).dueOn).toBe('2024-05-06')
})

test('words that change nothing here are passed over (R-2.31)', () => {
  for (const word of [
    'ehc',
    'eu',
    'sdtc',
    'auu',
    'au',
    'auo',
    'eti',
    'iti',
    'pi',
    'toe',
    'ipf',
    'cotisd',
    'pc:l',
    'constructor',
    '__proto__',
  ])
    expect(readJsconfig(word)).toBeUndefined()
  expect(readJsconfig(' EPCN , inv:0')).toEqual({ names: 'pascalCase', writeNulls: false })
  expect(formats.filter(({ heedsConfig }) => heedsConfig).map(({ name }) => name)).toEqual(['json', 'jsv', 'jsonl'])
})
