import { FormatException } from '../../dtos/contract'
import { hostileNames } from './hostile-names'
import { ExactJson } from './json-exact'
import { scanJson } from './json-scan'
import { defaultLimits, type ReadLimits } from './limits'

/**
 * JSON text → plain tree. `exact`: numbers that a double would change come as `bigint` or `Decimal` (clients T1). Bounded in depth and names, and without the
 * names that reach into JavaScript's objects. Throws `FormatException` that says where, and never quotes what was sent.
 */
export function readJson(text: string, exact: boolean, limits: ReadLimits = defaultLimits): unknown {
  // A short text cannot nest or name enough to hurt the parser: it is looked through after it, where there is anything to look for.
  const short = !exact && text.length <= limits.keys ? parsedOrUndefined(text) : undefined
  if (short !== undefined && isFlat(short)) return short
  if (scanJson(text, exact, limits)) return new ExactJson(text).read()
  const tree = short ?? parsedOrUndefined(text)
  if (tree === undefined) return placeOfFault(text)
  if (mayNameHostile(text)) refuseHostileNames(tree)
  return tree
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** An object without objects or lists in it, and without a hostile name: what most calls send, and nothing to look for in its text. */
function isFlat(tree: unknown): boolean {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return false
  for (const name in tree) {
    const value = (tree as Record<string, unknown>)[name]
    if ((typeof value === 'object' && value !== null) || hostileNames.has(name)) return false
  }
  return true
}

/** The same where text may be JSON or something else: undefined where it is not JSON that would be read. */
export function jsonOrUndefined(text: string, limits: ReadLimits): unknown {
  try {
    return readJson(text, true, limits)
  } catch {
    return undefined
  }
}

/** `JSON.parse` quotes the text in its complaint: the place is found by the reader that does not. */
function placeOfFault(text: string): never {
  new ExactJson(text).read()
  throw new FormatException('Invalid JSON')
}

/** Cheap, and right whenever it says no: the names are there literally, or spelled with escapes. */
const mayNameHostile = (text: string): boolean => text.includes('proto') || text.includes('constructor') || text.includes('\\u')

function refuseHostileNames(tree: unknown): void {
  const open: unknown[] = [tree]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const name of Object.keys(value)) {
      if (hostileNames.has(name)) throw new FormatException('A name that is not allowed in an object')
      open.push((value as Record<string, unknown>)[name])
    }
  }
}
