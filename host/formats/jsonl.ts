import { FormatException } from '../../dtos/contract/errors'
import type { Format, WriteOptions } from '../../dtos/contract/format'
import type { DictionaryRef, MessageType, TypeRef } from '../../dtos/contract/message-type'
import { needsExactJson } from '../binding/exact'
import { readJson } from '../binding/json-reader'
import { entriesOf, isAbsent, isIterable, isKnown } from './any-text'
import { json } from './json'
import { jsonSyntax, quote } from './json-syntax'
import { lateBound } from './late-type'
import { longListOf } from './long-list'
import { pickedList } from './picked-member'
import { wrongKind } from './syntax'
import { keyNames } from './text-walk'

type LineOf = (value: any) => string

export const jsonl: Format = {
  name: 'jsonl',
  contentType: 'text/jsonl',
  mediaTypes: ['text/jsonl', 'application/jsonl', 'application/x-ndjson'],
  heedsConfig: true,
  writer(type, said) {
    const options = compact(said)
    const write = isKnown(type)
      ? compileLines(type, options)
      : lateBound((late) => compileLines(late, options), anyLines(options))
    return (body) => (isAbsent(body) ? '' : write(body))
  },
  stream(type, options) {
    const long = longListOf(type, true)
    if (!long) return undefined
    const line = lineOf(long.list.item, compact(options))
    return { items: long.items, head: '', item: line, tail: () => '' }
  },
  reader(type) {
    const lines = lineReader(type)
    return (text) => {
      const trees = lines(text)
      if (trees.length > 1) throw new FormatException(`${type.name} takes one line, not ${trees.length}`)
      return trees.length === 0 ? {} : trees[0]
    }
  },
  listReader: lineReader,
}

/** A line is a line, whatever `?jsconfig=` says of blanks. */
const compact = ({ indent: _, ...options }: WriteOptions): WriteOptions => options

/** A line an item of a list or entry of a dictionary of objects, be it the reply or what an envelope carries; anything else is one JSON. */
function compileLines(type: TypeRef, options: WriteOptions): LineOf {
  if (type.kind === 'list') {
    const line = lineOf(type.item, options)
    return (items) => {
      if (!isIterable(items)) throw wrongKind('a list', items)
      let out = ''
      for (const item of items) out += line(item)
      return out
    }
  }
  if (type.kind === 'dictionary' && type.value.kind === 'object') return entryLines(type, options)
  const picked = type.kind === 'object' ? pickedList(type.type) : undefined
  if (!picked) return json.writer(type, options) as LineOf
  const lines = compileLines(picked.type, options)
  return (body) => (isAbsent(body[picked.name]) ? '' : lines(body[picked.name]))
}

/** JSON on a line, with its end; a null item is an empty line. */
function lineOf(type: TypeRef | undefined, options: WriteOptions): LineOf {
  const write = json.writer(type, options)
  return (item) => `${write(item) as string}\n`
}

function entryLines({ key, value }: DictionaryRef, options: WriteOptions): LineOf {
  const nameOf = keyNames(key)
  const write = json.writer(value, options)
  return (entries) => {
    let out = ''
    for (const [name, one] of entriesOf(entries)) {
      const text = isAbsent(one) ? '' : `,${jsonSyntax.key('value')}${write(one) as string}`
      out += `{"key":${quote(nameOf(name))}${text}}\n`
    }
    return out
  }
}

/** A reply of unknown type: a list is lines; an object is one JSON, since nobody says that it is a dictionary. */
function anyLines(options: WriteOptions): LineOf {
  const whole = json.writer(undefined, options) as LineOf
  const line = lineOf(undefined, options)
  return (body) =>
    isIterable(body) && !(body instanceof Uint8Array) && !(body instanceof Map) ? Array.from(body, line).join('') : whole(body)
}

/** The JSON of each line; blank lines do not count. */
function lineReader(type: MessageType): (text: string) => unknown[] {
  const exact = needsExactJson(type)
  return (text) => {
    const trees: unknown[] = []
    let number = 0
    for (const line of text.split('\n')) {
      number++
      if (line.trim() === '') continue
      try {
        trees.push(readJson(line, exact))
      } catch (error) {
        throw error instanceof FormatException ? new FormatException(`Line ${number}: ${error.message}`) : error
      }
    }
    return trees
  }
}
