import { charsetOf } from '../charset'

const lineEnd = '\r\n'
const headEnd = Buffer.from('\r\n\r\n')
/** What one part may say of itself; busboy reads no more either. */
const longestHead = 16 << 10

/**
 * Looks at the heads of a form's parts as they pass, and tells each charset that is named for a text: the form's reader decodes by it and keeps it to
 * itself. Files have no charset, they are bytes.
 */
export function watchCharsets(boundary: string, tell: (charset: string) => void): (chunk: Buffer) => void {
  const start = Buffer.from(`${lineEnd}--${boundary}`)
  let inHead = false
  // The first part's boundary stands at the beginning, without a line before it.
  let rest: Buffer = Buffer.from(lineEnd)

  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const mark = inHead ? headEnd : start
      const at = rest.indexOf(mark)
      if (at < 0) break
      if (inHead) look(rest.toString('latin1', 0, at))
      // A head may be empty: then its end begins with the boundary's own line end.
      rest = rest.subarray(inHead ? at + headEnd.length - lineEnd.length : at + start.length)
      inHead = !inHead
    }
    if (!inHead) rest = rest.subarray(Math.max(0, rest.length - start.length + 1))
    else if (rest.length > longestHead) inHead = false
  }

  function look(head: string): void {
    // What follows the last boundary is no part.
    if (!head.startsWith(lineEnd) || /;\s*filename\*?\s*=/i.test(head)) return
    const type = /^content-type:.*/im.exec(head.replace(/\r\n[ \t]+/g, ' '))?.[0]
    const charset = type && charsetOf(type)
    if (charset) tell(charset)
  }
}

/** The boundary that a form's `Content-Type` names. */
export const boundaryOf = (contentType: string): string | undefined => {
  const [, quoted, plain] = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^;\s]*))/i.exec(contentType) ?? []
  return quoted ?? plain
}
