import type { DotNetAttributeStyle } from './dotnet-attributes'
import type { DotNetSpelling } from './dotnet-types'

/** Reserved words; VB reads them in any case (M-29.6; the reference compares the case and does not compile, chapter 27). */
const keywords: ReadonlySet<string> = new Set(
  `addhandler addressof alias and andalso as boolean byref byte byval call case catch cbool cbyte cchar cdate cdbl cdec char cint class clng cobj const
  continue csbyte cshort csng cstr ctype cuint culng cushort date decimal declare default delegate dim directcast do double each else elseif end endif enum
  erase error event exit false finally for friend function get gettype getxmlnamespace global gosub goto handles if implements imports in inherits integer
  interface is isnot let lib like long loop me mod module mustinherit mustoverride mybase myclass namespace narrowing new next not nothing notinheritable
  notoverridable object of on operator option optional or orelse out overloads overridable overrides paramarray partial private property protected public
  raiseevent readonly redim rem removehandler resume return sbyte select set shadows shared short single static step stop string structure sub synclock then
  throw to true try trycast typeof uinteger ulong ushort using variant wend when while widening with withevents writeonly xor`.split(
    /\s+/,
  ),
)

export const vbIdentifier = (name: string): string => (keywords.has(name.toLowerCase()) ? `[${name}]` : name)

export const vbSpelling: DotNetSpelling = {
  aliases: {
    String: 'String',
    Object: 'Object',
    Boolean: 'Boolean',
    Char: 'Char',
    Byte: 'Byte',
    SByte: 'SByte',
    Int16: 'Short',
    Int32: 'Integer',
    Int64: 'Long',
    Single: 'Single',
    Double: 'Double',
    Decimal: 'Decimal',
    DateTime: 'Date',
  },
  generic: (name, args, separator) => `${name}(Of ${args.join(separator)})`,
  array: '()',
  nullable: (of) => `${of}?`,
  identifier: vbIdentifier,
  nests: true,
}

/**
 * Between quotes everything stands for itself, line ends too (M-4.6); quotes are doubled, also the curly ones, which VB reads as quotes
 * (the reference answers 500 to a quote, chapter 27).
 */
const quoted = (text: string): string =>
  `"${text.replace(/[\p{Cc}\u2028\u2029]/gu, (letter) => (/[\n\t]/.test(letter) ? letter : '')).replace(/["\u201C\u201D\uFF02]/g, '$&$&')}"`

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1).replace(/\+/g, '.')

export const vbAttributes: DotNetAttributeStyle = {
  open: '<',
  close: '>',
  assign: ':=',
  quoted,
  typeOf: (name) => `GetType(${lastPart(name)})`,
  limits: {
    '2147483647': 'Integer.MaxValue',
    '-2147483648': 'Integer.MinValue',
    '9223372036854775807': 'Long.MaxValue',
    '-9223372036854775808': 'Long.MinValue',
  },
  bareValidator: false,
}
