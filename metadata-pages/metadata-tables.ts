import { dataType, displayName } from './csharp-names'
import { breakable, type Html, type HtmlValue, html, lines } from './html'
import type { MetadataOperationType, MetadataPropertyType, MetadataType } from './type-metadata/model'
import { verbsOf } from './verb'

/** A request, and the routes that its page shows. */
export type Asked = Pick<MetadataOperationType, 'request' | 'routes'>

/** A type as a table: object or enum; an object without members of its own has none (M-2.10 to M-2.12). */
export const typeTable = (type: MetadataType, asked: Asked, linked: ReadonlySet<string>, anchors: Anchors): Html | undefined => {
  if (type.isEnum) return enumTable(type, anchors(type.name))
  return type.properties?.length ? objectTable(type, asked, linked, anchors(type.name)) : undefined
}

/** The id of the next table of this name on a page. */
export type Anchors = (name: string) => string

/** Links by a name lead to the first type that has it; another of that name, in another namespace, has a number in its id. */
export const uniqueAnchors = (): Anchors => {
  const taken = new Set<string>()
  return (name) => {
    const first = `type-${anchor(name)}`
    let id = first
    for (let number = 2; taken.has(id); number++) id = `${first}-${number}`
    taken.add(id)
    return id
  }
}

const heads = ['Name', 'Parameter', 'Data Type', 'Required', 'Description']

const objectTable = (type: MetadataType, asked: Asked, linked: ReadonlySet<string>, id: string): Html => html`
<table class="params" id="${id}" role="table">
<caption><b>${breakable(displayName(type))}</b> Parameters:</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">
${type.properties?.map(
  (
    property,
  ) => html`<tr role="row"><td role="cell">${breakable(property.name)}</td><td role="cell">${parameterOf(property, type, asked)}</td><td role="cell">${linkedType(dataType(property), linked)}</td><td role="cell"${property.isRequired ? html` class="yes"` : null}>${property.isRequired ? 'Yes' : 'No'}</td><td role="cell">${description(property)}</td></tr>
`,
)}</tbody>
</table>`

/** Where a member is sent (M-2.11). */
export const parameterOf = (property: MetadataPropertyType, type: MetadataType, { request, routes = [] }: Asked): string => {
  if (property.paramType) return property.paramType
  if (type !== request) return 'form'
  if (routes.some(({ path }) => variables(path).has(property.name.toLowerCase()))) return 'path'
  return routes.some(({ verbs }) => verbsOf(verbs).some((verb) => verb === 'POST' || verb === 'PUT')) ? 'body' : 'query'
}

const variables = (path: string): Set<string> =>
  new Set([...path.matchAll(/\{([^}*]+)\*?\}/g)].map(([, name = '']) => name.toLowerCase()))

/** What a form offers where the member itself does not say (M-5.18). */
interface Offered {
  readonly input?: { readonly allowableValues?: readonly string[]; readonly min?: string; readonly max?: string }
}

const description = ({ description: text, input = {}, ...member }: MetadataPropertyType & Offered): HtmlValue => {
  const {
    allowableValues: values = input.allowableValues ?? [],
    allowableMin: min = input.min,
    allowableMax: max = input.max,
  } = member
  return [
    text && lines(text),
    values.length > 0 && html`<h4>Allowable Values</h4><ul>${values.map((value) => html`<li>${value}</li>`)}</ul>`,
    min !== undefined && html`<h4>Valid Range: ${min} - ${max}</h4>`,
  ]
}

const enumTable = (
  { name, enumNames = [], enumValues, enumMemberValues, enumDescriptions = [] }: MetadataType,
  id: string,
): Html => {
  const values = enumMemberValues ?? enumValues
  return html`
<table class="enum" id="${id}">
<caption><b>${breakable(name)}</b> Enum:</caption>
${values ? html`<thead><tr><th scope="col">Name</th><th scope="col">Value</th><td></td></tr></thead>` : null}
<tbody>
${enumNames.map(
  (
    each,
    at,
  ) => html`<tr><td>${breakable(each)}</td>${values ? html`<td>${values[at]}</td>` : null}<td>${enumDescriptions[at]}</td></tr>
`,
)}</tbody>
</table>`
}

const anchor = (name: string): string => name.replace(/[^\w-]/g, '-')

/** A type name in which every type that the page shows is a link to its table. */
export const linkedType = (text: string, linked: ReadonlySet<string>): HtmlValue =>
  text
    .split(/(?<=[<>,\s?[\]])|(?=[<>,\s?[\]])/)
    .map((part) => (linked.has(part) ? html`<a href="#type-${anchor(part)}">${breakable(part)}</a>` : breakable(part)))

/** A type that the reference leaves out, such as the item of a bare list: a list of definitions, so that the tables stay the reference's. */
export const itemList = (type: MetadataType, anchors: Anchors, where = 'each of the answered list'): Html => html`
<div class="item" id="${anchors(type.name)}"><p class="caption"><b>${breakable(displayName(type))}</b> ${where}:</p>
<dl class="members">${type.enumNames?.map((name) => html`<div><dt>${breakable(name)}</dt></div>`) ?? null}${type.properties?.map(
  (property) =>
    html`<div><dt>${breakable(property.name)} <code>${breakable(dataType(property))}</code></dt>${property.description ? html`<dd>${lines(property.description)}</dd>` : null}</div>`,
)}</dl></div>`
