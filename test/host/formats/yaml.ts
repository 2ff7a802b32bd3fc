import { type Format, FormatException } from '../../../dtos/contract'
import { json } from '../../../host/formats/json'

/** A format of somebody's own, as one file: what JSON writes, indented; reads `name: value` lines. */
export const yaml: Format = {
  name: 'yaml',
  contentType: 'application/yaml',
  mediaTypes: ['application/yaml', 'text/yaml'],
  writer(type, options) {
    const write = json.writer(type, options)
    return (body) => `${lines(JSON.parse(String(write(body))), '').join('\n')}\n`
  },
  reader: () => (text) =>
    Object.fromEntries(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => {
          const [, name, value] = /^(\w+): (.*)$/.exec(line) ?? []
          if (name === undefined) throw new FormatException('a line is no "name: value"')
          return [name, value]
        }),
    ),
}

function lines(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => [`${indent}-`, ...lines(item, `${indent}  `)])
  if (value === null || typeof value !== 'object') return [`${indent}${JSON.stringify(value)}`]
  return Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === 'object'
      ? [`${indent}${name}:`, ...lines(inner, `${indent}  `)]
      : [`${indent}${name}: ${JSON.stringify(inner)}`],
  )
}
