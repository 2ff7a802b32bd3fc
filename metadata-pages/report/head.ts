import { STATUS_CODES } from 'node:http'
import type { StageTime, TypeRef } from '../../dtos/contract'
import { breakable, type Html, type HtmlValue, html } from '../html'
import { addressIn } from './other-formats'
import type { Report } from './report'
import { requestLine } from './request-line'
import type { Sections } from './sections'
import { count, longTime, spent } from './words'

/** The call and what came of it, in two lines; below it the other formats, and where the time went. */
export const reportHead = (report: Report, { rows, lists }: Sections): Html => {
  const { facts, json, error } = report
  const fields = error?.errors.length ?? 0
  return html`${requestLine(facts.verb, facts.url)}
<ul class="facts"><li>${state(report)}</li><li>${messageWords(report)}</li>${fields > 0 && html`<li>${count(fields, 'field')}</li>`}${lists > 0 && html`<li>${count(rows, 'row')} in ${count(lists, 'list')}</li>`}${json !== undefined && html`<li>${Buffer.byteLength(json).toLocaleString('en')} B as JSON</li>`}<li><time datetime="${facts.time.toISOString()}">${longTime(facts.time)}</time></li></ul>
<div class="ways-on"><nav class="pick" aria-label="Format"><a href="#main" aria-current="page">Report</a>${otherFormats(report)}</nav>${json !== undefined && html`<button type="button" data-copy-json hidden>Copy JSON</button>`}${times(facts.stages)}</div>
`
}

const state = ({ facts: { status }, error }: Report): Html => {
  const words = error?.errorCode ? error.errorCode : (STATUS_CODES[status] ?? '')
  const [look, mark] = status >= 400 || error ? ['poor', 'M0 0h8v8H0z'] : ['good', 'M4 0a4 4 0 1 0 .010 0z']
  return html`<b class="${look}"><svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true"><path d="${mark}"/></svg> ${status} ${breakable(words.slice(0, 100))}</b>`
}

/** `GetAIUsage → AIUsage`, each leading to its description. */
const messageWords = ({ facts: { message, hasPages, mount }, error }: Report): HtmlValue => {
  if (!message) return 'No message has this address'
  const page = `${mount}/json/metadata?op=${encodeURIComponent(message.name)}`
  const linked = (name: HtmlValue, anchor: string): HtmlValue => (hasPages ? html`<a href="${page}${anchor}">${name}</a>` : name)
  const { response } = message
  if (response?.kind !== 'value' || error) return linked(breakable(message.name), '')
  const [name, item] = typeWords(response.type)
  return html`${linked(breakable(message.name), '')} → ${linked(breakable(name), item ? `#type-${item.replace(/[^\w-]/g, '-')}` : '')}`
}

/** A type as TypeScript writes it, and the class in it. */
const typeWords = (ref: TypeRef): readonly [words: string, className: string | undefined] => {
  switch (ref.kind) {
    case 'object':
    case 'enum':
      return [ref.type.name, ref.type.name]
    case 'list': {
      const [words, name] = typeWords(ref.item)
      return [`${words}[]`, name]
    }
    case 'dictionary': {
      const [words, name] = typeWords(ref.value)
      return [`{ [key]: ${words} }`, name]
    }
    case 'scalar':
      return [ref.scalar, undefined]
    case 'stream':
      return ['stream', undefined]
  }
}

/** Links ask again, so only where asking again changes nothing. */
const otherFormats = ({ facts }: Report): HtmlValue =>
  facts.verb === 'GET' || facts.verb === 'HEAD'
    ? facts.formats
        .filter(({ name }) => name !== 'html')
        .map(({ name }) => html`<a href="${addressIn(name, facts)}">${name.toUpperCase()}</a>`)
    : html`<span class="quiet">${facts.verb} is answered in other formats by Accept.</span>`

const times = (stages: readonly StageTime[]): HtmlValue => {
  const whole = stages.reduce((sum, { ms }) => sum + ms, 0)
  if (!(whole > 0)) return null
  let before = 0
  const bars = stages.map(({ name, ms }) => {
    const rect = html`<rect class="t-${name}" x="${((before / whole) * 100).toFixed(1)}%" width="${((ms / whole) * 100).toFixed(1)}%" height="8"/>`
    before += ms
    return rect
  })
  return html`<div class="times"><svg width="120" height="8" aria-hidden="true">${bars}</svg><p>${stages.map(({ name, ms }) => html`${name} ${spent(ms)} · `)}<b>${spent(whole)}</b></p></div>`
}
