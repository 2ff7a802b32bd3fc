import { createHash } from 'node:crypto'

/** The namespaces of data-contract XML. */
export const xmlNamespaces = {
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
  schema: 'http://www.w3.org/2001/XMLSchema',
  serialization: 'http://schemas.microsoft.com/2003/10/Serialization/',
  arrays: 'http://schemas.microsoft.com/2003/10/Serialization/Arrays',
  /** The reference's own types: `ResponseStatus` … */
  framework: 'http://schemas.servicestack.net/types',
} as const
const contracts = 'http://schemas.datacontract.org/2004/07/'

/** The XML namespace of a .NET one. */
export const contractNamespace = (namespace: string): string =>
  namespace === 'ServiceStack' || namespace.startsWith('ServiceStack.') ? xmlNamespaces.framework : contracts + namespace

/** What a type is called in XML, where its name stands for it: list items, type arguments, `i:type`. */
export interface XmlName {
  readonly name: string
  readonly namespace: string
}

/** Of .NET's own types, which need no namespace of anybody. */
export const isBuiltIn = (namespace: string): boolean =>
  namespace === xmlNamespaces.schema || namespace === xmlNamespaces.serialization

/** An open type's name with its arguments', and a hash of their namespaces unless .NET's own types are all that fills it. */
export function filledName(name: string, args: readonly XmlName[]): string {
  const hash = args.every(({ namespace }) => isBuiltIn(namespace)) ? '' : hashOf(args.map(({ namespace }) => namespace))
  return `${encodeXmlName(name)}Of${args.map((argument) => argument.name).join('')}${hash}`
}

function hashOf(of: readonly string[]): string {
  const text = [` ${of.length}`, ...of.map((namespace) => ` ${namespace}`)].join('')
  const digest = createHash('md5').update(text).digest().subarray(0, 6).toString('base64')
  return digest.replaceAll('/', '_S').replaceAll('+', '_P')
}

const asCode = (unit: string) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** What no XML name may hold is written as `_x0020_`, and so is what would read as such. */
export const encodeXmlName = (name: string): string =>
  name
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\p{L}\p{N}_.-]/gu, (found) => Array.from({ length: found.length }, (_, index) => asCode(found[index]!)).join(''))
    .replace(/^[^\p{L}_]/u, asCode)

export const decodeXmlName = (name: string): string =>
  name.includes('_x') ? name.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) : name
