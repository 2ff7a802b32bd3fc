import { FormatException } from '../../../dtos/contract/errors'
import { HttpError } from '../../../dtos/contract/http-error'

/** The parser takes time for each character: bigger messages are for formats that are read faster (threats 3.8). */
const largest = 100_000
const mostAttributes = 32
/** A level of the message is up to three elements: member, entry, value. */
const deepestElement = 96

/**
 * One pass before the parser sees the text: refuses DTDs and with them every entity of the caller's own, more than one root, text outside it,
 * and what would make the parser slow. Throws `FormatException`.
 */
export function checkMarkup(text: string): void {
  if (text.length > largest)
    throw new HttpError(
      413,
      'RequestEntityTooLarge',
      `An XML body may have at most ${largest} characters here; send less, or JSON.`,
    )
  let depth = 0
  let roots = 0
  for (let at = 0; ; ) {
    const open = text.indexOf('<', at)
    if (depth === 0 && text.slice(at, open < 0 ? text.length : open).trim() !== '')
      throw new FormatException('Text outside the root element')
    if (open < 0) break
    if (text.startsWith('<!--', open)) at = behind(text, '-->', open + 4)
    else if (text.startsWith('<?', open)) at = behind(text, '?>', open + 2)
    else if (text.startsWith('<![CDATA[', open) && depth > 0) at = behind(text, ']]>', open + 9)
    else if (text.startsWith('<!', open))
      throw new FormatException('A document type or other declaration; only elements are read here')
    else if (text.startsWith('</', open)) {
      at = behind(text, '>', open)
      depth--
    } else {
      at = behindTag(text, open)
      if (depth === 0 && ++roots > 1) throw new FormatException('More than one root element')
      if (text.charCodeAt(at - 2) !== slash && ++depth > deepestElement)
        throw new FormatException(`Elements nest deeper than ${deepestElement}`)
    }
  }
  if (roots === 0) throw new FormatException('There is no root element')
}

const slash = 47

function behind(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from)
  if (found < 0) throw new FormatException(`A closing ${end} is missing`)
  return found + end.length
}

const quoteOrEnd = /["'>]/g

/** The index behind a start tag, whose attributes may hold `>`. */
function behindTag(text: string, open: number): number {
  let attributes = 0
  for (let at = open; ; ) {
    quoteOrEnd.lastIndex = at
    const found = quoteOrEnd.exec(text)
    if (!found) throw new FormatException('A closing > is missing')
    if (found[0] === '>') return found.index + 1
    if (++attributes > mostAttributes) throw new FormatException(`An element has more than ${mostAttributes} attributes`)
    at = behind(text, found[0], found.index + 1)
  }
}
