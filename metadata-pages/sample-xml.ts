import { contractNamespace, isBuiltIn, type XmlName, xmlNamespaces } from '../dtos/contract/xml-names'
import { type SampleNode, type TypeFinder, writtenMembers } from './sample-node'
import { contentNamespace, entryName, itemName, memberName, namespaceOfType, xmlNameOf, xmlOrder } from './sample-xml-names'

/** A sample as the platform's data-contract XML (M-3.16): two spaces a level, no declaration. */
export const sampleXml = (node: SampleNode, find: TypeFinder): string => {
  const { name, namespace } = rootName(node, find)
  if (node.kind === 'value') return `<${name} xmlns="${xmlNamespaces.serialization}">${textOf(node)}</${name}>`
  const root = isBuiltIn(namespace) ? xmlNamespaces.arrays : namespace
  const lines = content(node, 1, new Map([[root, '']]), find)
  const start = `<${name} xmlns:i="${xmlNamespaces.instance}" xmlns="${root}"`
  return (lines.length > 0 ? [`${start}>`, ...lines, `</${name}>`] : [`${start} />`]).join('\n')
}

const rootName = (node: SampleNode, find: TypeFinder): XmlName => {
  const name = xmlNameOf(node.type, find)
  return node.kind === 'object' && node.of ? { ...name, namespace: namespaceOfType(node.of) } : name
}

/** Namespace → prefix with its colon; of the default one, nothing. */
type Scope = ReadonlyMap<string, string>

/** Where XML's text is not JSON's. */
const texts: Readonly<Record<string, string>> = {
  Char: '0',
  Guid: '00000000-0000-0000-0000-000000000000',
  DateTime: '0001-01-01T00:00:00',
  TimeOnly: '00:00:00',
  Object: '',
}
const textOf = (node: SampleNode): string => {
  if (node.kind === 'enum') return node.of.enumNames?.[node.at] ?? ''
  return node.kind === 'value' ? (texts[node.type.name] ?? String(node.value)) : ''
}

/** What stands inside an element, line by line at its depth. */
const content = (node: SampleNode, depth: number, scope: Scope, find: TypeFinder): string[] => {
  switch (node.kind) {
    case 'value':
      return node.type.name === 'DateTimeOffset' ? offset(depth, scope) : []
    case 'list':
      return node.item ? element(itemName(node.itemType, find), node.item, depth, scope, find) : []
    case 'map':
      return entry(node, depth, scope, find)
    case 'object':
      return xmlOrder(writtenMembers(node.members)).flatMap((member) => {
        const namespace = member.owner ? namespaceOfType(member.owner) : (contentNamespace(node, find) ?? '')
        return element({ name: memberName(member), namespace }, member.node, depth, scope, find)
      })
    default:
      return []
  }
}

/** One element; a namespace that is not known there yet is declared on it, with a prefix for what is inside. */
const element = ({ name, namespace }: XmlName, node: SampleNode, depth: number, outer: Scope, find: TypeFinder): string[] => {
  const prefix = `d${depth + 1}p1`
  const inner = contentNamespace(node, find)
  const declares = inner !== undefined && inner !== namespace && !outer.has(inner) ? inner : undefined
  const isForeign = !outer.has(namespace)
  const scope = new Map([...outer].filter(([, each]) => each !== (declares ? `${prefix}:` : isForeign ? '' : undefined)))
  if (declares) scope.set(declares, `${prefix}:`)
  if (isForeign) scope.set(namespace, '')
  const indent = '  '.repeat(depth)
  const tag = `${isForeign ? '' : outer.get(namespace)}${name}`
  const start = `${indent}<${tag}${declares ? ` xmlns:${prefix}="${declares}"` : ''}${isForeign ? ` xmlns="${namespace}"` : ''}`
  if (node.kind === 'absent') return [`${start} i:nil="true" />`]
  const lines = content(node, depth + 1, scope, find)
  if (lines.length > 0) return [`${start}>`, ...lines, `${indent}</${tag}>`]
  const text = textOf(node)
  return [text === '' ? `${start} />` : `${start}>${text}</${tag}>`]
}

const system = contractNamespace('System')
const offset = (depth: number, scope: Scope): string[] => {
  const [indent, prefix] = ['  '.repeat(depth), scope.get(system) ?? '']
  return [
    `${indent}<${prefix}DateTime>0001-01-01T00:00:00Z</${prefix}DateTime>`,
    `${indent}<${prefix}OffsetMinutes>0</${prefix}OffsetMinutes>`,
  ]
}

const entry = (map: Extract<SampleNode, { kind: 'map' }>, depth: number, scope: Scope, find: TypeFinder): string[] => {
  const indent = '  '.repeat(depth)
  const tag = `${scope.get(xmlNamespaces.arrays) ?? ''}${entryName(map.type.args, find)}`
  const half = (name: string, node: SampleNode): string[] =>
    element({ name, namespace: xmlNamespaces.arrays }, node, depth + 1, scope, find)
  return [`${indent}<${tag}>`, ...half('Key', map.key), ...half('Value', map.value), `${indent}</${tag}>`]
}
