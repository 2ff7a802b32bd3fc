import { type Format, FormatException, HttpError } from '../../../dtos/contract'
import { compileBinder } from '../../../host/binder'
import { formats as all } from '../../../host/formats'
import { wireMessages } from '../binding/wire-types'
import { answers, Row, SaveRow } from './content-shapes'
import { type Case, cases, isWanted, wanted } from './recorded'
import { object, typeOf } from './shapes'

// Bodies that the reference wrote and read, in every format but HTML. JSON alone has its own test at the binder.

const formats = all.filter((format) => format.reader)
const byName = new Map(formats.map((format) => [format.name, format]))
const byMediaType = new Map(formats.flatMap((format) => format.mediaTypes.map((mediaType) => [mediaType, format] as const)))
const plain = { writeNulls: false }

const [, ...others] = formats
const writing = cases.flatMap((one) => {
  const [, name = '', operation = '', kind = ''] = /^\/(\w+)\/reply\/(\w+)(?:\?kind=(\w+))?$/.exec(one.request.path) ?? []
  const answer = one.host === 'content' && one.request.method === 'GET' ? answers[operation]?.(kind) : undefined
  const format = byName.get(name)
  return answer && format && one.response.status !== 204 && one.compare !== 'none' ? [{ one, answer, format }] : []
})

const run = cases.length > 0 ? describe : describe.skip

run('what the reference writes', () => {
  it('is recorded for every format', () => {
    expect(new Set(writing.map(({ format }) => format.name))).toEqual(new Set(formats.map(({ name }) => name)))
  })

  it.each(writing.map((found) => [found.one.id, found] as const))('%s', (_, { one, answer, format }) => {
    const text = format.writer(answer.type, plain)(answer.body) as string
    expectWanted(one, text)
  })
})

const saving: Readonly<Record<string, { readonly target: Parameters<typeof object>[0]; readonly many: boolean }>> = {
  SaveRow: { target: SaveRow, many: false },
  SaveRows: { target: Row, many: true },
  ...Object.fromEntries(Object.entries(wireMessages).map(([name, target]) => [name, { target, many: false }])),
}
const routes: Readonly<Record<string, string>> = {
  '/saverow': 'SaveRow',
  '/saverows': 'SaveRows',
  '/types': 'EchoTypes',
  '/collections': 'EchoCollections',
}

/** Not the formats' business: items of value types that may be null, and the zeros that a message's class gives itself. */
const notOfFormats = new Set(['write.coll-xml', 'write.coll-csv', 'body.jsv.post-jsv-reply-echocollections'])

interface Reading {
  readonly one: Case
  readonly target: Parameters<typeof object>[0]
  readonly many: boolean
  readonly from: Format
  readonly to: Format
}

const reading = cases.flatMap((one): Reading[] => {
  const { path, headers, body } = one.request
  const [route = '', query] = path.split('?')
  const [, name, operation] = /^\/(\w+)\/reply\/(\w+)$/.exec(route) ?? []
  const saved = saving[operation ?? routes[route] ?? '']
  const from = byName.get(name ?? '') ?? byMediaType.get(headers['Content-Type'] ?? '')
  const to = byName.get(name ?? '') ?? byMediaType.get(headers.Accept ?? '')
  const isOurs =
    saved && from && to && (one.host === 'content' || one.host === 'types') && query === undefined && body !== undefined
  return isOurs && (others.includes(from) || others.includes(to)) && !notOfFormats.has(one.id)
    ? [{ one, ...saved, from, to }]
    : []
})

run('what the reference reads', () => {
  it('is recorded for every format', () => {
    expect(new Set(reading.map(({ from }) => from.name))).toEqual(new Set(formats.map(({ name }) => name)))
  })

  it.each(reading.map((found) => [found.one.id, found] as const))('%s', (_, { one, target, many, from, to }) => {
    expectWanted(one, answer(one.request.body!, target, many, from, to))
  })
})

function answer(body: string, target: Parameters<typeof object>[0], many: boolean, from: Format, to: Format): string {
  const type = typeOf(target)
  const binder = compileBinder(type)
  const bind = (tree: unknown) =>
    binder.bind({
      query: '',
      contentKind: 'tree',
      tree,
      cells: from.name === 'csv',
      contentType: from.mediaTypes[0]!,
      predefined: false,
    })
  const text = body.replace(/^\ufeff/, '')
  try {
    if (many) {
      const items = (from.listReader!(type)(text) as unknown[]).map(bind)
      return to.writer({ kind: 'list', item: object(target) }, plain)(items) as string
    }
    return to.writer(object(target), plain)(bind(text === '' ? {} : from.reader!(type)(text))) as string
  } catch (error) {
    const told = error instanceof FormatException ? binder.malformed(from.mediaTypes[0]!, error.message) : error
    if (!(told instanceof HttpError)) throw told
    return to.writer(undefined, plain)({ responseStatus: told.responseStatus }) as string
  }
}

function expectWanted(one: Case, text: string): void {
  const all = wanted(one)
  if (!all.some((right) => isWanted(text, right))) expect(text).toBe(all[0]!.response.body ?? all[0]!.response)
}
