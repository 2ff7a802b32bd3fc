import { type Html, type HtmlValue, html } from '../html'

/** What a form's field is, beside its name and label. */
export interface FieldWords {
  readonly hint?: HtmlValue
  readonly type?: 'text' | 'password' | 'email' | 'number' | 'search' | 'datetime-local'
  readonly value?: string | number | undefined
  readonly autocomplete?: string
  readonly required?: boolean
  readonly least?: number
  readonly most?: number
  readonly mono?: boolean
  readonly autofocus?: boolean
  readonly placeholder?: string
  readonly list?: string
  readonly className?: string
}

/** A labelled line of text. `form`: makes ids unique on a page of many forms. */
export const field = (form: string, name: string, label: HtmlValue, words: FieldWords = {}): Html => {
  const id = `${form}-${name}`
  const { hint, type = 'text', value, autocomplete = 'off', required, least, most, mono, autofocus, placeholder, list } = words
  const numeric = type === 'number'
  return html`<div class="${['field', words.className].filter(Boolean).join(' ')}"><label for="${id}">${label}</label>${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
<input id="${id}" name="${name}" type="${type}" autocomplete="${autocomplete}"${value !== undefined && html` value="${value}"`}${hint && html` aria-describedby="${id}-hint" data-hint="${id}-hint"`}${required && html` required`}${least !== undefined && (numeric ? html` min="${least}"` : html` minlength="${least}"`)}${most !== undefined && (numeric ? html` max="${most}"` : html` maxlength="${most}"`)}${mono && html` class="mono"`}${placeholder && html` placeholder="${placeholder}"`}${list && html` list="${list}"`}${type !== 'password' && type !== 'number' && html` spellcheck="false" autocapitalize="none"`}${autofocus && html` autofocus`}></div>
`
}

export const choice = (
  form: string,
  name: string,
  label: HtmlValue,
  options: readonly (readonly [value: string, words: string])[],
  chosen = '',
): Html => {
  const id = `${form}-${name}`
  return html`<div class="field"><label for="${id}">${label}</label>
<select id="${id}" name="${name}">${options.map(([value, words]) => html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`)}</select></div>
`
}

export const tick = (form: string, name: string, label: HtmlValue): Html =>
  html`<label class="tick" for="${form}-${name}"><input id="${form}-${name}" type="checkbox" name="${name}" value="true"> <span>${label}</span></label>
`

/** Where a form says what is wrong as a whole; hidden until then. */
export const faultPlace: Html = html`<div class="fault general" tabindex="-1" role="alert"></div>
`

/** A form that works without script. `next`: where the script goes when it was done; here again unless said. */
export const form = (
  action: string,
  body: HtmlValue,
  { next, className = 'form' }: { next?: string; className?: string } = {},
): Html =>
  html`<form method="post" action="${action}" class="${className}" data-form${next !== undefined && html` data-next="${next}"`}>
${faultPlace}${body}</form>
`

/** One button that changes something. */
export const action = (
  target: string,
  words: HtmlValue,
  hidden: Readonly<Record<string, string>> = {},
  { label, className }: { label?: string; className?: string } = {},
): Html =>
  html`<form method="post" action="${target}" data-form>${faultPlace}${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button type="submit"${className && html` class="${className}"`}${label && html` aria-label="${label}"`}>${words}</button></form>`

/** Asks before what cannot be undone, and says its cost; opens without script. */
export const asking = (summary: { words: string; label: string }, question: HtmlValue, cost: HtmlValue, yes: Html): Html =>
  html`<details class="ask"><summary class="button danger" aria-label="${summary.label}">${summary.words}</summary><div class="asking"><p><b>${question}</b></p><p>${cost}</p>${yes}</div></details>`

export type StateKind = 'ok' | 'warn' | 'bad' | 'over'
/** Shape, colour and word. */
export const stateMark = (kind: StateKind, words: HtmlValue): Html => html`<span class="state ${kind}">${words}</span>`

export interface Column {
  readonly head: string
  readonly className?: string
}
export interface Row {
  readonly cells: readonly HtmlValue[]
  readonly over?: boolean
}

/** Rows of a list; a block a row where the page is narrow. Roles are said, since `display` takes them away there. */
export const table = (name: string, columns: readonly Column[], rows: readonly Row[]): Html =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${name}"><table class="rows stack" role="table" aria-label="${name}">
<thead role="rowgroup"><tr role="row">${columns.map(({ head, className }) => html`<th scope="col" role="columnheader"${className && html` class="${className}"`}>${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    ({ cells, over }) =>
      html`<tr role="row"${over && html` class="over"`}>${cells.map((cell, at) => cellOf(cell, columns[at]!, at))}</tr>
`,
  )}</tbody></table></div>
`

const cellOf = (cell: HtmlValue, { head, className }: Column, at: number): Html => {
  const isEmpty = cell === '' || cell === undefined || cell === null || (Array.isArray(cell) && cell.length === 0)
  const names = [className, isEmpty && 'none'].filter(Boolean).join(' ')
  const classes = names && html` class="${names}"`
  return at === 0
    ? html`<th scope="row" role="rowheader"${classes}>${cell}</th>`
    : html`<td role="cell"${classes}${head !== 'Actions' && html` data-label="${head}"`}>${isEmpty ? '' : html`<div>${cell}</div>`}</td>`
}

/** A part of the page with its name in the margin. */
export const part = (name: HtmlValue, body: HtmlValue, { says, id }: { says?: HtmlValue; id?: string } = {}): Html =>
  html`<section class="section"${id && html` id="${id}"`}><div class="margin"><h2>${name}</h2>${says && html`<p class="quiet">${says}</p>`}</div><div class="part">${body}</div></section>
`

/** A secret that is shown once; without one, the place where the script shows it. */
export const secretPart = (secret: { name: string; text: string } | undefined, what: string, note: HtmlValue): Html =>
  html`<section class="section secret" id="secret"${!secret && html` hidden`}><div class="margin"><h2 tabindex="-1" data-for>${secret?.name}</h2></div><div class="part"><p>Copy the ${what} now. Only a hash of it is kept, so it cannot be shown again.</p>
<p class="row"><code>${secret?.text}</code> <button type="button" data-copy-secret hidden>Copy</button></p><p class="hint">${note}</p></div></section>
`

export const done = (
  words: HtmlValue = 'Saved.',
): Html => html`<p class="done" id="done" tabindex="-1" role="status">● ${words}</p>
`

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')

/** `21 Nov 2026 09:14`, in UTC as everything here. */
export const moment = (at: Date | undefined, seconds = false): HtmlValue =>
  at &&
  html`<time datetime="${at.toISOString()}">${at.getUTCDate()} ${months[at.getUTCMonth()]!} ${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}${seconds && `:${two(at.getUTCSeconds())}`}</time>`

export const dayOf = (at: Date | undefined): HtmlValue =>
  at && html`<time datetime="${at.toISOString()}">${at.getUTCDate()} ${months[at.getUTCMonth()]!} ${at.getUTCFullYear()}</time>`

const steps: readonly (readonly [limit: number, unit: number, word: string])[] = [
  [3_600, 60, 'minute'],
  [86_400, 3_600, 'hour'],
  [30 * 86_400, 86_400, 'day'],
]
/** `4 minutes ago`; a date when it was long ago. */
export const ago = (at: Date | undefined, now = Date.now()): HtmlValue => {
  if (!at) return 'never'
  const seconds = Math.max(0, (now - at.getTime()) / 1000)
  if (seconds < 60) return html`<time datetime="${at.toISOString()}">just now</time>`
  const step = steps.find(([limit]) => seconds < limit)
  if (!step) return dayOf(at)
  const count = Math.floor(seconds / step[1])
  return html`<time datetime="${at.toISOString()}">${count} ${step[2]}${count !== 1 && 's'} ago</time>`
}

/** Ways to the parts of a long list. */
export const pager = (total: number, skip: number, shown: number, address: (skip: number) => string, size = 50): Html | null =>
  total <= shown && skip === 0
    ? null
    : html`<nav class="pager" aria-label="Pages"><span>${shown === 0 ? 'Nothing here' : `${skip + 1} to ${skip + shown} of ${total}`}</span><span class="row">${skip > 0 && html`<a href="${address(Math.max(0, skip - size))}" rel="prev">← Before</a>`}${skip + shown < total && html`<a href="${address(skip + size)}" rel="next">After →</a>`}</span></nav>
`

/** `?a=1&b=2` of what is said. */
export const queryText = (words: Readonly<Record<string, string | number | undefined>>): string => {
  const said = Object.entries(words).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)] as [string, string]],
  )
  return said.length > 0 ? `?${new URLSearchParams(said)}` : ''
}
