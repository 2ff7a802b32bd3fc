import type { FormatName } from '../dtos/contract'
import { plainTree, type SampleNode, type TypeFinder } from './sample-node'
import { sampleCsv, sampleJsonl } from './sample-rows'
import { jsvScalar } from './sample-scalars'
import { sampleXml } from './sample-xml'
import type { Sample } from './samples'
import type { MetadataRoute } from './type-metadata/model'
import { verbsOf } from './verb'

/** The request as an HTTP message: without a body where the verb has none (M-3.5, M-3.6). */
export interface SampleRequest {
  readonly verb: string
  readonly path: string
  readonly hasBody: boolean
}

const withBody = ['POST', 'PUT', 'PATCH'] as const
const withoutBody = ['GET', 'DELETE'] as const

/** The verb by M-3.2; the path of a route that takes this verb (chapter 27: the reference chooses them one by one). */
export const sampleRequest = (name: string, routes: readonly MetadataRoute[], format: string, isVoid: boolean): SampleRequest => {
  if (routes.length === 0) return { verb: 'POST', path: `/${format}/${isVoid ? 'oneway' : 'reply'}/${name}`, hasBody: true }
  const all = new Set<string>()
  for (const { verbs } of routes) {
    for (const verb of verbs ? verbsOf(verbs) : ['POST']) all.add(verb)
    if (!verbs) break
  }
  const verb = [...withBody, ...withoutBody].find((each) => all.has(each)) ?? 'POST'
  const route = routes.find(({ verbs }) => !verbs || verbsOf(verbs).includes(verb)) ?? routes[0]
  return { verb, path: `/${route?.path.replace(/^\//, '')}`, hasBody: !(withoutBody as readonly string[]).includes(verb) }
}

const mediaTypes: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  jsv: 'text/jsv',
  csv: 'text/csv',
  jsonl: 'text/jsonl',
}

/** M-3.8 */
export const mediaTypeOf = ({ name, contentType }: FormatName): string =>
  mediaTypes[name] ?? contentType.split(';')[0]?.trim() ?? contentType

type SampleWriter = (node: SampleNode, find: TypeFinder) => string

/** JSV and XML as they look; every other format shows the JSON text, as the reference does (M-3.15 to M-3.17). */
const writers: Readonly<Record<string, SampleWriter>> = {
  jsv: (node) => jsv(plainTree(node, jsvScalar) ?? {}, 0),
  xml: sampleXml,
}
/** Of rows, as they are written (chapter 27, M-3.17). */
const rowWriters: Readonly<Record<string, SampleWriter>> = { csv: sampleCsv, jsonl: sampleJsonl }

export const bodyText = (sample: Sample, format: string, isTrue = false): string => {
  if (sample.kind === 'named') return sample.text
  const write = writers[format] ?? (isTrue ? rowWriters[format] : undefined) ?? jsonText
  return write(sample.node, sample.find)
}

const jsonText = (node: SampleNode): string => JSON.stringify(plainTree(node) ?? {})

const tab = (depth: number): string => '\t'.repeat(depth)

const jsv = (value: unknown, depth: number): string => {
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : block(
          '[',
          ']',
          value.map((each) => item(each, depth + 1)),
          depth,
        )
  if (!isObject(value)) return String(value)
  const entries = Object.entries(value)
  if (entries.length === 0) return block('{', '}', [tab(depth + 1)], depth)
  return block(
    '{',
    '}',
    entries.map(([key, each]) => `${tab(depth + 1)}${key}: ${isNested(each) ? `\n${jsv(each, depth + 1)}` : leaf(each, depth)}`),
    depth,
  )
}

const block = (open: string, close: string, lines: readonly string[], depth: number): string =>
  `${tab(depth)}${open}\n${lines.join(',\n')}\n${tab(depth)}${close}`

/** A list's item; the look comes from the text alone, so that the first colon of a line has a blank after it (M-3.15). */
const item = (value: unknown, depth: number): string =>
  isObject(value) || (Array.isArray(value) && value.length > 0)
    ? jsv(value, depth)
    : tab(depth) + jsv(value, depth).replace(':', ': ')

const leaf = (value: unknown, depth: number): string => (isObject(value) ? '{}' : jsv(value, depth + 1))

const isObject = (value: unknown): value is object => value !== null && typeof value === 'object' && !Array.isArray(value)
/** What stands on lines of its own: lists and objects with something in them. */
const isNested = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0
