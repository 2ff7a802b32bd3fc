import type { ReplyFacts } from '../../dtos/contract'
import { isSecretPair } from './request-line'

/** The same address in another format, without secrets, which no page repeats: by suffix where there is no query, else by `format=`; by the segment or suffix that it has already. */
export const addressIn = (format: string, { url, mount, formats, predefined }: ReplyFacts): string => {
  const mark = url.indexOf('?')
  const path = sameHost(mark < 0 ? url : url.slice(0, mark))
  const query = mark < 0 ? '' : url.slice(mark + 1)
  const names = new Set(formats.map(({ name }) => name))
  const segment = predefined && pathFormat(path.slice(mount.length), names)
  if (segment) return withQuery(`${mount}/${format}${path.slice(mount.length + segment.length + 1)}`, withoutFormat(query))
  const dot = path.lastIndexOf('.')
  if (dot > path.lastIndexOf('/') && names.has(path.slice(dot + 1)))
    return withQuery(`${path.slice(0, dot)}.${format}`, withoutFormat(query))
  const rest = withoutFormat(query)
  if (rest === '' && !path.endsWith('/')) return `${path}.${format}`
  return withQuery(path, rest === '' ? `format=${format}` : `${rest}&format=${format}`)
}

/** A path that begins with two slashes would lead to another host. */
const sameHost = (path: string): string => `/${path.replace(/^[/\\]+/, '')}`

/** `/html/reply/…` */
const pathFormat = (path: string, names: ReadonlySet<string>): string | undefined => {
  const [, name = ''] = /^\/(\w+)\/(?:reply|oneway)\//i.exec(path) ?? []
  return names.has(name.toLowerCase()) ? name : undefined
}

const withoutFormat = (query: string): string =>
  query
    .split('&')
    .filter((pair) => pair !== '' && !/^format(?:=|$)/i.test(pair) && !isSecretPair(pair))
    .join('&')

const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`)
