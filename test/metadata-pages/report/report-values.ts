import { describe as describeMessage, type MessageType, type ReplyFacts, type StageTime } from '../../../dtos/contract'
import { type AtomKind, nothing, type ReportObject, type ReportValue } from '../../../metadata-pages'
import { GetAIUsage } from '../evo-catalog'

/** A value as the host would hand it over. */
export const shown = (value: unknown): ReportValue => {
  if (value === null) return nothing
  if (Array.isArray(value)) return { kind: 'list', items: value.map(shown), left: 0 }
  if (typeof value === 'object') return record(value as Record<string, unknown>)
  return atom(typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'flag' : 'text', String(value))
}
export const atom = (as: AtomKind, text: string): ReportValue => ({ kind: 'atom', as, text })
export const record = (value: Record<string, unknown>, name?: string): ReportObject => ({
  kind: 'object',
  ...(name === undefined ? {} : { name }),
  entries: Object.entries(value).map(([key, own]) => ({ name: key, label: key, value: isShown(own) ? own : shown(own) })),
  left: 0,
})
const isShown = (value: unknown): value is ReportValue => typeof value === 'object' && value !== null && 'kind' in value

export const stages: readonly StageTime[] = [
  { name: 'bind', ms: 0.009 },
  { name: 'service', ms: 0.21 },
]

export const usageMessage: MessageType = describeMessage(GetAIUsage)

export const facts = (own: Partial<ReplyFacts> = {}): ReplyFacts => ({
  serviceName: 'Usage gateway',
  product: 'Tollgate 1.0.0',
  hasPages: true,
  mount: '',
  verb: 'GET',
  url: '/ai/usage?startDate=2026-10-01',
  status: 200,
  message: usageMessage,
  predefined: false,
  hasPathParams: false,
  formats: ['json', 'xml', 'jsv', 'csv', 'jsonl', 'html'].map((name) => ({ name, contentType: '' })),
  time: new Date('2026-11-21T09:14:07.500Z'),
  stages,
  sent: () => new Map(),
  ...own,
})

/** The tags of a page of ours, in which every `<` of a text is escaped. */
export interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}
export const tagsOf = (page: string): Tag[] =>
  [...page.matchAll(/<([a-z][^\s>/]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, name = '', rest = '']) => ({
    name,
    attributes: Object.fromEntries([...rest.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)].map(([, key = '', text = '']) => [key, text])),
  }))

/** The text between the tags. */
export const wordsOf = (page: string): string =>
  page
    .replace(/<wbr>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
