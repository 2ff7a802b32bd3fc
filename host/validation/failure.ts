import type { ResponseError } from '../../dtos/contract'
import type { Limits } from './findings'
import type { Subject } from './subject'
import { cut, metaText, shown } from './values'

const longestMessage = 500

/** One failed rule, before its words are put together. */
export interface Failure {
  readonly errorCode: string
  readonly text: string
  /** The text where the value cannot be shown. */
  readonly textWithoutValue?: string
  /** What the rule knows beside the member: placeholders of the text and keys of `meta`. */
  readonly facts?: Readonly<Record<string, unknown>>
  readonly value: unknown
  /** Where in the member: `[1]`. */
  readonly place?: string
}

/** Facts that are the caller's value, and leave only where echoing is switched on. */
const echoed = new Set(['Value', 'PropertyValue'])

/** A failure as clients read it. */
export function responseError(subject: Subject, failure: Failure, limits: Limits): ResponseError {
  const { errorCode, value, facts = {}, place = '' } = failure
  const visible = subject.secret ? undefined : shown(value)
  const text = visible === undefined ? (failure.textWithoutValue ?? failure.text) : failure.text
  const message = text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    if (name === 'PropertyName') return subject.displayName
    if (echoed.has(name)) return visible ?? ''
    return Object.hasOwn(facts, name) ? (shown(facts[name]) ?? metaText(facts[name]) ?? '') : placeholder
  })
  const meta: Record<string, string> = {}
  for (const [name, fact] of Object.entries(facts)) addText(meta, name, fact)
  meta.PropertyName = subject.displayName
  if (limits.echoValues && !subject.secret) {
    if (Object.hasOwn(facts, 'From')) addText(meta, 'Value', value)
    addText(meta, 'PropertyValue', value)
  }
  return { errorCode, fieldName: subject.fieldName + place, message: cut(message, longestMessage), meta }
}

function addText(meta: Record<string, string>, name: string, value: unknown): void {
  const text = metaText(value)
  if (text !== undefined) meta[name] = text
}
