import { type Html, type HtmlValue, html } from '../html'
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
  const widest = Math.max(...columns.flatMap(({ parts }) => (parts ? [largest(parts)] : [])), 0)
  return html`<table class="grid"${depth === 1 ? html` data-sort` : null}>
<thead><tr>${columns.map((column, at) => head(column, isSorted && at === 0))}</tr></thead>
<tbody>
${rows.map(
  (cells, row) =>
    html`<tr>${columns.map((column, at) => html`${bar(column, row, widest)}<td${look(column)}>${cell(cells[at], inside, column.isAmount)}</td>`)}</tr>
`,
)}</tbody>
${foot(columns, rows.length, left)}</table>${leftColumns > 0 ? html`<p class="quiet">${count(leftColumns, 'more column')} not shown; JSON has all of them.</p>` : null}`
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

/** Its width is an attribute: the page's policy lets nothing be styled in place. */
const bar = ({ parts }: Column, row: number, widest: number): HtmlValue =>
  parts &&
  html`<td class="plot"><svg aria-hidden="true"><rect width="${(((parts[row] ?? 0) / widest) * 100).toFixed(1)}%" height="6"/></svg></td>`

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

const largest = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.max(one, other), 0)
