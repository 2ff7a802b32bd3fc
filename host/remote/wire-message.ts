import { Readable } from 'node:stream'
import { describe, type MessageType, type TypeRef, WebServiceException } from '../../dtos/contract'
import { newFault } from '../binding/faults'
import { readJson } from '../binding/json-reader'
import { Readers } from '../binding/readers'
import { json } from '../formats/json'
import { wireMembers } from '../formats/wire-members'
import { queryWriter } from './query-text'

/** What a reply of ours may hold: it comes from a host that was chosen, not from anybody. */
const limits = { depth: 64, keys: 100_000 }

/** How messages of one class travel to another host, and what comes back: no digit and no type is lost on the way. */
export interface WireMessage {
  readonly type: MessageType
  /** Texts of a query by their names, for verbs without a body. */
  query(message: object): Record<string, string>
  body(message: object): string
  /** The body of a batch. */
  list(messages: readonly object[]): string
  /** What the client makes of a reply that is no JSON: see `createResponse` of messages. */
  readonly empty: Uint8Array | undefined
  response(reply: unknown): unknown
  responses(reply: unknown): unknown[]
}

/** Compiled once a class; kept by whoever asks. */
export function wireMessage(target: Function): WireMessage {
  const type = sentType(describe(target))
  const members = wireMembers(type).map(({ name, wireName, type: kind }) => ({
    name,
    wireName,
    text: kind.kind === 'scalar' && kind.scalar === 'string' ? String : queryWriter(kind),
  }))
  const ref: TypeRef = { kind: 'object', type }
  const write = json.writer(ref, { writeNulls: false })
  const writeList = json.writer({ kind: 'list', item: ref }, { writeNulls: false })
  const { response } = type
  const answered = response?.kind === 'value' ? response.type : undefined
  const fromTree = answered && treeReader(answered, type.name)
  const fromReply = answered && replyReader(answered, type.name, fromTree!)
  return {
    type,
    query: (message) =>
      Object.fromEntries(
        members.flatMap(({ name, wireName, text }) => {
          const value = (message as Record<string, unknown>)[name]
          return value === undefined || value === null ? [] : [[wireName, text(value)]]
        }),
      ),
    body: (message) => write(message) as string,
    list: (messages) => writeList(messages) as string,
    empty: isRaw(answered) ? new Uint8Array() : undefined,
    response: (reply) => fromReply?.(reply),
    responses: (reply) => (fromTree ? listOf(reply, type.name).map(fromTree) : []),
  }
}

/** A message says all that its reader reads, what replies leave out too. */
const sentType = (type: MessageType): MessageType => ({
  ...type,
  members: type.members.map((member) => ({ ...member, ignoreOut: member.ignoreIn })),
})

const isScalar = (type: TypeRef | undefined, scalar: string) => type?.kind === 'scalar' && type.scalar === scalar

const isRaw = (type: TypeRef | undefined) => isScalar(type, 'string') || isScalar(type, 'bytes') || type?.kind === 'stream'

/** A reply is bytes: a text's, a file's, or JSON's. */
function replyReader(type: TypeRef, name: string, fromTree: (tree: unknown) => unknown): (reply: unknown) => unknown {
  if (type.kind === 'stream') return (reply) => Readable.from(reply instanceof Uint8Array && reply.length > 0 ? [reply] : [])
  if (isScalar(type, 'bytes')) return (reply) => (reply instanceof Uint8Array ? reply : null)
  if (isScalar(type, 'string')) return (reply) => (reply instanceof Uint8Array ? textOf(reply) : null)
  return (reply) => fromTree(treeOf(reply, name))
}

function treeReader(type: TypeRef, name: string): (tree: unknown) => unknown {
  const reader = new Readers({ strict: false, lenient: false, limits }).list(type)
  return (tree) => {
    if (tree === undefined || tree === null) return null
    const fault = newFault()
    const read = reader.fromTree([tree], fault) as unknown[] | undefined
    if (!read) throw misread(name, `${fault.path.replace(/^\[0\]\.?/, '')} is of another kind than it is declared as`)
    return read[0]
  }
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')

function treeOf(reply: unknown, name: string): unknown {
  if (!(reply instanceof Uint8Array) || reply.length === 0) return null
  try {
    return readJson(textOf(reply), true, limits)
  } catch (cause) {
    throw misread(name, (cause as Error).message)
  }
}

function listOf(reply: unknown, name: string): unknown[] {
  const tree = treeOf(reply, name)
  if (!Array.isArray(tree)) throw misread(name, 'a list is expected')
  return tree
}

const misread = (name: string, complaint: string) =>
  new WebServiceException(502, 'BadGateway', {
    errorCode: 'SerializationException',
    message: `The other host's reply to ${name} is not what ${name} answers: ${complaint}.`,
  })
