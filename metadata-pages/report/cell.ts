import { breakable, Html, type HtmlValue, html, textOf } from '../html'
import { type Cell, gridOf } from './columns'
import {
  type Atom,
  isShort,
  isSmall,
  isTable,
  type ReportEntry,
  type ReportList,
  type ReportObject,
  type ReportValue,
} from './report-value'
import { deepestOpen, gridTable } from './table'
import { count, grouped, humanised, readableDate } from './words'

const mostOpenRows = 12

/** A value inside a table. */
export const cell = (value: Cell, depth: number, isAmount = true): HtmlValue => {
  if (value === undefined) return null
  switch (value.kind) {
    case 'nothing':
      return html`<i class="nil">null</i>`
    case 'atom':
      return atom(value, isAmount)
    case 'list':
      return list(value, depth)
    case 'object':
      return object(value, depth)
  }
}

const atom = ({ as, text }: Atom, isAmount: boolean): HtmlValue => {
  switch (as) {
    case 'number':
      return isAmount ? grouped(text) : text
    case 'date':
      return html`<time datetime="${text}">${readableDate(text)}</time>`
    case 'link':
      return link(text)
    case 'bytes':
      return bytes(text)
    default:
      return text === '' ? html`<i class="nil">empty</i>` : text
  }
}

const link = (address: string): HtmlValue =>
  isSafe(address)
    ? html`<a href="${address}"${address.startsWith('/') ? null : html` rel="noreferrer nofollow external"`}>${address}</a>`
    : address

/** A path of this host, or an address that says http or https; nothing that a browser would take for another host or for code. */
const isSafe = (address: string): boolean =>
  /^(?:https?:\/\/[\w.\-:[\]]+(?:[/?#][^\s\\]*)?|\/(?![/\\])[^\s\\]*)$/i.test(address) && !/\p{Cc}/u.test(address)

const bytes = (base64: string): Html => {
  const size = Math.floor((base64.length * 3) / 4) - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0)
  const start = base64.length > 24 ? `${base64.slice(0, 24)}…` : base64
  return html`${start} <span class="quiet">${count(size, 'byte')}</span>`
}

const list = (value: ReportList, depth: number): HtmlValue => {
  const { items, left } = value
  if (items.length === 0)
    return html`<i class="nil">${left === 0 ? 'no items' : `${left === undefined ? 'more' : count(left, 'item')} not shown`}</i>`
  if (isShort(value)) return items.map((item, at) => [at > 0 ? ', ' : null, cell(item, depth)])
  const size = left === undefined ? `more than ${count(items.length, 'item')}` : count(items.length + left, 'item')
  return folded(depth, size, items.length > mostOpenRows, () => listBody(value, depth))
}

/** A list as a table where its items are objects, else item by item. */
export const listBody = (value: ReportList, depth: number): Html =>
  isTable(value)
    ? gridTable(gridOf(value), value.left, depth, cell)
    : html`<ol class="items">${value.items.map((item) => html`<li>${cell(item, depth + 1)}</li>`)}</ol>`

const object = (value: ReportObject, depth: number): HtmlValue => {
  if (value.entries.length === 0)
    return html`<i class="nil">${value.left > 0 ? `${count(value.left, 'entry', 'entries')} not shown` : 'nothing in it'}</i>`
  if (isSmall(value))
    return value.entries.map(
      ({ name, value: part }) => html`<span class="inline"><span class="quiet">${name}</span> ${cell(part, depth)}</span> `,
    )
  return folded(depth, count(value.entries.length + value.left, 'entry', 'entries'), value.entries.length > mostOpenRows, () =>
    pairs(value.entries, depth + 1),
  )
}

/** Beyond the third table, or where it is long, the reader opens it. */
const folded = (depth: number, summary: string, isLong: boolean, body: () => HtmlValue): HtmlValue =>
  depth > deepestOpen || isLong ? html`<details><summary>${summary}</summary>${body()}</details>` : body()

/** An object: names and values in two columns; long names may break. */
export const pairs = (entries: readonly ReportEntry[], depth: number): Html => {
  let text = '<table class="pairs"><tbody>'
  for (const { name, label, value } of entries) {
    const title = label === name ? '' : ` title="${textOf(humanised(label))}"`
    text += `<tr><th scope="row"${title}>${textOf(name.length > longestWhole ? breakable(name) : name)}</th><td${textOf(look(value))}>${textOf(cell(value, depth))}</td></tr>`
  }
  return Html.trusted(`${text}</tbody></table>`)
}
const longestWhole = 20

const look = (value: ReportValue): HtmlValue =>
  value.kind === 'atom' && value.as === 'text' && /\s/.test(value.text) ? html` class="words"` : null
