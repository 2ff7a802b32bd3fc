import type { FormatName } from '../dtos/contract'
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

/** The body in a format: JSV has its own look, every other format shows the JSON text until it has a writer of its own (M-3.15, M-3.17). */
export const bodyText = (sample: Sample, format: string): string => {
  if (sample.kind === 'named') return sample.text
  return format === 'jsv' ? jsv(sample.value, 0) : jsonText(sample.value)
}

/** A NUL is shown as its escape, as the reference's writer has it. */
const jsonText = (value: unknown): string => JSON.stringify(value)

const tab = (depth: number): string => '\t'.repeat(depth)

const jsv = (value: unknown, depth: number): string => {
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `${tab(depth)}[\n${value.map((each) => (isNested(each) ? jsv(each, depth + 1) : tab(depth + 1) + jsv(each, depth + 1))).join(',\n')}\n${tab(depth)}]`
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
    if (entries.length === 0) return `${tab(depth)}{\n${tab(depth + 1)}\n${tab(depth)}}`
    const lines = entries.map(
      ([key, each]) => `${tab(depth + 1)}${key}: ${isNested(each) ? `\n${jsv(each, depth + 1)}` : jsv(each, depth + 1)}`,
    )
    return `${tab(depth)}{\n${lines.join(',\n')}\n${tab(depth)}}`
  }
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value)
}

const isNested = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && !(Array.isArray(value) && value.length === 0)
