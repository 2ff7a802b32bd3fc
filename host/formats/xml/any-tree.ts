import { FormatException } from '../../../dtos/contract/errors'
import { readJson } from '../../binding/json-reader'
import { defaultLimits } from '../../binding/limits'
import type { XmlNode } from './nodes'

const numbers = new Set([
  'int',
  'long',
  'short',
  'byte',
  'unsignedInt',
  'unsignedLong',
  'unsignedShort',
  'unsignedByte',
  'decimal',
  'double',
  'float',
])

/** A value of any type, by what its `i:type` says; without one it is a text, a dictionary's entries, a list or an object. */
export function anyTree(node: XmlNode, depth: number): unknown {
  if (depth > defaultLimits.depth + 1) throw new FormatException(`Nested deeper than ${defaultLimits.depth} levels`)
  if (node.attributes.nil === 'true') return null
  const type = (node.attributes.type ?? '').replace(/^.*:/, '')
  const { elements, text } = node
  if (elements.length === 0) {
    if (type.startsWith('ArrayOfKeyValueOf')) return {}
    return type.startsWith('ArrayOf') ? [] : scalarOf(type, text)
  }
  if (elements.every(({ name }) => name.startsWith('KeyValueOf'))) return entries(elements, depth)
  const names = new Set(elements.map(({ name }) => name))
  const isList = type.startsWith('ArrayOf') || (names.size === 1 && elements.length > 1)
  if (isList) return elements.map((one) => anyTree(one, depth + 1))
  return objectOf(elements.map((one) => [one.name, anyTree(one, depth + 1)]))
}

function scalarOf(type: string, text: string): unknown {
  if (type === 'boolean') return text.trim() === 'true' || text.trim() === '1'
  if (!numbers.has(type)) return text
  try {
    const value = readJson(text, true)
    return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype ? text : value
  } catch {
    return text
  }
}

/** `<KeyValueOf…><Key/><Value/></KeyValueOf…>` each. */
const entries = (elements: readonly XmlNode[], depth: number): object =>
  objectOf(
    elements.map((entry) => {
      const value = entry.elements.find(({ name }) => name === 'Value')
      return [entry.elements.find(({ name }) => name === 'Key')?.text ?? '', value ? anyTree(value, depth + 1) : null]
    }),
  )

/** Names are the caller's: none of them reaches into JavaScript's objects, the binder refuses those. */
function objectOf(pairs: readonly (readonly [string, unknown])[]): object {
  const object = {}
  for (const [name, value] of pairs)
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true })
  return object
}
