import { assetAddress } from './assets'
import { html } from './html'
import { type Page, pageHeaders } from './page'

/** Where Swagger UI and its own files are. */
export const swaggerPrefix = '/swagger-ui'

/** Swagger UI styles its elements itself, and draws its icons from data; otherwise as strict as the other pages. */
const contentSecurityPolicy = (pageHeaders['Content-Security-Policy'] ?? '').replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
)

/** The page around Swagger UI: nothing from another host, and the address of the document in its markup. */
export const swaggerPage = (serviceName: string, baseUrl: string): Page => ({
  status: 200,
  headers: { ...pageHeaders, 'Content-Security-Policy': contentSecurityPolicy },
  body: html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${serviceName}: Swagger UI</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${baseUrl}${swaggerPrefix}/swagger-ui.css">
<link rel="stylesheet" href="${assetAddress(baseUrl, 'swagger.css')}">
<script src="${baseUrl}${swaggerPrefix}/swagger-ui-bundle.js" defer></script>
<script src="${assetAddress(baseUrl, 'swagger.js')}" defer></script>
</head>
<body>
<div id="swagger-ui" data-document="${baseUrl}/openapi.json?version=3.0"></div>
<noscript>Swagger UI needs scripts. The document is at <a href="${baseUrl}/openapi.json">openapi.json</a>, the messages at <a href="${baseUrl}/metadata">metadata</a>.</noscript>
</body>
</html>
`.toString(),
})
