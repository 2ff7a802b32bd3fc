import { arityNames, butFor, type Difference, emitted, texts } from './difference'
import { anyOf, dataNames, namedAsOthers, structs, twins, withClashes } from './recorded-set'
import { otherCollections, undefinedNames } from './undefined-names'

/** A line of Zig but for arguments of types and for what makes a member a pointer. */
const zigAlike = butFor(/\*const /g, ...Array(4).fill(/(?<=\w)\([^()]*\)/g))

/** Where Go, Rust and Zig differ from the reference on purpose. */
export const systemsDifferences: readonly Difference[] = [
  {
    rule: 'M-8.1',
    why: 'SByte is a signed byte; the reference prints a name that nothing defines.',
    languages: ['go', 'rust', 'zig'],
    ours: /\b(int8|i8)\b/,
    reference: /\bSByte\b/,
  },
  {
    rule: 'M-8.1',
    why: 'Lists of arrays keep all their levels, lists of bytes too.',
    languages: ['go'],
    ours: /\[\]\[\]/,
    reference: /\[\]|\*List\[/,
  },
  {
    rule: 'M-4.8',
    why: 'Other collections of .NET are lists and maps too, and an array of lists is one of lists; the reference prints names that nothing defines.',
    languages: ['go', 'rust', 'zig'],
    ours: /\[\]|map\[|Vec<|HashMap<|std\.json\.Value/,
    reference: new RegExp(
      `${otherCollections.source}|\\bList([[<>]| = null)|\\bIDictionary\\b|Vec<\\w+><|\\?\\w+\\[\\] = null|\\*\\w+\\[[^\\]]+\\] `,
    ),
  },
  {
    rule: 'M-22.3',
    why: 'A generic type inside another keeps its arguments; without them Go does not compile.',
    languages: ['go'],
    alike: butFor(/ +/g, ...Array(4).fill(/(?<!\bmap)(?<=\w)\[[^[\]]*\]/g)),
    ours: /\w\[[^\]]+\]/,
    reference: /[\][ ,*][A-Z]\w*(?![\w[])/,
  },
  {
    rule: 'M-4.9',
    why: 'A struct inside a list is a text as it is as a member; the reference refers to a type that is not printed.',
    languages: ['go', 'rust', 'zig'],
    ours: /\[\]string|Vec<String>|\[\]\[\]const u8/,
    reference: (set) => anyOf(structs(set)),
  },
  {
    rule: 'M-8.1',
    why: 'A type of .NET that the language has no word for is a text or any value; the reference prints its .NET name, which nothing defines.',
    languages: ['go', 'rust', 'zig'],
    ours: /interface\{\}|string\b|Value\b|String\b|u8/,
    reference: undefinedNames,
  },
  {
    rule: 'M-14.4',
    why: 'What would end a comment is broken up, and line ends in a description go.',
    languages: ['go'],
    alike: butFor(/\*\\?\//g),
    ours: /\*\\\//,
    reference: /\*\//,
  },
  {
    rule: 'M-4.16',
    why: 'The metadata does not hold lines of one language alone, so they cannot be printed from it.',
    languages: ['go', 'rust', 'zig'],
    reference: emitted,
  },
  {
    rule: 'M-8.1',
    why: 'An application’s type keeps its name, also where a language has a type of that name.',
    languages: ['go'],
    ours: (set) =>
      new RegExp(
        `^\\t?(${
          namedAsOthers(set)
            .map(({ name }) => name)
            .join('|') || '(?!)'
        })|${anyOf(namedAsOthers(set).map(({ name }) => name)).source}`,
        'u',
      ),
    reference: /\bstring|interface\{\}|\btime\./,
  },
  {
    rule: 'M-8.1',
    apart: true,
    types: namedAsOthers,
    why: 'An application’s type is printed whatever its name; one that the text itself is written with takes `_` after it.',
    languages: ['rust'],
    ours: /^/,
    reference: /^/,
  },
  {
    rule: 'M-6.19',
    apart: true,
    types: twins,
    why: 'Of two types of one name in two namespaces the first is printed and the other is told of: two do not compile.',
    languages: ['go', 'rust', 'zig'],
    ours: /^/,
    reference: /^/,
  },
  {
    rule: 'M-22.4',
    why: 'Of two fields that would have one name the second takes `_` after it.',
    languages: ['go'],
    ours: /^\t\w+_ /,
    reference: /^\t[A-Z]\w* /,
  },
  {
    rule: 'M-4.18',
    why: 'A type that shares its name with one of another arity keeps its number inside lists too.',
    languages: ['go', 'rust', 'zig'],
    ours: (set) => arityNames(set, '_\\d[[<(]'),
    reference: (set) => arityNames(set, ''),
  },
  {
    rule: 'M-4.1',
    why: 'Of two members with one name in JSON the first is printed: both do not compile.',
    languages: ['go', 'rust'],
    types: withClashes,
    reference: /json:"\w+,omitempty"|pub \w+: |^ {4}#\[serde\(/,
  },
  {
    rule: 'M-24.3',
    why: 'A struct that holds itself holds it in a box: a struct without an end does not compile.',
    languages: ['rust'],
    alike: butFor(/\b(std::boxed::)?Box</g, />/g),
    ours: /\bBox<\w/,
    reference: /^ {4}pub \S+: /,
  },
  {
    rule: 'M-24.4',
    why: 'Names that Rust never takes, not even with `r#`, have `_` after them and tell their name in JSON.',
    languages: ['rust'],
    apart: true,
    ours: /rename = "(self|crate|super)"|pub (self|crate|super)_: .*,$/,
    reference: /r#(self|crate|super)/,
  },
  {
    rule: 'M-24.4',
    why: 'The name in JSON is that of the data member, letter by letter.',
    languages: ['rust'],
    ours: (set) => new RegExp(`rename = "(${texts(dataNames(set))})"`),
    reference: /rename = "\w+"/,
  },
  {
    rule: 'M-7.4',
    why: 'A parameter that no member has, as in the page source of a closed generic type, is used all the same: Rust takes no other.',
    languages: ['rust'],
    ours: /^ {4}pub phantom_*: std::marker::PhantomData<.*>,$|^ {4}#\[serde\(skip\)\]$/,
  },
  {
    rule: 'M-24.6',
    why: 'An enum with numbers above 32 bits is one of 64.',
    languages: ['rust', 'zig'],
    ours: /repr\(i64\)|enum\(i64\)/,
    reference: /repr\(i32\)|enum\(i32\)/,
  },
  {
    rule: 'M-4.17',
    only: / AddResponseStatus/,
    why: 'An added ResponseStatus has the name and the marks of any other member.',
    languages: ['rust', 'zig'],
    apart: true,
    ours: /rename = "responseStatus"|serde\(default, skip|\?ss\.ResponseStatus/,
    reference: /rename = "ResponseStatus"|\?ResponseStatus/,
  },
  {
    rule: 'M-25.3',
    why: 'A generic type has its arguments wherever it is named: without them Zig does not compile.',
    languages: ['zig'],
    alike: zigAlike,
    ours: /\w\(.*\)/,
    reference: /\?\w+ = null|Response = \w+;/,
  },
  {
    rule: 'M-25.2',
    why: 'A struct that holds itself points at the other: a struct without an end does not compile.',
    languages: ['zig'],
    alike: zigAlike,
    ours: /\?\*const /,
    reference: /: \?/,
  },
  {
    rule: 'M-7.4',
    why: 'A parameter that no member has, as in the page source of a closed generic type, is used all the same: Zig takes no other.',
    languages: ['zig'],
    ours: /^ +_ = \w+;$/,
  },
  {
    rule: 'M-25.3',
    why: 'A name with other letters than ASCII stands between quotes.',
    languages: ['zig'],
    ours: /@"[^"]*[^ -~]/,
    reference: /[^ -~]/,
  },
  {
    rule: 'M-8.1',
    why: 'A list of byte strings is a list of texts in JSON; the reference makes it a list of lists of numbers.',
    languages: ['zig'],
    ours: /\[\]\[\]const u8/,
    reference: /\[\]\[\]u8/,
  },
  {
    rule: 'M-4.17',
    only: / AddImplicitVersion/,
    why: 'The version stands with the other fields, and once: between fields Zig takes no constants, nor a name twice.',
    languages: ['zig'],
    apart: true,
    ours: /version: i32, \/\/\d+/,
    reference: /version: i32/,
  },
  {
    rule: 'M-8.1',
    apart: true,
    types: namedAsOthers,
    why: 'An application’s type is printed whatever its name.',
    languages: ['zig'],
    ours: /^/,
    reference: /^/,
  },
]
