import { realpathSync, statSync } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import express, { type ErrorRequestHandler, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { statusName } from '../../dtos/contract'
import { extensionOf, mediaTypes } from '../results/media-types'
import type { Feature } from './feature'

export interface StaticFilesOptions {
  /** Where the folder stands: `/` unless said. */
  readonly at?: string
  /** Extensions that are served beside, or instead of, the usual ones (`['json', 'map']`). */
  readonly allow?: readonly string[]
  /** Only those of `allow`. */
  readonly only?: boolean
  /** Seconds that pictures may be kept; 3,600 unless said. Other files are asked for again each time. */
  readonly imageMaxAge?: number
}

/**
 * A folder of files beside the messages (R-6.24): GET and HEAD, named extensions only, nothing hidden, and nothing outside of the folder, be it by the
 * path or by a link. Dates, tags and ranges are express' own.
 */
export function staticFiles(folder: string, options: StaticFilesOptions = {}): Feature {
  const { at = '/', allow = [], only = false, imageMaxAge = 3600 } = options
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new RangeError(`staticFiles(${JSON.stringify(folder)}): there is no such folder`)
  const root = realpathSync(folder)
  const extensions = new Set([...(only ? [] : Object.keys(mediaTypes)), ...allow.map((name) => name.toLowerCase())])
  const serve = express.static(root, {
    index: indexPage,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders(response, path) {
      const type = mediaTypes[extensionOf(path)]
      if (type) response.setHeader('Content-Type', type)
      if (type?.startsWith('image/')) response.setHeader('Cache-Control', `public, max-age=${imageMaxAge}`)
      response.setHeader('X-Content-Type-Options', 'nosniff')
    },
  })
  const guard: RequestHandler = (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const path = pathIn(request)
    if (path === undefined) return next()
    const file = path === '' || path.endsWith('/') ? path + indexPage : path
    placed(root, file)
      .then(async (found) => {
        if (!found && (await placed(root, `${file}/${indexPage}`))) return toFolder(request, response)
        if (!found) return path.includes('+') ? blanks(request, response, next) : next()
        if (extensions.has(extensionOf(file))) return serve(request, response, next)
        refuse(response, 403, 'Files of this kind are not served here.')
      })
      .catch(next)
  }
  /** A plus is a blank where no file has one in its name (R-6.24). */
  const blanks: RequestHandler = (request, response, next) => {
    const { url } = request
    const [path = '', ...query] = url.split('?')
    request.url = [path.replace(/\+|%2b/gi, '%20'), ...query].join('?')
    guard(request, response, (error) => {
      request.url = url
      next(error)
    })
  }
  return {
    name: 'staticFiles',
    mount(app) {
      app.use(at, guard, answerRefusal)
    },
  }
}

/** What a folder shows. */
const indexPage = 'index.html'

/** R-1.1: a folder's address ends with a slash, else the links of its page would lead elsewhere. */
function toFolder({ originalUrl }: Request, response: Response): void {
  const [path = '', ...query] = originalUrl.split('?')
  response.redirect(`${path}/${query.length > 0 ? `?${query.join('?')}` : ''}`)
}

/** The path below the root; undefined: no file can have it (threats 3.9). */
function pathIn({ path }: Request): string | undefined {
  let text: string
  try {
    text = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (/[\0\\]/.test(text) || !text.startsWith('/')) return undefined
  const folders = text.slice(1).replace(/\/$/, '').split('/')
  return text !== '/' && folders.some((name) => name === '' || name.startsWith('.')) ? undefined : text.slice(1)
}

/** Whether there is such a file, in the folder itself once its links are followed. */
async function placed(root: string, path: string): Promise<boolean> {
  try {
    const real = await realpath(join(root, path))
    return real.startsWith(root.endsWith(sep) ? root : root + sep) && (await stat(real)).isFile()
  } catch {
    return false
  }
}

/** What express' own file server refuses (a range beyond the end: 416, a condition that fails: 412). */
const answerRefusal: ErrorRequestHandler = (
  error: { status?: unknown; headers?: Record<string, string> },
  _request: Request,
  response: Response,
  next: NextFunction,
) => {
  const { status, headers } = error
  if (response.headersSent || typeof status !== 'number' || status < 400 || status > 499) return next(error)
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, value)
  refuse(response, status, status === 416 ? 'The file has no such part.' : 'The file is not what the request wants it to be.')
}

function refuse(response: Response, status: number, message: string): void {
  // What was said of the file is not said of the refusal.
  for (const name of ['Content-Type', 'Cache-Control', 'ETag', 'Last-Modified']) response.removeHeader(name)
  response.status(status).json({ responseStatus: { errorCode: statusName(status), message, errors: [] } })
}
