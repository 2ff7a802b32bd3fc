import { createHash } from 'node:crypto'
import type { Page } from './answer'
import { indexScript } from './index-script'
import { peopleScript } from './people/people-script'
import { peopleStyle } from './people/people-style'
import { reportScript } from './report/report-script'
import { reportStyle } from './report/report-style'
import { script } from './script'
import { sendScript } from './send-script'
import { styleSheet } from './style-sheet'
import { swaggerScript } from './swagger-script'
import { swaggerStyle } from './swagger-style'

const files = {
  'tollgate.css': { type: 'text/css; charset=utf-8', body: styleSheet },
  'tollgate.js': { type: 'text/javascript; charset=utf-8', body: script },
  'index.js': { type: 'text/javascript; charset=utf-8', body: indexScript },
  'send.js': { type: 'text/javascript; charset=utf-8', body: sendScript },
  'report.css': { type: 'text/css; charset=utf-8', body: reportStyle },
  'swagger.css': { type: 'text/css; charset=utf-8', body: swaggerStyle },
  'swagger.js': { type: 'text/javascript; charset=utf-8', body: swaggerScript },
  'report.js': { type: 'text/javascript; charset=utf-8', body: reportScript },
  'people.css': { type: 'text/css; charset=utf-8', body: peopleStyle },
  'people.js': { type: 'text/javascript; charset=utf-8', body: peopleScript },
} as const
export type AssetName = keyof typeof files

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12)
const versions = Object.fromEntries(Object.entries(files).map(([name, { body }]) => [name, digest(body)])) as Readonly<
  Record<AssetName, string>
>

/** Where assets are: `/metadata/assets/tollgate.css`. */
export const assetPrefix = '/metadata/assets/'

/** With the content's digest, so that a browser may keep it for ever. */
export const assetAddress = (baseUrl: string, name: AssetName): string => `${baseUrl}${assetPrefix}${name}?v=${versions[name]}`

/** A style sheet or script by its path; undefined where there is none. */
export const assetPage = (path: string): Page | undefined => {
  const name = path.startsWith(assetPrefix) ? path.slice(assetPrefix.length) : path
  if (!Object.hasOwn(files, name)) return undefined
  const { type, body } = files[name as AssetName]
  return {
    status: 200,
    headers: {
      'Content-Type': type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      ETag: `"${versions[name as AssetName]}"`,
      'X-Content-Type-Options': 'nosniff',
    },
    body,
  }
}
