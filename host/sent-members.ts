import { decodePart, eachPair } from './binding/url-encoded'
import type { Call } from './call'

/** Larger bodies are not looked into again: nobody mends them in a form. */
const largestBody = 64 * 1024
const mostNames = 200
const longestText = 2000

type Sent = Map<string, string>

/** What the caller said of each member, as text by the name that was sent: body, then path, query; the last one wins. Never throws. */
export function sentMembers(call: Call): Sent {
  const sent: Sent = new Map()
  if (call.bytes && call.bytes.length <= largestBody) addBody(sent, call.bytes.toString('utf8'), call.mediaType)
  for (const [name, text] of Object.entries(call.match?.params ?? {})) add(sent, name, text)
  addPairs(sent, call.query)
  return sent
}

function addBody(sent: Sent, text: string, mediaType: string): void {
  if (mediaType === 'application/x-www-form-urlencoded') return addPairs(sent, text)
  if (!mediaType.endsWith('json')) return
  try {
    const tree: unknown = JSON.parse(text)
    if (typeof tree !== 'object' || tree === null) return
    for (const [name, value] of Object.entries(tree))
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') add(sent, name, String(value))
  } catch {
    // What is no JSON says nothing of members; the error that is answered says so.
  }
}

function addPairs(sent: Sent, raw: string): void {
  eachPair(raw, (name, value) => add(sent, decodePart(name) ?? name, decodePart(value) ?? value))
}

function add(sent: Sent, name: string, text: string): void {
  if (sent.size < mostNames || sent.has(name)) sent.set(name, text.slice(0, longestText))
}
