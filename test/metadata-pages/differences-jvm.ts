import { arityNames, butFor, closedAlike, closedOrOpen, type Difference, emitted, namedAlike } from './difference'
import { anyOf, namedAsOthers, structs, twins, withClashes } from './recorded-set'
import { otherCollections, undefinedNames } from './undefined-names'

const both = ['java', 'kotlin']
/** Names of the libraries that the texts are written with. */
const libraryNames = ['Date', 'Object', 'Any', 'Class', 'String', 'List', 'Map']
const member = /^\s+(@\S+ )?(public|open|override|var)\b|^\s+return/

/** Java and Kotlin. */
export const jvmDifferences: readonly Difference[] = [
  {
    rule: 'M-17.7',
    why: 'An enum’s member says its text on the wire where that is not its name; the reference’s clients read it as null.',
    languages: both,
    ours: /^\s+@SerializedName\(".*"\) \w+(\(-?\d+L?\))?[,;]$/,
    reference: /^\s+(@SerializedName\("\d+"\) )?\w+(\(-?\d+\))?[,;]$/,
  },
  {
    rule: 'M-4.7',
    why: 'An enum with values beyond 32 bits has 64; the reference’s does not compile.',
    languages: both,
    ours: /\(-?\d+L\)[,;]$|\blong\b|value:Long/,
    reference: /\(-?\d+\)[,;]$|\bint\b|value:Int\)/,
  },
  {
    rule: 'M-8.1',
    why: 'Arrays of arrays keep all their levels, and a list of byte strings stays one.',
    languages: both,
    ours: /ArrayList<(ArrayList<|byte\[\]|ByteArray)/,
    reference: /ArrayList</,
  },
  {
    rule: 'M-4.8',
    why: 'Other collections of .NET are lists and maps too; the reference prints names that nothing defines.',
    languages: both,
    ours: /ArrayList<|HashMap<|Hashtable</,
    reference: new RegExp(`${otherCollections.source}|\\b(Array|Hashtable|IDictionary|IEnumerable|ArrayList(?!<))\\b`),
  },
  {
    rule: 'M-6.16',
    why: 'Tuples are printed with the types that use them; the reference leaves them undefined.',
    languages: both,
    apart: true,
    ours: /Tuple_\d|item\d|Item\d|^\s*[{}]?$/,
    reference: /\bTuple</,
  },
  {
    rule: 'M-4.9',
    why: 'A struct, and a type of .NET that nothing defines, is what its JSON is: a text, or an object.',
    languages: both,
    ours: /String|Object|Class<\*>/,
    reference: (set) => new RegExp(`${undefinedNames.source}|\\b(Uri|Class)\\b|${anyOf(structs(set)).source}`, 'u'),
  },
  {
    rule: 'M-17.1',
    why: 'The imports are those that the text needs.',
    languages: both,
    ours: /^import com\.google\.gson\./,
  },
  {
    rule: 'M-7.4',
    why: 'A generic response is printed as it is defined, on its page with its own arguments; the reference fills in those of its first use.',
    languages: both,
    alike: closedAlike,
    ours: closedOrOpen,
    reference: member,
  },
  {
    rule: 'M-17.3',
    why: 'An interface extends its base.',
    languages: ['java'],
    ours: /interface \w+ extends /,
    reference: /interface \w+ implements /,
  },
  {
    rule: 'M-17.2',
    why: 'What would end a comment is broken up.',
    languages: both,
    ours: /\* .*\*\\\//,
    reference: /\* .*\*\//,
  },
  {
    rule: 'M-18.2',
    why: 'A dollar that would begin a template is escaped in annotations.',
    languages: ['kotlin'],
    ours: /\\\$/,
    reference: /\$/,
  },
  {
    rule: 'M-18.3',
    why: 'A member of an interface’s base, and an added one that a base has, is overridden.',
    languages: ['kotlin'],
    ours: /^\s+(@\S+ )?override var /,
    reference: /^\s+(@\S+ )?(open var|var|val) /,
  },
  {
    rule: 'M-4.16',
    why: 'Lines that a type holds for one language alone are not in the metadata and are not printed.',
    languages: both,
    reference: emitted,
  },
  {
    rule: 'M-6.11',
    only: / IncludeTypes=\*\./,
    why: '`*.Name` finds a plain type and what refers to it in these languages too.',
    languages: both,
    ours: /^/,
  },
  {
    rule: 'M-17.4',
    why: 'Literals and words kept for later are escaped like keywords.',
    languages: both,
    alike: butFor(/@SerializedName\("\w+"\) /, /(?<=\b(this\.|return )?)(const|goto|null|true|false|typeof|typealias)\b/gi),
    ours: /@SerializedName\("(const|goto|null|true|false|typeof|typealias)"\)|\b(Const|Goto|Null|True|False|Typeof|Typealias)\b/,
    reference: /\b(const|goto|null|true|false|typeof|typealias)( =|;|:)/,
  },
  {
    rule: 'M-8.1',
    why: 'A type of the libraries that shares its name with an application’s is written in full, and an application’s type keeps its name.',
    languages: both,
    alike: namedAlike(/\b(?:(?:java|kotlin)\.(?:\w+\.)*\w+|Class|Date|Object|Any|String|List|Map)/),
    ours: (set) => new RegExp(`\\b(java|kotlin)\\.\\w+|${anyOf(namedAsOthers(set).map(({ name }) => name)).source}`, 'u'),
    reference: (set) =>
      new RegExp(`\\bClass\\b|${anyOf([...namedAsOthers(set).map(({ name }) => name), ...libraryNames]).source}`, 'u'),
  },
  {
    rule: 'M-18.3',
    why: 'Members whose accessors would be one on the JVM, such as `isOpen` and `open`, are apart.',
    languages: ['kotlin'],
    ours: /^\s+(@\S+ )?(open|override) var \w+_:/,
    reference: /^\s+(@\S+ )?(open|override) var \w+:/,
  },
  {
    rule: 'M-17.5',
    why: 'Accessors are apart from each other and from what every object has.',
    languages: ['java'],
    ours: /\b(get|set|is)\w+_\(/,
    reference: /\b(get|set|is)\w+\(/,
  },
  {
    rule: 'M-4.18',
    why: 'A type that shares its name with one of another arity keeps its number inside lists too.',
    languages: both,
    ours: (set) => arityNames(set, '_\\d<'),
    reference: (set) => arityNames(set, '<'),
  },
  {
    rule: 'M-6.19',
    types: twins,
    apart: true,
    why: 'Of two types of one name in two namespaces the first is printed and the other is told of: two do not compile.',
    languages: both,
    ours: /^/,
    reference: /^/,
  },
  {
    rule: 'M-4.1',
    types: withClashes,
    why: 'Names that are one on the wire are one member: two do not compile.',
    languages: both,
    reference: /^/,
  },
]
