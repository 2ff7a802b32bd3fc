import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { FormatException } from '../../../dtos/contract/errors'
import { checkMarkup } from './guard'
import { decodeName } from './names'
import { unescapeXml } from './text'

/** An element without its namespace. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly elements: readonly XmlNode[]
  /** The text in it, CDATA too, entities resolved; blanks between elements are not text. */
  readonly text: string
}

/** What the parser gives: one key is the element's name or `#text` or `#cdata`, `:@` its attributes. */
type Parsed = Readonly<Record<string, readonly Parsed[] | string | Readonly<Record<string, string>>>>

// Entities are resolved here, not by the parser: it knows no numeric ones, and shall expand nothing.
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
})

/** The root element of a document. Throws `FormatException`, which never quotes what was sent. */
export function parseXml(text: string): XmlNode {
  checkMarkup(text)
  let parsed: readonly Parsed[]
  try {
    const valid = XMLValidator.validate(text)
    if (valid !== true) throw new FormatException(`Not well-formed (${valid.err.code}) at line ${valid.err.line}`)
    parsed = parser.parse(text)
  } catch (error) {
    throw error instanceof FormatException ? error : new FormatException('Not XML that is read here')
  }
  const root = parsed.find((one) => elementName(one) !== undefined)
  if (!root) throw new FormatException('There is no root element')
  return nodeOf(root, elementName(root)!)
}

const elementName = (parsed: Parsed): string | undefined => {
  for (const key in parsed) if (key !== ':@') return key === '#text' || key === '#cdata' ? undefined : key
  return undefined
}

function nodeOf(parsed: Parsed, key: string): XmlNode {
  const elements: XmlNode[] = []
  let text = ''
  for (const child of parsed[key] as readonly Parsed[]) {
    const name = elementName(child)
    if (name !== undefined) elements.push(nodeOf(child, name))
    else if (typeof child['#text'] === 'string') text += unescaped(child['#text'])
    else for (const part of (child['#cdata'] ?? []) as readonly Parsed[]) text += part['#text'] ?? ''
  }
  if (elements.length > 0) {
    if (text.trim() !== '') throw new FormatException('Text stands between elements')
    text = ''
  }
  return { name: decodeName(key), attributes: (parsed[':@'] ?? {}) as Readonly<Record<string, string>>, elements, text }
}

function unescaped(text: string): string {
  const plain = unescapeXml(text)
  if (plain === undefined) throw new FormatException("An entity that is not XML's own, or a character that XML does not have")
  return plain
}
