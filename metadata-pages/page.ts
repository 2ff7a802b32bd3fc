import type { Page } from './answer'
import { type AssetName, assetAddress } from './assets'
import { type Html, type HtmlValue, html } from './html'

export type { Page } from './answer'

/** A link of the page's head or foot. */
export interface PageLink {
  readonly label: string
  readonly href: string
  /** It leads to where one is. */
  readonly isCurrent?: boolean
}

/** What every page of a gateway has around its own part. */
export interface Frame {
  readonly serviceName: string
  /** Name and version of the gateway, in the foot and in the logo's title (M-1.4). */
  readonly product: string
  readonly links: readonly PageLink[]
}

/** Remote-host probes look for this address in the page (M-1.4). */
const contractHome = 'https://servicestack.net'

/** Nothing from elsewhere, nothing in the page that runs or paints: style and script are files of ours (threats 3.8). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
  Vary: 'Cookie, Authorization',
}

const barrier = html`<svg class="logo" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true"><path class="post" d="M4 8h4v12H4z"/><path class="arm" d="M0 4 27 0v5L0 9z"/><path class="stripe" d="m6 3 4-.6L7.500 8 3.500 8.500zM14 2l4-.6-2.500 5.400-4 .6zM22 .8l4-.6-2.500 5.300-4 .6z"/></svg>`

export const textPage = (status: number, text: string): Page => ({
  status,
  headers: { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' },
  body: text,
})

export const redirectPage = (location: string): Page => ({
  status: 302,
  headers: { Location: location, 'Cache-Control': 'no-cache' },
  body: '',
})

/** In what a page differs from the others. */
export interface PageExtra {
  /** The service's name unless said. */
  readonly title?: string
  /** Files beside the pages' own two. */
  readonly assets?: readonly AssetName[]
  /** The list of messages itself. */
  readonly isIndex?: boolean
  /** False: the gateway has no metadata pages to lead to. */
  readonly hasPages?: boolean
  /** At the end of the head: who is signed in. */
  readonly aside?: HtmlValue
}

/** A whole page: head, ways in, the page's own part, foot. `heading`: the brand is the page's h1 (M-2.3), else its main part has one. */
export const fullPage = (frame: Frame, baseUrl: string, main: Html, isHeading: boolean, extra?: PageExtra): Page => {
  const { title = frame.serviceName, assets = [], hasPages = true, isIndex = false, aside } = extra ?? {}
  const name = html`${barrier}<span>${frame.serviceName}</span>`
  const brand = hasPages ? html`<a href="${baseUrl}/metadata">${name}</a>` : html`<span>${name}</span>`
  const body = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assetAddress(baseUrl, 'tollgate.css')}">
<script src="${assetAddress(baseUrl, 'tollgate.js')}" defer></script>${assets.map((file) => assetLink(baseUrl, file))}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar"><div class="sheet">
${isHeading ? html`<h1 class="brand">${brand}</h1>` : html`<div class="brand">${brand}</div>`}
${(hasPages || frame.links.length > 0) && html`<nav aria-label="Gateway">${hasPages && html`<a href="${baseUrl}/metadata"${isIndex && html` aria-current="page"`}>Messages</a>`}${frame.links.map((link) => html`<a href="${safeAddress(link.href)}"${link.isCurrent && html` aria-current="page"`}>${link.label}</a>`)}</nav>`}${aside}
</div></header>
<main id="main" class="sheet" tabindex="-1">
${main}
</main>
<footer class="bar"><div class="sheet"><span>${frame.product}</span><span>Speaks <a href="${contractHome}" title="${isHeading ? 'ServiceStack' : frame.product}" rel="noreferrer">ServiceStack</a>’s wire contract</span>${hasPages && html`<span><a href="${baseUrl}/types/metadata">types/metadata</a></span>`}</div></footer>
</body>
</html>
`
  return { status: 200, headers: pageHeaders, body: body.toString() }
}

const assetLink = (baseUrl: string, name: AssetName): Html =>
  name.endsWith('.css')
    ? html`
<link rel="stylesheet" href="${assetAddress(baseUrl, name)}">`
    : html`
<script src="${assetAddress(baseUrl, name)}" defer></script>`

/** Addresses of the host's own words: no scheme but http, https and none. */
export const safeAddress = (href: string): string => (/^(https?:\/\/|\/|[?#]|[\w.-]+(\/|$|\?))/i.test(href) ? href : '#')

/** A part of the sheet with its name in the margin. */
export const section = (name: HtmlValue, body: HtmlValue, id?: string): Html =>
  html`<section class="section"${id ? html` id="${id}"` : null}><h3 class="margin">${name}</h3><div class="part">${body}</div></section>
`
