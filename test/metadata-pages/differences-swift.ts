import { arityNames, butFor, closedAlike, closedOrOpen, type Difference, emitted, namedAlike } from './difference'
import { anyOf, namedAsOthers, structs, twins, withClashes } from './recorded-set'
import { otherCollections, undefinedNames } from './undefined-names'

const swift = ['swift']
const member = /^\s+public var /

export const swiftDifferences: readonly Difference[] = [
  {
    rule: 'M-8.1',
    why: 'SByte is Int8, and an application’s type keeps its name, also where Swift has one of that name.',
    languages: swift,
    alike: namedAlike(/\b(?:(?:Foundation|Swift)\.\w+|SByte|Int8|Date|Any|String|Data)/),
    ours: (set) =>
      new RegExp(`:Int8\\b|\\bFoundation\\.|\\bSwift\\.|${anyOf(namedAsOthers(set).map(({ name }) => name)).source}`, 'u'),
    reference: /\bSByte\b|\bDate\b|\bAny\b|\bString\b|\bData\b/,
  },
  {
    rule: 'M-4.8',
    why: 'Other collections of .NET are lists and maps too; the reference prints names that nothing defines.',
    languages: swift,
    ours: /:\[.*\]/,
    reference: new RegExp(`${otherCollections.source}|\\b(Array|ArrayList|Hashtable|IEnumerable)\\b`),
  },
  {
    rule: 'M-4.9',
    why: 'A struct, and a type of .NET that nothing defines, is a text.',
    languages: swift,
    ours: /:\[?String\b/,
    reference: (set) => new RegExp(`${undefinedNames.source}|\\bUri\\b|${anyOf(structs(set)).source}`, 'u'),
  },
  {
    rule: 'M-6.16',
    why: 'Tuples are printed with the types that use them; the reference leaves them undefined.',
    languages: swift,
    apart: true,
    ours: /Tuple_\d|item\d|^\s*[{}]?$|required public init\(\)\{\}/,
    reference: /\bTuple</,
  },
  {
    rule: 'M-7.4',
    why: 'A generic response is printed as it is defined, on its page with its own arguments; the reference fills in those of its first use.',
    languages: swift,
    alike: closedAlike,
    ours: closedOrOpen,
    reference: member,
  },
  {
    rule: 'M-4.18',
    why: 'A type that shares its name with one of another arity keeps its number inside lists too.',
    languages: swift,
    ours: (set) => arityNames(set, '_\\d<'),
    reference: (set) => arityNames(set, '<'),
  },
  {
    rule: 'M-19.2',
    why: 'A map cannot be a base: the type is another name of the map.',
    languages: swift,
    apart: true,
    ours: /^public typealias \w+ = \[.*:.*\]$/,
    reference:
      /^public class \w+ : List<\S+:.+>$|^[{}]?$|^ {4}(required public init|public override func encode|\})|^ {8}try super\./,
  },
  {
    rule: 'M-19.3',
    why: 'The bracket of a list of a generic type is closed.',
    languages: swift,
    ours: /typealias Return = \[.*\]$/,
    reference: /typealias Return = \[[^\]]*$/,
  },
  {
    rule: 'M-19.4',
    why: 'A member that a base has is not added again.',
    languages: swift,
    only: / AddResponseStatus/,
    reference: /^ {4}public var responseStatus:ResponseStatus\?$/,
  },
  {
    rule: 'M-19.8',
    why: 'Keywords are escaped wherever they stand, names of data members included.',
    languages: swift,
    alike: butFor(/`/g),
    ours: /`\w+`/,
    reference: (set) =>
      new RegExp(
        `\\bvar [a-z]+:|\\bvar (Self|Type):|^\\s+case [a-z]+$|${anyOf(namedAsOthers(set).map(({ name }) => name)).source}`,
        'u',
      ),
  },
  {
    rule: 'M-19.7',
    why: 'Where Swift cannot have the name that the wire has, the class says the name of the wire; the reference loses it.',
    languages: swift,
    ours: /^$|CodingKeys : String, CodingKey \{$|^\s+case \S+( = ".*")?$|^ {4}\}$/,
  },
  {
    rule: 'M-19.9',
    why: 'An enum’s member says its text on the wire where that is not its name.',
    languages: swift,
    ours: /^ {4}case \S+ = ".*"$/,
    reference: /^ {4}case \w+$/,
  },
  {
    rule: 'M-17.2',
    why: 'What would end a comment is broken up, and so is what would begin another in it.',
    languages: swift,
    ours: /\* .*\*\\\/|\* .*\/\\\*/,
    reference: /\* .*(\*\/|\/\*)/,
  },
  {
    rule: 'M-4.16',
    why: 'Lines that a type holds for one language alone are not in the metadata and are not printed.',
    languages: swift,
    reference: emitted,
  },
  {
    rule: 'M-6.19',
    types: twins,
    apart: true,
    why: 'Of two types of one name in two namespaces the first is printed and the other is told of: two do not compile.',
    languages: swift,
    ours: /^/,
    reference: /^/,
  },
  {
    rule: 'M-4.1',
    types: withClashes,
    why: 'Names that are one on the wire are one member: two do not compile.',
    languages: swift,
    reference: /var \w+:/,
  },
]
