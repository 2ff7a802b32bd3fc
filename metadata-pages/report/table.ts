import { Html, type HtmlValue, html, textOf } from '../html'
import { type Cell, type Column, type Grid } from './columns'
import type { ReportList } from './report-value'
import { count, grouped, humanised } from './words'

/** How deep tables stand in tables; what is deeper is folded (`<details>`). */
export const deepestOpen = 3

/** How a cell's value is written; a value may hold tables again. */
export type CellWriter = (value: Cell, depth: number, isAmount: boolean) => HtmlValue

/** Tables of more rows keep what is nested in them folded, so that the rows stay near each other. */
const mostOpenRows = 12

/** A list of objects as a table: a head of the names, a bar by the main number, sums (R-4.90). */
export const gridTable = (
  { columns, rows, leftColumns, isSorted }: Grid,
  left: ReportList['left'],
  depth: number,
  cell: CellWriter,
): Html => {
  if (columns.length === 0) return html`<p class="quiet">${count(rows.length, 'row')}, all without a value.</p>`
  const inside = rows.length > mostOpenRows ? deepestOpen + 1 : depth + 1
  return html`<table class="grid"${depth === 1 ? html` data-sort` : null}>
<thead><tr>${columns.map((column, at) => head(column, isSorted && at === 0))}</tr></thead>
<tbody>
${body(columns, rows, inside, cell)}</tbody>
${foot(columns, rows.length, left)}</table>${leftColumns > 0 ? html`<p class="quiet">${count(leftColumns, 'more column')} not shown; JSON has all of them.</p>` : null}`
}

/** Row by row as text: a template for each cell would cost more than all else. */
const body = (columns: readonly Column[], rows: Grid['rows'], depth: number, cell: CellWriter): Html => {
  const opens = columns.map((column) => `<td${textOf(look(column))}>`)
  const bars = columns.map(({ parts }) => parts && barsOf(parts))
  let text = ''
  rows.forEach((cells, row) => {
    text += '<tr>'
    for (let at = 0; at < columns.length; at++)
      text += `${bars[at]?.[row] ?? ''}${opens[at]}${textOf(cell(cells[at], depth, columns[at]!.isAmount))}</td>`
    text += '</tr>\n'
  })
  return Html.trusted(text)
}

const looks: Readonly<Record<Column['look'], HtmlValue>> = {
  number: html` class="n"`,
  words: html` class="w"`,
  long: html` class="l"`,
  code: null,
}
const look = ({ look: kind }: Column): HtmlValue => looks[kind]

const head = (column: Column, isSorted: boolean): HtmlValue => [
  column.parts ? html`<td class="plot"></td>` : null,
  html`<th scope="col"${look(column)} title="${column.name}"${isSorted ? html` aria-sort="ascending"` : null}>${humanised(column.label)}</th>`,
]

/** A bar for each row. Its width is an attribute: the page's policy lets nothing be styled in place. */
const barsOf = (parts: readonly number[]): readonly string[] => {
  const widest = parts.reduce((one, other) => Math.max(one, other), 0)
  return parts.map(
    (part) =>
      `<td class="plot"><svg aria-hidden="true"><rect width="${((part / widest) * 100).toFixed(1)}%" height="6"/></svg></td>`,
  )
}

const foot = (columns: readonly Column[], rows: number, left: number | undefined): HtmlValue => {
  if (rows < 2 || !columns.some(({ sum }) => sum !== undefined)) return null
  const words = left === 0 ? `Sum of ${rows.toLocaleString('en')}` : `Sum of the first ${rows.toLocaleString('en')}`
  return html`<tfoot><tr>${columns.map((column, at) => [
    column.parts ? html`<td class="plot"></td>` : null,
    at === 0 && column.sum === undefined
      ? html`<th scope="row">${words}</th>`
      : html`<td${look(column)}>${column.sum === undefined ? null : html`${at === 0 ? 'Sum ' : null}${grouped(column.sum)}`}</td>`,
  ])}</tr></tfoot>`
}
