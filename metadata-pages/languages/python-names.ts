import type { MetadataPropertyType } from '../type-metadata/model'
import { wireName } from './members'
import type { Program } from './program'
import type { Spelling } from './spelling'
import { oneLine, snake } from './text'
import { arityOf, plainName } from './type-name'

/** Names that a member cannot have: Python's keywords, and the types that its annotations are written with (M-29.1; `async` and `await` too, chapter 27). */
export const keywords: ReadonlySet<string> = new Set([
  'False',
  'None',
  'True',
  'and',
  'as',
  'assert',
  'async',
  'await',
  'break',
  'class',
  'continue',
  'def',
  'del',
  'elif',
  'else',
  'except',
  'finally',
  'for',
  'from',
  'global',
  'if',
  'import',
  'in',
  'is',
  'lambda',
  'nonlocal',
  'not',
  'or',
  'pass',
  'raise',
  'return',
  'try',
  'while',
  'with',
  'yield',
  'str',
  'bool',
  'int',
  'float',
  'bytes',
  'List',
  'Dict',
  'Decimal',
])

const keys: ReadonlySet<string> = new Set(['str', 'bool', 'int'])

export const pythonSpelling: Spelling = {
  scalars: {
    String: 'str',
    Boolean: 'bool',
    Char: 'str',
    SByte: 'int',
    Byte: 'int',
    Int16: 'int',
    Int32: 'int',
    Int64: 'int',
    UInt16: 'int',
    UInt32: 'int',
    UInt64: 'int',
    Single: 'float',
    Double: 'float',
    Decimal: 'Decimal',
    IntPtr: 'int',
    Guid: 'str',
    DateTime: 'datetime.datetime',
    DateTimeOffset: 'datetime.datetime',
    DateOnly: 'datetime.datetime',
    TimeSpan: 'datetime.timedelta',
    TimeOnly: 'datetime.timedelta',
    Stream: 'bytes',
    HttpWebResponse: 'bytes',
    Uri: 'str',
    Type: 'str',
  },
  bytes: 'bytes',
  list: (item) => `List[${item}]`,
  map: (key, value) => `Dict[${key}, ${value}]`,
  untypedMap: 'Dict',
  nullable: (of, isInside) => (isInside ? of : `Optional[${of}]`),
  generic: (name, args) => `${name}[${args.join(', ')}]`,
  key: (key) => (keys.has(key) ? key : 'str'),
  aritySeparator: '',
  written: (_, printed) => apart(printed),
}

/** The member's name in Python; `renamed` where the wire's name cannot be made from it again by camel-casing (M-16.4). */
export const memberName = (property: MetadataPropertyType): { readonly text: string; readonly renamed: boolean } => {
  const snaked = snake(property.name).replace(/[^\p{L}\p{N}_]/gu, '_')
  if (keywords.has(snaked)) return { text: `${snaked}_`, renamed: true }
  return { text: snaked, renamed: letterCaseCamel(snaked) !== wireName(property) }
}

/** What `LetterCase.CAMEL` of dataclasses_json makes of a name. */
const letterCaseCamel = (text: string): string => {
  const lowered = text.charAt(0).toLowerCase() + text.slice(1)
  return lowered.replace(/[-_.\s]([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase()).replace(/[^\p{L}\p{N}]+$/u, '')
}

interface Standing {
  /** Names of this text's own types, and those of them that stand above. */
  readonly own: ReadonlySet<string>
  readonly defined: ReadonlySet<string>
  readonly program: Pick<Program, 'explains'>
}

/** What spelled types are written with. */
const words: ReadonlySet<string> = new Set(
  'str int float bool bytes object Decimal datetime.datetime datetime.timedelta List Dict Optional Object'.split(' '),
)

const names = /[\p{L}_][\p{L}\p{N}_.]*/gu
const isForward = (name: string, self: string, { own, defined, program }: Standing): boolean =>
  name === self || (!defined.has(name) && (own.has(name) || !(words.has(name) || program.explains(name))))

/**
 * A class of this text that stands below, is being written, or that nothing defines goes between quotes: annotations are read when the class is made
 * (M-16.6, chapter 27).
 */
export const quotedForward = (spelled: string, self: string, standing: Standing): string =>
  (spelled.match(names) ?? []).some((name) => isForward(name, self, standing)) ? `"${spelled}"` : spelled

/** The same of the arguments of a base, which itself must be a class: each such name has quotes of its own. */
export const quotedArguments = (spelled: string, self: string, standing: Standing): string =>
  spelled.replace(/\[.*$/u, (args) => args.replace(names, (name) => (isForward(name, self, standing) ? `"${name}"` : name)))

/** A type's name as the text has it. */
export const printedName = (name: string, program: Program): string => apart(program.nameOf(plainName(name), arityOf(name), ''))

/** Names that the text itself is written with: a type of the application takes `_` after it. */
const writtenWith: ReadonlySet<string> = new Set('List Dict Optional Enum IntEnum Undefined LetterCase'.split(' '))
const apart = (name: string): string => (writtenWith.has(name) ? `${name}_` : name)

/** A text on a line of its own between two lines of `"""`: nothing in it ends the text or is an escape (`\N`, `\x` would not compile). */
export const tripleQuoted = (text: string): string => oneLine(text).replace(/\\/g, '\\\\').replace(/"""/g, '\\"\\"\\"')
