import type { ResponseError } from '../../dtos/contract'
import type { Limits } from './findings'
import type { Subject } from './subject'
import type { Template } from './template'
import { cut, metaText, shown } from './values'

const longestMessage = 500

/** One failed rule, before its words are put together. */
export interface Failure {
  readonly errorCode: string
  readonly text: Template
  /** The text where the value cannot be shown. */
  readonly textWithoutValue?: Template
  /** What the rule knows beside the member: placeholders of the text and keys of `meta`. */
  readonly facts?: Readonly<Record<string, unknown>>
  readonly value: unknown
}

/** A failure as clients read it. `place`: where in the member, `[1]`. */
export function responseError(subject: Subject, failure: Failure, limits: Limits, place?: string): ResponseError {
  const { errorCode, value, facts = noFacts } = failure
  const visible = subject.secret ? undefined : shown(value)
  const text = visible === undefined ? (failure.textWithoutValue ?? failure.text) : failure.text
  const message = text((name) => {
    if (name === 'PropertyName') return subject.displayName
    if (name === 'PropertyValue' || name === 'Value') return visible ?? ''
    return Object.hasOwn(facts, name) ? (shown(facts[name]) ?? metaText(facts[name]) ?? '') : undefined
  })
  const meta: Record<string, string> = {}
  for (const name in facts) addText(meta, name, facts[name])
  meta.PropertyName = subject.displayName
  if (limits.echoValues && !subject.secret) {
    if ('From' in facts) addText(meta, 'Value', value)
    addText(meta, 'PropertyValue', value)
  }
  const { fieldName } = subject
  return {
    errorCode,
    fieldName: place === undefined ? fieldName : fieldName + place,
    message: cut(message, longestMessage),
    meta,
  }
}

const noFacts: Readonly<Record<string, unknown>> = {}

function addText(meta: Record<string, string>, name: string, value: unknown): void {
  const text = metaText(value)
  if (text !== undefined) meta[name] = text
}
