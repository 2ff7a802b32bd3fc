import type { DotNetAttributeStyle } from './dotnet-attributes'
import type { DotNetSpelling } from './dotnet-types'
import { quoted } from './text'

/** Keywords, and words that F# keeps for later; between double back-ticks each is a name (chapter 27). */
const keywords: ReadonlySet<string> = new Set(
  `abstract and as asr assert base begin break checked class component const constraint continue default delegate do done downcast downto elif else end event
  exception extern external false finally fixed for fun function global if in include inherit inline interface internal land lazy let lor lsl lsr lxor match
  member mixin mod module mutable namespace new null of open or override parallel private process protected public pure rec return sealed sig static struct
  tailcall then to trait true try type upcast use val virtual void when while with yield`.split(/\s+/),
)

export const fsharpIdentifier = (name: string): string => (keywords.has(name) ? `\`\`${name}\`\`` : name)

export const fsharpSpelling: DotNetSpelling = {
  aliases: {},
  generic: (name, args, separator) => `${name}<${args.join(separator)}>`,
  array: '[]',
  nullable: (of) => `Nullable<${of}>`,
  outermost: { List: 'ResizeArray' },
  identifier: fsharpIdentifier,
  parameter: (name) => `'${name}`,
  nests: false,
}

export const fsharpAttributes: DotNetAttributeStyle = {
  open: '[<',
  close: '>]',
  assign: '=',
  quoted,
  typeOf: (name) => `typeof<${name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('+')) + 1)}>`,
  limits: {
    '2147483647': 'Int32.MaxValue',
    '-2147483648': 'Int32.MinValue',
    '9223372036854775807': 'Int64.MaxValue',
    '-9223372036854775808': 'Int64.MinValue',
  },
  bareValidator: false,
}
