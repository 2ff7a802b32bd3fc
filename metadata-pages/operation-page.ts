import type { FormatName } from '../dtos/contract'
import { dataType } from './csharp-names'
import { gateMark, rightsCells } from './gate'
import type { Highlighter } from './highlight'
import { breakable, Html, type HtmlValue, html, lines } from './html'
import { generatePageSource } from './languages/generate'
import type { Language } from './languages/language'
import type { LanguageOptions } from './languages/language-options'
import { shapeOf, typeName } from './languages/type-name'
import { itemList, linkedType, typeTable, uniqueAnchors } from './metadata-tables'
import { type Frame, fullPage, type Page, section } from './page'
import { mayWords, type Reader, whoIs } from './reader'
import type { ShownOperation } from './rights'
import { bodyText, mediaTypeOf, sampleRequest } from './sample-text'
import type { Samples } from './samples'
import { namedInside, select } from './select'
import { sendForm } from './send-form'
import type { MetadataOperationType, MetadataRoute, MetadataType, MetadataTypes } from './type-metadata/model'
import { verbKind, verbsOf } from './verb'

/** What a page of one operation is made from. */
export interface OperationPage {
  readonly frame: Frame
  readonly metadata: MetadataTypes
  readonly operation: ShownOperation
  /** The routes that pages show: by priority, without the fallback (M-2.6). */
  readonly routes: readonly MetadataRoute[]
  readonly formats: readonly FormatName[]
  readonly languages: readonly Language[]
  readonly samples: Samples
  readonly highlight: Highlighter
  readonly source: Source
  /** False where JSONP is switched off. */
  readonly jsonp: boolean
  /** CSV and JSON Lines as they are written, where the reference prints JSON (M-3.17). */
  readonly trueSamples?: boolean
  readonly reader?: Reader
}

/** The source of an operation in a language, as text and highlighted. */
export type Source = (
  operation: MetadataOperationType,
  language: Language,
  baseUrl: string,
) => { readonly code: string; readonly highlighted: Html }

/**
 * Made once for each, and anew where the gateway is asked at another address that the text tells of (Dart's library, M-20.8): addresses come from
 * callers, so only the last one is kept. `host`: the gateway's own options, which its pages have too (M-7.7).
 */
export const sourceMaker = (metadata: MetadataTypes, highlight: Highlighter, host: Partial<LanguageOptions> = {}): Source => {
  const made = new Map<string, ReturnType<Source>>()
  return (operation, language, baseUrl) => {
    const key = `${operation.request.name} ${language.name}`
    const known = made.get(key)
    const code = generatePageSource(language, metadata, select(metadata, operation), { BaseUrl: baseUrl, ...host })
    if (known?.code === code) return known
    const source = { code, highlighted: highlight(code, language.highlight) }
    made.set(key, source)
    return source
  }
}

/** `/{format}/metadata?op=NAME[&lang=L]` (M-2.3). */
export const operationPage = (page: OperationPage, format: FormatName, lang: string, baseUrl: string): Page => {
  const { operation } = page
  const { name } = operation.request
  const language = page.languages.find((each) => each.name === lang && each.tab)
  const main = html`<nav class="crumb" aria-label="Way back"><a href="${baseUrl}/metadata">&lt;back to all web services</a></nav>
<div class="operation">
<h2>${breakable(name)}</h2><a class="button primary to-send" href="#send">Send</a>
${operation.tags?.length ? html`<div class="tags">${operation.tags.map((tag) => html`<span><b>${tag}</b></span>`)}</div>` : null}
${operation.request.description ? html`<h3 id="desc">${lines(operation.request.description)}</h3>` : null}
${rightsTable(operation)}${operation.requiresAuth && page.reader?.may ? html`<p class="yours">${mayWords(page.reader, name)}</p>` : null}
${routesTable(page, lang)}
<p class="predefined">${page.routes.length > 0 ? 'Also' : 'Called'} as <code>/api/${name}</code>, as every message.</p>
<nav class="types-nav pick" aria-label="Language"><div class="types-nav">${tabs(page, lang)}</div></nav>
${lang && !language ? unknownLanguage(lang, page.languages) : language ? sourceTab(page, language, baseUrl) : metadataTab(page)}
${sampleSection(page, format, baseUrl)}
${sendForm(operation, page.metadata, page.samples, baseUrl)}
</div>`
  const back = `/${format.name}/metadata?op=${name}${language ? `&lang=${language.name}` : ''}`
  const aside = page.reader && whoIs(page.reader, { back })
  return fullPage(page.frame, baseUrl, main, true, { assets: ['send.js'], ...(aside ? { aside } : {}) })
}

const rightsTable = (operation: ShownOperation): Html | null => {
  if (!operation.requiresAuth) return null
  return html`<table class="authentication"><caption>${gateMark(operation)} Requires Authentication</caption><tbody><tr>${rightsCells(operation).map(([label, names]) => html`<td>${label}</td><td>${names}</td>`)}</tr></tbody></table>`
}

const routesTable = (page: OperationPage, lang: string): Html | null => {
  const { routes, operation } = page
  if (routes.length === 0) return null
  return html`<table class="routes"><caption>The following routes are available for this service:</caption><tbody>
${routes.map(
  ({
    verbs,
    path,
    summary,
    notes,
  }) => html`<tr><th scope="row">${verbs ? html`<span class="verb ${kindOf(verbsOf(verbs))}">${verbs.toUpperCase()}</span>` : html`<span class="verb any">All Verbs</span>`}</th><th>${breakable(`/${path.replace(/^\//, '')}`)}</th><td>${summary && lines(summary)}</td><td><i>${notes && lines(notes)}</i></td></tr>
`,
)}</tbody></table>
<p class="returns"><span aria-hidden="true">→</span> <span class="quiet">answers</span> ${answers(operation, lang === '' ? shownTypes(page).linked : new Set())}</p>`
}

/** One badge for the verbs of a route, by the strongest of them. */
const kindOf = (verbs: readonly string[]): string => {
  const kinds = verbs.map(verbKind)
  return kinds.includes('removes') ? 'removes' : kinds.every((kind) => kind === 'reads') ? 'reads' : 'changes'
}

const answers = ({ returnType, response }: MetadataOperationType, linked: ReadonlySet<string>): HtmlValue => {
  const answered = returnType ?? response
  if (!answered) return 'nothing (204)'
  const text = dataType({ type: answered.name, genericArgs: returnType ? answered.genericArgs : [] })
  const list = /^List<(.*)>$/.exec(text)?.[1]
  return html`<code>${linkedType(list ? `${list}[]` : text, linked)}</code>`
}

const tabs = ({ operation, languages }: OperationPage, lang: string): HtmlValue => {
  const { name } = operation.request
  const tab = (label: string, address: string, isActive: boolean): Html =>
    html`<a href="${address}"${isActive ? html` class="active" aria-current="page"` : null}>${label}</a>`
  return [
    tab('Metadata', `?op=${name}`, lang === ''),
    ...languages.flatMap((language) =>
      language.tab ? [tab(language.tab, `?op=${name}&lang=${language.name}`, language.name === lang)] : [],
    ),
  ]
}

const unknownLanguage = (lang: string, languages: readonly Language[]): Html =>
  html`<pre class="code">No types are written in '${lang}' here. Languages: ${languages
    .filter(({ tab }) => tab)
    .map(({ name }) => name)
    .join(', ')}.</pre>`

/** The types of the Metadata tab: what the request needs, all, the item of a bare list, those inside of arguments, and the names that are links there. */
const shownTypes = ({ metadata, operation }: OperationPage) => {
  const { response: _, ...withoutResponse } = operation
  const requested = select(metadata, withoutResponse)
  const selected = select(metadata, operation)
  const item = listItem(operation, metadata)
  const inside = namedInside(metadata, operation).filter((type) => type !== item && (type.isEnum || type.properties?.length))
  const linked: ReadonlySet<string> = new Set(
    [...selected, ...(item ? [item] : []), ...inside]
      .filter((type) => type.isEnum || type.properties?.length)
      .map((type) => type.name),
  )
  return { requested, selected, item, inside, linked }
}

const metadataTab = (page: OperationPage): HtmlValue => {
  const { operation } = page
  const { requested, selected, item, inside, linked } = shownTypes(page)
  const asked = { request: operation.request, routes: page.routes }
  const anchors = uniqueAnchors()
  const tables = (types: readonly MetadataType[]): Html[] =>
    types.flatMap((type) => typeTable(type, asked, linked, anchors) ?? [])
  const isRequested = (type: MetadataType) =>
    requested.some(({ name, namespace }) => name === type.name && namespace === type.namespace)
  const request = tables(selected.filter(isRequested))
  const response = [
    ...tables(selected.filter((type) => !isRequested(type))),
    ...(item && !selected.includes(item) ? [itemList(item, anchors)] : []),
  ]
  const others = inside.map((type) => itemList(type, anchors, 'inside of other types'))
  return [
    section('Request', request.length > 0 ? request : html`<p class="quiet">This message has no members.</p>`),
    response.length > 0 && section('Response', response),
    others.length > 0 && section('Also', others),
  ]
}

/** The item type of a bare list, a member of which the reference's page does not show (M-7.2). */
const listItem = ({ returnType }: MetadataOperationType, metadata: MetadataTypes): MetadataType | undefined => {
  if (!returnType) return undefined
  const shape = shapeOf(typeName(returnType.name, returnType.genericArgs))
  if (shape.kind !== 'list') return undefined
  const { name } = shape.item
  return metadata.types.find((type) => type.name === name && type.properties?.length)
}

const sourceTab = ({ operation, source, languages }: OperationPage, language: Language, baseUrl: string): Html => {
  const { name } = operation.request
  const { code, highlighted } = source(operation, language, baseUrl)
  const address = (each: Language): string => `${baseUrl}/types/${each.name}?IncludeTypes=${name}.*`
  const sisters = languages.filter((each) => each.sister === language.name)
  return html`<div class="source"><div class="code-head"><b>${name}.${language.fileName}</b><span>${code.trimEnd().split('\n').length} lines · ${Buffer.byteLength(code).toLocaleString('en')} B</span><span class="actions"><button type="button" data-copy hidden>Copy</button><a class="button" href="${address(language)}" download="${name}.${language.fileName}">Download</a>${sisters.map((each) => html`<a class="button" href="${address(each)}" download="${name}.${each.fileName}">${each.fileName.replace('dtos', '')}</a>`)}</span></div>
<pre class="code" tabindex="0" role="region" aria-label="${language.tab} source"><code class="language-${language.name}" data-lang="${language.name}">${highlighted}</code></pre>
<p><a href="${address(language)}">${language.tab} ${name} DTOs</a></p></div>`
}

const sampleSection = (
  { operation, routes, formats, samples, highlight, jsonp, trueSamples }: OperationPage,
  format: FormatName,
  baseUrl: string,
): Html => {
  const { name } = operation.request
  const media = mediaTypeOf(format)
  const answer = samples.response(operation)
  const { verb, path, hasBody } = sampleRequest(name, routes, format.name, answer === undefined)
  const host = hostOf(baseUrl)
  const body = (text: string): HtmlValue =>
    plainBodies.has(format.name) && !text.startsWith('{"') ? text : jsonLine(text, highlight)
  const request = html`<span class="start">${verb} ${path} HTTP/1.1 </span>
<span class="key">Host:</span> ${host} 
<span class="key">Accept:</span> ${media}${
    hasBody
      ? html`
<span class="key">Content-Type:</span> ${media}
<span class="key">Content-Length:</span> <span class="value">length</span>

${body(bodyText(samples.request(operation), format.name, trueSamples))}`
      : null
  }
`
  const response =
    answer &&
    html`<span class="start">HTTP/1.1 200 OK</span>
<span class="key">Content-Type:</span> ${media}
<span class="key">Content-Length:</span> length

${body(bodyText(answer, format.name, trueSamples))}
`
  return html`<section class="section"><h3 class="margin">HTTP + ${format.name.toUpperCase()}</h3><div class="part">
<nav class="pick" aria-label="Format">${formats.map((each) => html`<a href="${baseUrl}/${each.name}/metadata?op=${name}"${each.name === format.name ? html` aria-current="page"` : null}>${each.name.toUpperCase()}</a>`)}</nav>
<div class="call-info"><p>To override the Content-type in your clients, use the HTTP <b>Accept</b> Header, append  the <b>.${format.name}</b> suffix or  <b>?format=${format.name}</b></p>${format.name === 'json' && jsonp ? html`<p>To embed the response in a <b>jsonp</b> callback, append <b>?callback=myCallback</b></p>` : null}</div>
<div class="example"><p class="quiet">The following are sample HTTP requests and responses. The placeholders shown need to be replaced with actual values.</p>
<div class="pair"><div class="request"><div class="code-head"><b>Request</b><span class="actions"><button type="button" data-copy hidden>Copy</button></span></div><pre class="code" tabindex="0" role="region" aria-label="Sample request">
${request}</pre></div>
${
  response
    ? html`<div class="response"><div class="code-head"><b>Response</b><span class="actions"><button type="button" data-copy hidden>Copy</button></span></div><pre class="code" tabindex="0" role="region" aria-label="Sample response">
${response}</pre></div>`
    : null
}</div></div></div></section>`
}

/** Bodies that have lines of their own and are no JSON. */
const plainBodies: ReadonlySet<string> = new Set(['jsv', 'xml', 'csv'])

/** A line of JSON that may break after `,`, `:`, `[` and `{`. */
const jsonLine = (text: string, highlight: Highlighter): Html =>
  Html.trusted(
    highlight(text, 'json')
      .toString()
      .replace(/<span class="hljs-punctuation">([^<]*)<\/span>/g, '$1<wbr>'),
  )

/** The host without its port (M-3.5). */
const hostOf = (baseUrl: string): string => /^[a-z]+:\/\/(\[[^\]]*\]|[^/:]*)/i.exec(baseUrl)?.[1] ?? baseUrl
