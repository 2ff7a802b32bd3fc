import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { languages, type MetadataTypes } from '../../metadata-pages'
import { highlighter } from '../../metadata-pages/highlight'
import { indexPage } from '../../metadata-pages/index-page'
import { operationPage, sourceMaker } from '../../metadata-pages/operation-page'
import { samples } from '../../metadata-pages/samples'
import type { MetadataOperationType, MetadataRoute } from '../../metadata-pages/type-metadata/model'
import { whyDifferent } from './page-fact-differences'

/** Facts of a page by name, as text: what a reader finds there, without class names, captions of blocks and layout. */
export type Facts = Readonly<Record<string, unknown>>

const text = (markup: string): string =>
  markup
    .replace(/<wbr>/g, '')
    .replace(/<br ?\/?>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#96;/g, '`')
    .replace(/&amp;/g, '&')
const all = (markup: string, pattern: RegExp): string[] => [...markup.matchAll(pattern)].map(([, found = '']) => found)
const first = (markup: string, pattern: RegExp): string => pattern.exec(markup)?.[1] ?? ''

/** Ours, of type metadata alone, as the host of the set would print it. */
export const ourPages = (metadata: MetadataTypes, set: string, formats: readonly string[]) => {
  const base = `http://${set}.example`
  const frame = { serviceName: 'Zoo', product: 'Tollgate', links: [] }
  const known = formats.map((name) => ({ name, contentType: `application/${name}` }))
  const highlight = highlighter()
  const shared = {
    frame,
    metadata,
    formats: known,
    languages,
    samples: samples(metadata),
    highlight,
    source: sourceMaker(metadata, highlight),
    jsonp: true,
  }
  return {
    index: (listed: ReadonlySet<unknown>) =>
      indexPage(
        {
          frame,
          formats: known,
          languages,
          rows: metadata.operations
            .filter(({ request }) => listed.has(request.name))
            .map((operation) => ({
              operation,
              routes: operation.routes ?? [],
              visibleIn: new Set(formats),
            })),
        },
        '',
        base,
      ).body,
    page: (operation: MetadataOperationType, format: string, lang: string, routes: readonly MetadataRoute[]) =>
      operationPage({ ...shared, operation, routes }, known.find(({ name }) => name === format)!, lang, base).body,
  }
}

/** The facts of our page of an operation. */
export const ourFacts = (body: string): Facts => ({
  heading: text(first(body, /<h2>(.*?)<\/h2>/s)),
  back: text(first(body, /(<a href="[^"]*\/metadata">&lt;back.*?<\/a>)/s)),
  tags: all(first(body, /<div class="tags">(.*?)<\/div>/s), /<b>(.*?)<\/b>/gs).map(text),
  description: text(first(body, /<h3 id="desc">(.*?)<\/h3>/s)),
  rights: all(first(body, /<table class="authentication">.*?<tr>(.*?)<\/tr>/s), /<td>(.*?)<\/td>/gs).map(text),
  routes: all(first(body, /<table class="routes">.*?<tbody>(.*?)<\/tbody>/s), /<tr>(.*?)<\/tr>/gs).map((row) =>
    all(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs).map(text),
  ),
  tabs: [...first(body, /<div class="types-nav">(.*?)<\/div>/s).matchAll(/<a href="([^"]*)"([^>]*)>(.*?)<\/a>/gs)].map(
    ([, href = '', rest = '', label = '']) => [text(href), rest.includes('active'), text(label)],
  ),
  tables: [...body.matchAll(/<table class="(params|enum)"[^>]*>(.*?)<\/table>/gs)].map(([, kind, table = '']) => ({
    kind,
    caption: text(first(table, /<caption>(.*?)<\/caption>/s)),
    rows: all(table, /<tr[^>]*>(.*?)<\/tr>/gs).map((row) => all(row, /<t[hd][^>]*>(.*?)<\/t[hd]>/gs).map(text)),
  })),
})

export const recordedFacts = (page: any): Facts => ({
  heading: page.h2Raw,
  back: page.back.text,
  tags: page.tags ?? [],
  description: plain(page.descriptionHtml ?? ''),
  rights: (page.authentication?.rows[0] ?? []).map(([, cell]: string[]) => cell),
  routes: (page.routes?.rowsHtml ?? []).map((row: string[][]) => row.map(([, cell = '']) => raw(cell))),
  tabs: page.tabs.map(({ href, active, text: label }: any) => [href, active, label]),
  tables: once(page.tables).map(({ class: kind, caption, rowsHtml }: any) => ({
    kind,
    caption: text(caption),
    rows: rowsHtml.map((row: string[]) => row.map((cell) => raw(cell.replace(/^th:/, '')))),
  })),
})
/** A response that the request refers to has a second table in the reference (M-7.1, chapter 27). */
const once = (tables: readonly any[]): any[] =>
  tables.filter((table, at) => tables.findIndex((other) => JSON.stringify(other) === JSON.stringify(table)) === at)
/** The reference prints words unescaped here (M-2.6, M-2.11): only its own markup is markup. */
const raw = (cell: string): string =>
  cell
    .replace(/<\/?(i|h4|ul|li)>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
const plain = (markup: string): string => raw(markup.replace(/<br \/>\n?/g, '\n'))

/** What a page of a format says of it: help, heading, samples. */
export const ourFormat = (body: string): Facts => ({
  help: all(first(body, /<div class="call-info">(.*?)<\/div>/s), /<p>(.*?)<\/p>/gs).map(text),
  heading: text(first(body, /<h3 class="margin">(HTTP \+ .*?)<\/h3>/s)),
  request: text(first(body, /aria-label="Sample request">(.*?)<\/pre>/s)).trim(),
  response: text(first(body, /aria-label="Sample response">(.*?)<\/pre>/s)).trim(),
})

export const recordedFormat = (page: any, json: any): Facts => ({
  help: page.helpHtml.map((line: string) => line.replace(/<\/?b>/g, '')),
  heading: page.sampleHeading,
  request: body(page.sampleRequest, json.sampleRequest),
  response: body(page.sampleResponse, json.sampleResponse),
})
const body = (sample: string | null | undefined, json: string | null | undefined): string =>
  (sample ?? '').replace('(body as json)', (json ?? '').replace(/^\n[\s\S]*?\n\n/, '').trimEnd()).trim()

/** The rows of our index: name, tags, what the mark says, links of the formats. */
export const ourRows = (index: string): unknown[] =>
  all(index, /(<tr role="row".*?<\/tr>)/gs).map((row) => ({
    name: text(first(row, /<span class="name">(.*?)<\/span>/s)),
    tags: text(first(row, /data-tags="([^"]*)"/)),
    auth: /class="auth"/.test(row) ? text(first(row, /class="auth" title="([^"]*)"/)) : null,
    cells: [...row.matchAll(/<td role="cell"><a href="([^"]*)">(.*?)<\/a>/gs)].map(([, href = '', label = '']) => [
      text(href),
      label,
    ]),
  }))

export const recordedRows = (rows: readonly any[]): unknown[] =>
  rows.map(({ text: name, tags, auth, cells }) => ({
    name,
    tags,
    auth,
    cells: cells.map(({ href, text: label }: any) => [href, label]),
  }))

export interface PageComparison {
  readonly equal: number
  readonly listed: number
  readonly unlisted: readonly string[]
}

/** A fallback is not among the routes of a page (M-2.6). Type metadata does not say which route is one, as a catalog does: the recorded page does. */
const withoutFallback = (routes: readonly MetadataRoute[], page: any): MetadataRoute[] => {
  const told = new Set((page.routes?.rowsHtml ?? []).flatMap((row: string[][]) => row.map(([, cell = '']) => raw(cell))))
  return routes.filter(({ path }) => !path.endsWith('*}') || told.has(path))
}

/** Every fact of every recorded page of a set beside ours. */
export const comparePages = (folder: string): PageComparison => {
  const { set, metadata, pages } = readSet(folder)
  const ours = ourPages(metadata, set, pages.formats)
  const found = { equal: 0, listed: 0, unlisted: [] as string[] }
  const compare = (operation: MetadataOperationType | undefined, fact: string, one: unknown, other: unknown): void => {
    const [own, reference] = [normal(one), normal(other)]
    if (own === reference) found.equal++
    else if (operation && whyDifferent(metadata, operation, fact, own, reference)) found.listed++
    else found.unlisted.push(`${set} ${operation?.request.name ?? ''} ${fact}\n  + ${own}\n  - ${reference}`)
  }
  const listedNames = new Set(pages.index.rows.map(({ text: name }: { text: string }) => name))
  const rows = recordedRows(pages.index.rows)
  const ownRows = ourRows(ours.index(listedNames)) as { name: string }[]
  compare(undefined, 'index', [...ownRows].sort(byName), [...(rows as { name: string }[])].sort(byName))
  for (const operation of metadata.operations) {
    const recorded = pages.operations[operation.request.name]
    if (!recorded?.page) continue
    const routes = withoutFallback(operation.routes ?? [], recorded.page)
    const page = ourFacts(ours.page(operation, 'json', '', routes))
    for (const [fact, value] of Object.entries(recordedFacts(recorded.page))) compare(operation, fact, page[fact], value)
    for (const [format, told] of Object.entries<any>(recorded.formats).filter(([, { helpHtml }]) => helpHtml)) {
      const own = ourFormat(ours.page(operation, format, '', routes))
      for (const [fact, value] of Object.entries(recordedFormat(told, recorded.formats.json)))
        compare(operation, `${format} ${fact}`, own[fact], value)
    }
    for (const [language, { link }] of Object.entries<any>(recorded.tabs).filter(([, tab]) => tab?.link))
      compare(operation, `${language} link`, ourLink(ours.page(operation, 'json', language, routes)), [link.href, link.text])
  }
  return found
}
const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1)
const ourLink = (body: string): string[] => {
  const [, href = '', label = ''] = /<p><a href="([^"]*\/types\/[^"]*)">(.*? DTOs)<\/a>/.exec(body) ?? []
  return [text(href), text(label)]
}
/** Dates of JSON are in our own form (M-3.11). */
const normal = (fact: unknown): string =>
  (JSON.stringify(fact) ?? '').replace(/\\\\\/Date\(-62135596800000(-0000)?\)\\\\\//g, '0001-01-01T00:00:00Z')

const readSet = (folder: string) => {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return { set: basename(folder), metadata: read('types-metadata.json') as MetadataTypes, pages: read('pages.json') }
}
