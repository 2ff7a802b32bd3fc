import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import { decimalText, describe as describeClass, FormatException, type HttpError } from '../../../dtos/contract'
import { type BindInput, compileBinder, decodeUtf8 } from '../../../host/binder'
import { ExactJson } from '../../../host/binding/json-exact'
import { json } from '../../../host/formats/json'
import { wireMessages } from './wire-types'

// What the reference answered to each of these requests, and where ours answers otherwise on purpose.
const folder = join(process.cwd(), '../shared/golden/wire')

interface Answer {
  readonly status?: number
  readonly statusIn?: readonly number[]
  readonly body?: string
  readonly contains?: string | readonly string[]
  readonly lacks?: readonly string[]
}
interface Case {
  readonly id: string
  readonly host: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Record<string, string>
    readonly body?: string
    readonly bodyBase64?: string
  }
  readonly response: Answer
  readonly compare?: string
}
type Known = {
  readonly skip?: boolean
  readonly reference?: boolean
  readonly response?: Answer
  readonly oneOf?: readonly { readonly response: Answer }[]
}

const paths: Readonly<Record<string, keyof typeof wireMessages>> = {
  '/nullables': 'EchoNullables',
  '/nullables.json': 'EchoNullables',
}
const binders = new Map(Object.entries(wireMessages).map(([name, target]) => [name, compileBinder(describeClass(target))]))

function messageOf(path: string): { name: string; predefined: boolean; pathParams?: Record<string, string> } | undefined {
  const [, id] = /^\/things\/([^/]+)$/.exec(path) ?? []
  if (id) return { name: 'Thing', predefined: false, pathParams: { Id: decodeURIComponent(id) } }
  const [, op] = /^\/(?:json\/reply|api)\/(\w+)$/.exec(path) ?? []
  if (op) return { name: op, predefined: true }
  const name = paths[path]
  return name && { name, predefined: false }
}

/** The binding half of what the pipeline does with a request. */
function answer({ method, path, headers, body, bodyBase64 }: Case['request']): { status: number; body: string } {
  const [route = '', query = ''] = path.split('?', 2)
  const { name, ...target } = messageOf(route)!
  const binder = binders.get(name)!
  const contentType = Object.entries(headers).find(([header]) => header.toLowerCase() === 'content-type')?.[1] ?? ''
  const bytes = bodyBase64 !== undefined ? Buffer.from(bodyBase64, 'base64') : Buffer.from(body ?? '')
  const isForm = contentType.startsWith('application/x-www-form-urlencoded')
  try {
    let input: BindInput = { query, contentKind: 'none', ...target }
    if (bytes.length > 0 && isForm) {
      if (method !== 'GET' && method !== 'DELETE') input = { ...input, contentKind: 'form', form: decodeUtf8(bytes) }
    } else if (bytes.length > 0 && contentType !== '') {
      try {
        input = { ...input, contentKind: 'tree', tree: json.reader!(binder.type)(decodeUtf8(bytes)) }
      } catch (error) {
        if (error instanceof FormatException) throw binder.malformed('application/json', error.message)
        throw error
      }
    }
    return {
      status: 200,
      body: String(json.writer({ kind: 'object', type: binder.type }, { writeNulls: false })(binder.bind(input))),
    }
  } catch (error) {
    const { status, responseStatus } = error as HttpError
    if (status === undefined) throw error
    return { status, body: JSON.stringify({ responseStatus }) }
  }
}

const defaults = new Set<unknown>([
  '0',
  'false',
  '"0001-01-01T00:00:00"',
  '"0001-01-01T00:00:00.0000000"',
  '"0001-01-01T00:00:00.0000000+00:00"',
  '"PT0S"',
  '"\\u0000"',
  '"00000000000000000000000000000000"',
  '"Red"',
  '"x-small"',
  '"0"',
])
const plain = (text: string) => (/^[0-9a-f-]{32,36}$/i.test(text) ? text.replaceAll('-', '').toLowerCase() : text)
const instant = (text: string) => {
  const [, ms] = /^\/Date\((-?\d+)/.exec(text) ?? []
  if (ms) return Number(ms)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`) : Number.NaN
}

/** JSON compared as the recordings say: numbers by their text, dates by instant, Guids whatever their dashes; zeros that a .NET class has by itself do not count. */
function same(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === 'string' && typeof theirs === 'string')
    return plain(ours) === plain(theirs) || instant(ours) === instant(theirs)
  const number = (value: unknown) =>
    value instanceof Decimal
      ? decimalText(value)
      : typeof value === 'number' || typeof value === 'bigint'
        ? String(value)
        : undefined
  if (number(ours) !== undefined && number(theirs) !== undefined)
    return number(ours) === number(theirs) || (Math.abs(Number(ours)) > 1e15 && Number(ours) === Number(theirs))
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null) return ours === theirs
  if (Array.isArray(ours) !== Array.isArray(theirs)) return false
  const [mine, yours] = [ours as Record<string, unknown>, theirs as Record<string, unknown>]
  return [...new Set([...Object.keys(mine), ...Object.keys(yours)])].every(
    (name) =>
      (!(name in mine) && !Array.isArray(ours) && (defaults.has(JSON.stringify(yours[name])) || yours[name] === 0)) ||
      same(mine[name], yours[name]),
  )
}

function agrees(ours: { status: number; body: string }, theirs: Answer): boolean {
  if (!(theirs.statusIn ?? [theirs.status]).includes(ours.status)) return false
  for (const text of [theirs.contains ?? []].flat()) if (!ours.body.includes(text)) return false
  if (theirs.lacks?.some((text) => ours.body.includes(text))) return false
  if (theirs.body === undefined) return true
  let mine: any
  let yours: any
  try {
    mine = new ExactJson(ours.body).read()
    yours = new ExactJson(theirs.body).read()
  } catch {
    return false
  }
  if (ours.status === 200) return same(mine, yours)
  const [a, b] = [mine.responseStatus, yours.responseStatus]
  if (a.errorCode !== b.errorCode) return false
  if (a.message.startsWith('Could not deserialize') && b.message.startsWith('Could not deserialize'))
    return a.errors.length === b.errors.length
  return a.message === b.message && JSON.stringify(a.errors) === JSON.stringify(b.errors)
}

/** The model has no sets, and no lists of nullable value types. */
const notOurs = /^bind\.query\.set\.|^body\.json\.coll\.post-json-reply-echocollections\.(?:19|20)$/

const run = existsSync(folder) ? test : test.skip

run('binds what the reference binds, and refuses what it loses (R-3.1 to R-3.33, chapter 11)', () => {
  const known: Record<string, Known> = JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'))
  const cases: Case[] = readFileSync(join(folder, 'cases.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const wrong: string[] = []
  let compared = 0
  for (const each of cases) {
    const named = messageOf(each.request.path.split('?')[0] ?? '')
    if (each.compare !== 'json' || Object.keys(each.request.headers).some((name) => name.toLowerCase() === 'content-encoding'))
      continue
    if (
      notOurs.test(each.id) ||
      !['types', 'routes'].includes(each.host) ||
      !/^(?:bind|body|precedence|names|merge)\./.test(each.id) ||
      !named ||
      !binders.has(named.name)
    )
      continue
    const exception = known[each.id]
    if (exception?.skip) continue
    const allowed = exception
      ? [
          exception.response,
          ...(exception.oneOf ?? []).map((one) => one.response),
          ...(exception.reference ? [each.response] : []),
        ]
      : [each.response]
    const ours = answer(each.request)
    compared++
    if (!allowed.some((one) => one && agrees(ours, one)))
      wrong.push(
        `${each.id}\n   ${each.request.method} ${each.request.path} ${each.request.body ?? ''}\n   ours ${ours.status} ${ours.body}\n   want ${JSON.stringify(allowed)}`,
      )
  }
  expect(wrong.join('\n')).toBe('')
  expect(compared).toBeGreaterThan(450)
})
