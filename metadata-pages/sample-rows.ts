import { plainTree, type SampleMember, type SampleNode, writtenMembers } from './sample-node'
import { jsvScalar } from './sample-scalars'

/** A sample as JSON Lines: a line an item (R-4.70). */
export const sampleJsonl = (node: SampleNode): string => {
  const rows = carried(node)
  return JSON.stringify(plainTree(rows.kind === 'list' && rows.item ? rows.item : rows) ?? {})
}

/** A sample as CSV: names as declared, then one row; what is nested is JSV in its cell (R-4.50 to R-4.54). */
export const sampleCsv = (node: SampleNode): string => {
  const rows = carried(node)
  const row = rows.kind === 'list' && rows.item ? rows.item : rows
  if (row.kind !== 'object') return cell(row)
  const columns = byOrder(writtenMembers(row.members))
  return [
    columns.map(({ property }) => quoted(property.dataMember?.name ?? property.name)),
    columns.map(({ node: value }) => cell(value)),
  ]
    .map((cells) => cells.join())
    .join('\n')
}

/** What formats of rows write of an envelope: a data contract's first list or object. */
const carried = (node: SampleNode): SampleNode => {
  if (node.kind !== 'object' || !node.of?.dataContract) return node
  const values = byOrder(node.members).map((member) => member.node)
  return values.find(({ kind }) => kind === 'list' || kind === 'map') ?? values.find(({ kind }) => kind === 'object') ?? node
}

const byOrder = (members: readonly SampleMember[]): readonly SampleMember[] =>
  [...members].sort((one, other) => (one.property.dataMember?.order ?? 0) - (other.property.dataMember?.order ?? 0))

const cell = (node: SampleNode): string => (node.kind === 'absent' ? '' : quoted(jsv(plainTree(node, jsvScalar))))

const quoted = (text: string): string => (/^[[{]|[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const jsv = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(jsv).join()}]`
  if (value === null || typeof value !== 'object') return String(value)
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}:${jsv(each)}`)
    .join()}}`
}
