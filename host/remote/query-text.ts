import type { TypeRef } from '../../dtos/contract'
import { json } from '../formats/json'
import { jsvWriter } from '../formats/jsv-text'

/** A value as JSV for a query, which its reader cannot take for JSON, where escapes, blanks and `null` say something else. */
export function queryWriter(type: TypeRef): (value: unknown) => string {
  const write = jsvWriter(type)
  if (type.kind !== 'list' && type.kind !== 'dictionary') return write
  const writeJson = json.writer(type, { writeNulls: false })
  return (value) => {
    const text = write(value)
    if (!meansOtherwise.test(text) || !isJson(text)) return text
    // JSV's readers let a list end with a comma, and need no braces around a dictionary; JSON's do not.
    if (type.kind === 'list') return `${text.slice(0, -1)},]`
    const bare = text.slice(1, -1)
    // A blank at the very end of a query's text is nobody's: there only JSON keeps it.
    return bare.trimEnd() === bare ? bare : (writeJson(value) as string)
  }
}

const meansOtherwise = /[\\\s]|null/

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
