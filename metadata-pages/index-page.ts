import type { FormatName } from '../dtos/contract'
import { gateShapes, gateUse, gateWords, rightsTitle } from './gate'
import { breakable, type Html, type HtmlValue, html, lines, textOf } from './html'
import type { Language } from './languages/language'
import { type Frame, fullPage, type Page, safeAddress, section } from './page'
import { mayWords, type Reader, whoIs } from './reader'
import type { ShownOperation } from './rights'
import type { MetadataRoute } from './type-metadata/model'
import { verbBadge, verbKind, verbsOf } from './verb'

/** A row of the index: a message, and the formats in which the caller may see it (M-1.8). */
export interface IndexRow {
  readonly operation: ShownOperation
  readonly routes: readonly MetadataRoute[]
  readonly visibleIn: ReadonlySet<string>
}

export interface IndexPage {
  readonly frame: Frame
  readonly description?: string
  /** In the order of the page (M-1.5). */
  readonly rows: readonly IndexRow[]
  readonly formats: readonly FormatName[]
  readonly languages: readonly Language[]
  readonly reader?: Reader
}

/** Rows that weigh more than this, or are more, are too heavy a page: it stays below 60 KB. */
const mostRowBytes = 52_000
const mostRows = 60

/** `/metadata`, `?q=` filters it without a script (M-1.4, M-1.10). */
export const indexPage = (page: IndexPage, query: string, baseUrl: string): Page => {
  const { frame, description, formats } = page
  const rows = query === '' ? page.rows : page.rows.filter((row) => words(row).includes(query.toLowerCase()))
  const groups = groupsOf(rows)
  const main = html`<div class="intro"><div>
<h1>${frame.serviceName}</h1>
${description ? html`<p class="lead">${lines(description)}</p>` : null}
<p class="lead">The following operations are available. Each can be called by its route or as <code>/api/{Name}</code>, in ${formats.length === 1 ? 'one format' : `${formats.length} formats`}.</p>
</div>
<form class="find" method="get" action="${baseUrl}/metadata" role="search"><label for="q">Find a message</label><kbd>press /</kbd>
<input id="q" name="q" type="search" value="${query}" placeholder="name, route, tag or role, of ${page.rows.length}" autocomplete="off" spellcheck="false"></form></div>
<div class="operations" data-index>
<h2 class="unseen">Operations</h2>${gateShapes}
<div class="index-head"><nav class="pick" aria-label="Tags" data-tags-bar><a href="${baseUrl}/metadata"${query === '' ? html` aria-current="true"` : null}>All ${page.rows.length}</a>${tagsOf(page.rows).map(([tag, count]) => html`<a href="${baseUrl}/metadata?q=${encodeURIComponent(tag.toWellFormed())}" data-tag="${tag}">${tag} ${count}</a>`)}</nav><p class="legend" aria-label="Verbs">${verbBadge('GET')} reads ${verbBadge('POST')} changes ${verbBadge('DELETE')} removes ${verbBadge('')} any verb</p></div>
${listing(groups, page, baseUrl)}
<p class="none" role="status"${rows.length > 0 ? html` hidden` : null}>No message has “<span>${query}</span>” in its name, route, tag or role. <a href="${baseUrl}/metadata">Show all</a></p>
</div>
${waysIn(page, baseUrl)}`
  const aside = page.reader && whoIs(page.reader, { back: '/metadata' })
  return fullPage(frame, baseUrl, main, false, { assets: ['index.js'], isIndex: true, ...(aside ? { aside } : {}) })
}

/** Everything that the filter looks at. */
const words = ({ operation, routes }: IndexRow): string => {
  const {
    request,
    tags = [],
    requiredRoles = [],
    requiresAnyRole = [],
    requiredPermissions = [],
    requiresAnyPermission = [],
    scopes = [],
  } = operation
  return [
    request.name,
    ...routes.map(({ path }) => path),
    ...tags,
    ...requiredRoles,
    ...requiresAnyRole,
    ...requiredPermissions,
    ...requiresAnyPermission,
    ...scopes,
  ]
    .join(' ')
    .toLowerCase()
}

const tagsOf = (rows: readonly IndexRow[]): [tag: string, count: number][] => {
  const counts = new Map<string, number>()
  for (const { operation } of rows)
    for (const tag of new Set(operation.tags ?? [])) if (tag) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].sort(([one], [other]) => collator.compare(one, other))
}

const collator = new Intl.Collator('und')

/** Rows, as far as they fit: then the groups of most weight are printed as names alone. */
const listing = (
  groups: readonly (readonly [string, readonly IndexRow[]])[],
  page: IndexPage,
  baseUrl: string,
): readonly Html[] => {
  const isMany = groups.reduce((sum, [, members]) => sum + members.length, 0) > mostRows
  if (isMany) return groups.map(([tag, members]) => book(tag, members, page.reader))
  const listed = groups.map(([tag, members]) => {
    const rows = group(tag, members, page, baseUrl)
    return { tag, members, rows, bytes: Buffer.byteLength(rows.toString()) }
  })
  const asNames = new Set<string>()
  let bytes = listed.reduce((sum, each) => sum + each.bytes, 0)
  for (const each of [...listed].sort((one, other) => other.bytes - one.bytes)) {
    if (bytes <= mostRowBytes) break
    asNames.add(each.tag)
    bytes -= each.bytes
  }
  return listed.map(({ tag, members, rows }) => (asNames.has(tag) ? book(tag, members, page.reader) : rows))
}

/** Messages without a tag first; one with two stands under its first. */
const groupsOf = (rows: readonly IndexRow[]): [tag: string, rows: IndexRow[]][] => {
  const groups = new Map<string, IndexRow[]>([['', []]])
  for (const row of rows) {
    const tag = row.operation.tags?.find(Boolean) ?? ''
    groups.set(tag, [...(groups.get(tag) ?? []), row])
  }
  return [...groups].filter(([, members]) => members.length > 0)
}

const groupName = (tag: string, count: number): HtmlValue =>
  html`${tag === '' ? 'Without a tag' : ['#', breakable(tag)]} <span class="count">${count}</span>`

const group = (tag: string, rows: readonly IndexRow[], page: IndexPage, baseUrl: string): Html =>
  section(
    groupName(tag, rows.length),
    html`<table role="table">
${rows.map((row) => rowOf(row, page, baseUrl))}</table>`,
  )

const rowOf = (row: IndexRow, { formats, reader }: IndexPage, baseUrl: string): Html => {
  const { operation, routes, visibleIn } = row
  const { name, description } = operation.request
  const first = formats.find((format) => visibleIn.has(format.name))
  const title = rightsTitle(operation)
  return html`<tr role="row"><th scope="row" role="rowheader" data-tags="${(operation.tags ?? []).join(',')}"><span class="name">${first ? html`<a href="${baseUrl}/${first.name}/metadata?op=${name}">${breakable(name)}</a>` : breakable(name)}</span>${description ? html`<span class="says">${lines(description)}</span>` : null}<span class="ways">${routes.length > 0 ? routesOf(routes) : html`<span class="way">${verbBadge(operation.method)}<code>${breakable(`/api/${name}`)}</code></span>`}</span><span class="who">${title ? html`<span class="icons"><i class="auth" title="${title}">${gateUse(operation)}</i></span>` : gateUse(operation)}<span>${gateWords(operation)}${operation.requiresAuth && reader?.may ? html`<br>${mayWords(reader, name)}` : null}</span></span></th>${formats.map((format) => html`<td role="cell">${visibleIn.has(format.name) ? html`<a href="${baseUrl}/${format.name}/metadata?op=${name}">${format.name.toUpperCase()}</a>` : format.name.toUpperCase()}</td>`)}</tr>
`
}

const routesOf = (routes: readonly MetadataRoute[]): Html[] =>
  routes.map(
    ({ verbs, path }) =>
      html`<span class="way">${verbs ? verbsOf(verbs).map(verbBadge) : verbBadge('')}<code>${breakable(`/${path.replace(/^\//, '')}`)}</code></span>`,
  )

/** More ways in than these are not told apart in a book's index. */
const mostBarriers = 4

/** Many messages: a book's index, by who may call and what a name does; reading is the rule and is not marked, so that a name costs few bytes. */
const book = (tag: string, rows: readonly IndexRow[], reader: Reader | undefined): Html => {
  const barriers = new Map<string, IndexRow[]>()
  for (const row of rows) {
    const words = textOf(whoMay(row, reader))
    barriers.set(words, [...(barriers.get(words) ?? []), row])
  }
  const parts = barriers.size > mostBarriers ? [rows] : [...barriers.values()]
  return section(
    groupName(tag, rows.length),
    parts.map((part) => [
      parts.length < barriers.size || !part[0] ? null : html`<p class="who">${whoMay(part[0], reader)}</p>`,
      html`<ul class="book">${part.map(({ operation }) => bookLine(operation.request.name, verbKind(operation.method)))}</ul>`,
    ]),
  )
}

const whoMay = ({ operation }: IndexRow, reader: Reader | undefined): HtmlValue => {
  const words = html`<span>${gateWords(operation)}</span>`
  return [gateUse(operation), words, operation.requiresAuth && reader ? mayWords(reader, operation.request.name) : null]
}

const bookLine = (name: string, kind: string): Html =>
  html`<li${kind === 'reads' ? null : html` class="${kind}"`}><a href="?op=${name}">${name}</a>`

const waysIn = ({ languages, frame }: IndexPage, baseUrl: string): Html =>
  section(
    'Ways in',
    html`<div class="pair"><div><h3><a href="${baseUrl}/types">Types in your language</a></h3><p>All messages as one file, ready to compile:</p><ul class="languages">${languages.map((language) => html`<li><a href="${baseUrl}/types/${language.name}">${language.tab ?? language.title}</a>`)}</ul></div>
<div><h3><a href="https://docs.servicestack.net/clients-overview" rel="noreferrer">Clients Overview</a></h3><p>Client libraries of the wire contract that this gateway speaks.</p>${frame.links.length > 0 ? html`<h3>Plugin Links:</h3><ul>${frame.links.map((link) => html`<li><a href="${safeAddress(link.href)}">${link.label}</a>`)}</ul>` : null}</div></div>`,
  )
