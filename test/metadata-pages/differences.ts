import { dotNetDifferences } from './differences-dotnet'
import { jvmDifferences } from './differences-jvm'
import { swiftDifferences } from './differences-swift'
import { scriptDifferences } from './script-differences'
import { systemsDifferences } from './systems-differences'

/** A line of the reference's that ours differs from on purpose: what ours is, what the reference's is, and why (docs/differences.md). */
export interface Difference {
  readonly rule: string
  readonly why: string
  readonly languages: readonly string[]
  /** Lines that only ours has, and lines that only the reference's has; absent: none. */
  readonly ours?: RegExp
  readonly reference?: RegExp
  /** The folder and text (`zoo-a2 IncludeTypes=…`) where alone it may be met. */
  readonly only?: RegExp
  /** Each side may stand without the other. */
  readonly apart?: boolean
}

const scripts = ['typescript', 'typescript.d', 'mjs', 'js']
const typed = ['typescript', 'typescript.d', 'mjs']

export const differences: readonly Difference[] = [
  {
    rule: 'M-8.1',
    why: 'SByte is a number; the reference prints a name that nothing defines.',
    languages: [...typed, 'python'],
    ours: /\b(sByte|s_byte)\b|@type \{\??number\}/,
    reference: /\bSByte\b/,
  },
  {
    rule: 'M-8.1',
    why: 'A list of byte strings is a list of texts in JSON; the reference makes it a list of numbers.',
    languages: [...typed, 'python'],
    ours: /blob(Array|_array)\b|@type \{\??string\[\]\}/,
    reference: /blob(Array|_array)\b|@type \{\??number\[\]\[\]\}/,
  },
  {
    rule: 'M-4.8',
    why: 'Other collections of .NET are lists and maps too; the reference prints names that nothing defines.',
    languages: [...typed, 'python'],
    ours: /\[\]|List\[|Dict\[|index:|sortedMap = \{\}/,
    reference: /\b(IList|IReadOnlyList|SortedSet|SortedDictionary)[<[]|^ {4}sorted(Set|Map);/,
  },
  {
    rule: 'M-4.8',
    why: 'An array of lists keeps both levels; the reference prints an undefined generic type.',
    languages: [...typed, 'python'],
    ours: /string\[\]\[\]|List\[List\[str\]\]/,
    reference: /List<string>\[\]|List\[List\]\[str\]/,
  },
  {
    rule: 'M-12.10',
    why: 'A map with boolean keys has texts as keys: an index signature of boolean does not compile.',
    languages: typed,
    ours: /\[index:string\]: string; \}/,
    reference: /\[index:boolean\]/,
  },
  {
    rule: 'M-12.7',
    why: 'A map as a response starts as {}: the reference makes a text that does not parse.',
    languages: scripts,
    ours: /createResponse.*return \{\}/,
    reference: /createResponse.*new \{/,
  },
  {
    rule: 'M-14.5',
    why: 'A list of a generic type is a list; the reference forgets the list.',
    languages: scripts,
    ours: /IReturn<Page<Keeper>\[\]>|new Array<Page<Keeper>>|createResponse.*return \[\]/,
    reference: /IReturn<Page<Keeper>>|new Page<Keeper>\(\)|createResponse.*new Page\(\)/,
  },
  {
    rule: 'M-12.5',
    why: 'A base64 text does not start as an empty list.',
    languages: [...typed, 'python'],
    ours: /\bbytes_?\b/,
    reference: /\bbytes_?\b.*(= \[\]|default_factory=list)/,
  },
  {
    rule: 'M-13.1',
    why: 'An interface has no initial values: the reference’s does not compile.',
    languages: ['typescript.d'],
    ours: /^ {4,8}\w+\?: [^=]*;$/,
    reference: /= (\[\]|\{\});$/,
  },
  {
    rule: 'M-14.4',
    why: 'What would end a comment is broken up, and line ends in a description go.',
    languages: typed,
    ours: /\*\\\//,
    reference: /\*\/ \{|^line two \*\/$/,
  },
  {
    rule: 'M-8.1',
    why: 'An application’s type keeps its name, also where a language has a type of that name.',
    languages: [...scripts, 'python'],
    ours: /\bType\b/,
    reference: /\b(string|str)\b/,
  },
  {
    rule: 'M-6.19',
    only: /^zoo-a4 /,
    apart: true,
    why: 'Of two types of one name in two namespaces the first is printed and the other is told of: two do not load.',
    languages: [...scripts, 'python'],
    ours: /left out|\ba\??\b|^$|exports\.Same|@param \{\{a\?:string\}\}|exports\.Thing/,
    reference:
      /\bSame\b|\bb\??\b|^[{}]?$|^ {4}\}$|@dataclass|@type|@param|Object\.assign|exports\.Thing|a\??: |^ {4}a;|constructor|return Same|^\}\(\)\);$|function Same/,
  },
  {
    rule: 'M-4.18',
    why: 'A type that shares its name with one of another arity keeps its number inside lists too.',
    languages: [...typed, 'python'],
    ours: /Box_1<number>\[\]|List\[Box1\[/,
    reference: /Box<number>\[\]|List\[Box\[/,
  },
  {
    rule: 'M-4.16',
    why: 'The metadata does not hold lines of one language alone, so they cannot be printed from it.',
    languages: [...typed, 'python'],
    reference: /^\s*(\/\/|#) (ts|py) (line|member)|@tsDecorator/,
  },
  {
    rule: 'M-7.4',
    why: 'A generic response is printed as it is defined, or closed with its own arguments, not with those of the first that used it.',
    languages: [...typed, 'python'],
    ours: /\bT\b|AnimalView/,
    reference: /\bAnimal\b|\bT\[\]/,
  },
  {
    rule: 'M-7.4',
    why: 'In the page source of a generic response the member has the closed type, as in the other languages.',
    languages: ['mjs'],
    ours: /Animal(View)?\[\]/,
    reference: /\bT\[\]/,
  },
  {
    rule: 'M-6.11',
    only: / IncludeTypes=\*\./,
    why: '`*.Name` prints the type and the operations that refer to it; the reference prints nothing.',
    languages: ['typescript'],
    ours: /^/,
  },
  {
    rule: 'M-15.1',
    apart: true,
    why: 'The helper that makes a class derive from another has the same effect in our own words.',
    languages: ['js'],
    ours: /__extends = |setPrototypeOf|hasOwnProperty|function __\(\)|^ {4}d\.prototype|^\};$|Dictionary/,
    reference:
      /extendStatics|__extends = |__proto__|hasOwnProperty|function \(d, b\)|function __\(\)|d\.prototype|^ {4}\};$|typeof b|Class extends value|Dictionary|^ {4}\}(\(\)\);)?$|^ {8}\}$|^\}\)\(\);$/,
  },
  {
    rule: 'M-12.1',
    why: 'A namespace is called so: TypeScript 7 no longer takes the word module for it.',
    languages: ['typescript', 'typescript.d'],
    ours: /^(export|declare) namespace /,
    reference: /^(export|declare) module /,
  },
  {
    rule: 'M-4.9',
    why: 'A struct inside a list is a text as it is as a member; the reference refers to a type that is not printed.',
    languages: [...typed, 'python'],
    ours: /points\b.*(string\[\]|List\[str\])|@type \{\?string\[\]\}/,
    reference: /Point(\[\]|\])/,
  },
  {
    rule: 'M-6.16',
    why: 'An interface stands before the classes that have it as a base; after them the module does not load.',
    languages: ['python'],
    only: /^zoo-a2 /,
    apart: true,
    ours: /^class IAged|^ {4}(age|note): |^$/,
    reference: /^class IAged|^ {4}(age|note): |^$/,
  },
  {
    rule: 'M-15.2',
    why: 'Only what the text defines is exported.',
    languages: ['js'],
    ours: /^exports\.RequestBase = .*void 0;$/,
    reference: /^exports\.RequestBase = .*exports\.IdResponse = .*void 0;$/,
  },
  {
    rule: 'chapter 27, mjs',
    only: / AddResponseStatus/,
    apart: true,
    why: 'An added ResponseStatus is a member like any other.',
    languages: ['mjs'],
    ours: /responseStatus|\{ResponseStatus\}/,
    reference: /responseType\?:ResponseType|ResponseStatus|^ {4}\/\*\* @param/,
  },
  {
    rule: 'M-16.5',
    why: 'An added ResponseStatus may be absent, and says so.',
    languages: ['python'],
    ours: /response_status: Optional\[ResponseStatus\] = None/,
    reference: /response_status: ResponseStatus = None/,
  },
  {
    rule: 'M-16.6',
    why: 'A type that is not defined yet stands between quotes: unquoted the module does not load.',
    languages: ['python'],
    ours: /"[^"]+"/,
    reference: /: (Optional|List|Dict)\[/,
  },
  {
    rule: 'M-16.4',
    why: 'The wire’s name is told wherever it cannot be made from the Python name; async and await are escaped.',
    languages: ['python'],
    ours: /field_name='/,
    reference: /: |^ {4}(async|await):/,
  },
  {
    rule: 'M-16.3',
    why: 'A backslash in a docstring is doubled: alone it may be an escape that does not compile.',
    languages: ['python'],
    ours: /\\\\/,
    reference: /\\/,
  },
  {
    rule: 'M-8.1',
    why: 'Lists of lists of lists keep all their levels.',
    languages: ['python'],
    ours: /List\[List\[/,
    reference: /List\[/,
  },
  ...dotNetDifferences,
  ...jvmDifferences,
  ...swiftDifferences,
  ...scriptDifferences,
  ...systemsDifferences,
]
