import { breakable, type Html, type HtmlValue, html } from '../html'
import { cell, listBody, pairs } from './cell'
import { gridOf, manyColumns } from './columns'
import { isShort, isSmall, isTable, type ReportEntry, type ReportList, type ReportObject, type ReportValue } from './report-value'
import { deepestOpen, gridTable } from './table'
import { count, humanised } from './words'

/** The answer, section by section, and how much there is of it. */
export interface Sections {
  readonly html: readonly Html[]
  /** Rows of lists with a section of their own. */
  readonly rows: number
  readonly lists: number
}

/** A section for each list and object, with its path in the margin as a program would write it: `_embedded.usage`. */
export const sectionsOf = (value: ReportValue, rootName: string): Sections => {
  const made: Html[] = []
  let rows = 0
  let lists = 0

  const walk = (part: ReportValue, path: string, depth: number): void => {
    if (part.kind === 'object') return walkObject(part, path, depth)
    if (part.kind === 'list') {
      rows += part.items.length
      lists += 1
      made.push(listSection(part, path || rootName))
    } else made.push(section(path || rootName, 'value', html`<p class="value">${cell(part, 1)}</p>`))
  }

  const walkObject = (part: ReportObject, path: string, depth: number): void => {
    const apart = part.entries.filter(({ value: inner }) => depth < deepestOpen && isApart(inner))
    const inline = part.entries.filter((entry) => !apart.includes(entry))
    if (inline.length > 0 || apart.length === 0) made.push(objectSection(part, inline, path || rootName))
    for (const { name, value: inner } of apart) walk(inner, path ? `${path}.${name}` : name, depth + 1)
  }

  walk(value, '', 1)
  return { html: made, rows, lists }
}

/** What has a section of its own; the rest reads better where it stands. */
const isApart = (value: ReportValue): boolean =>
  value.kind === 'list' ? !isShort(value) : value.kind === 'object' && !isSmall(value)

const objectSection = (part: ReportObject, inline: readonly ReportEntry[], path: string): Html => {
  const size = count(part.entries.length + part.left, 'entry', 'entries')
  const about = [part.name && part.name !== path ? humanised(part.name) : '', part.name ? 'object' : size]
  const left =
    part.left > 0 && html`<p class="quiet">${count(part.left, 'more entry', 'more entries')} not shown; JSON has all of them.</p>`
  const body = inline.length > 0 ? region(path, pairs(inline, 1)) : html`<p class="empty">This object has nothing in it.</p>`
  return section(path, about, [body, left])
}

const listSection = (list: ReportList, path: string): Html => {
  const { items, left } = list
  const noun = isTable(list) || list.itemName ? 'row' : 'item'
  const size =
    left === undefined
      ? `more than ${count(items.length, noun)}`
      : left > 0
        ? `the first ${items.length.toLocaleString('en')} of ${count(items.length + left, noun)}`
        : count(items.length, noun)
  const about = [list.itemName && !path.startsWith(list.itemName) ? humanised(list.itemName) : '', size]
  const more =
    left !== 0 &&
    html`<p class="more">${items.length === 0 ? 'Not shown' : `Only the first ${items.length.toLocaleString('en')} are shown`} here: a page is for reading. CSV and JSON above have all of them.</p>`
  if (items.length === 0)
    return section(path, about, [left === 0 ? html`<p class="empty">Nothing in this list.</p>` : null, more])
  if (!isTable(list)) return section(path, about, [region(path, listBody(list, 1)), more])
  const table = gridOf(list)
  return section(path, about, [region(path, gridTable(table, left, 1, cell)), more], table.columns.length > manyColumns)
}

/** It scrolls by itself where it is wider than the sheet, by keyboard too. */
const region = (name: string, body: HtmlValue): Html =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${name}">${body}</div>`

const section = (path: string, about: HtmlValue | readonly string[], body: HtmlValue, isWide = false): Html =>
  html`<section class="section${isWide ? ' wide' : null}"><div class="margin"><h2>${breakable(path)}</h2>${aboutLines(about)}</div><div class="part">${body}</div></section>
`

const aboutLines = (about: HtmlValue | readonly string[]): HtmlValue =>
  (Array.isArray(about) ? about : [about]).filter(Boolean).map((line) => html`<p class="quiet">${line}</p>`)
