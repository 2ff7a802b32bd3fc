import type { DotNetAttributeStyle } from './dotnet-attributes'
import type { DotNetSpelling } from './dotnet-types'
import { quoted } from './text'

/** Keywords, and words that a type cannot be called; with `@` each is a name (the reference does not escape and does not compile, chapter 27). */
const keywords: ReadonlySet<string> = new Set(
  `abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false
  file finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private
  protected public readonly record ref required return sbyte scoped sealed short sizeof stackalloc static string struct switch this throw true try typeof uint
  ulong unchecked unsafe ushort using var virtual void volatile while`.split(/\s+/),
)

export const csharpIdentifier = (name: string): string => (keywords.has(name) ? `@${name}` : name)

export const csharpSpelling: DotNetSpelling = {
  aliases: {
    String: 'string',
    Boolean: 'bool',
    Byte: 'byte',
    Int16: 'short',
    Int32: 'int',
    Int64: 'long',
    UInt16: 'ushort',
    UInt32: 'uint',
    UInt64: 'ulong',
    Single: 'float',
    Double: 'double',
    Decimal: 'decimal',
  },
  generic: (name, args, separator) => `${name}<${args.join(separator)}>`,
  array: '[]',
  nullable: (of) => `${of}?`,
  identifier: csharpIdentifier,
  nests: true,
}

export const csharpAttributes: DotNetAttributeStyle = {
  open: '[',
  close: ']',
  assign: '=',
  quoted,
  typeOf: (name, { ExcludeNamespace, GlobalNamespace }) => {
    const whole = name.replace(/\+/g, '.')
    return `typeof(${GlobalNamespace || ExcludeNamespace ? whole.slice(whole.lastIndexOf('.') + 1) : whole})`
  },
  limits: {
    '2147483647': 'int.MaxValue',
    '-2147483648': 'int.MinValue',
    '9223372036854775807': 'long.MaxValue',
    '-9223372036854775808': 'long.MinValue',
  },
  bareValidator: true,
}
