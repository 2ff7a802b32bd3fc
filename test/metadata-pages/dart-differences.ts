import { wireName } from '../../metadata-pages/languages/members'
import { butFor, closedAlike, closedOrOpen, type Difference, emitted, where } from './difference'
import { anyOf, mapBases, namedAsOthers, type RecordedSet, structs, twins, withClashes } from './recorded-set'
import { otherCollections, undefinedNames } from './undefined-names'

/** Keys of JSON as the wire has them. */
const wireKeys = ({ types }: RecordedSet): RegExp => {
  const names = types.flatMap(({ properties = [] }) => properties.map(wireName)).join('|')
  return new RegExp(`json\\['(${names})'\\]|^ {8}'(${names})': `)
}

const contextLine =
  /^ {4}'.*': TypeInfo\(TypeOf\.(Interface|AbstractClass|Enum, enumValues:\S+\.values|(Class|GenericDef), ?create:\(\) => (<.*>\[\]|.*\(0?\)))\),$/

/** Where Dart differs from the reference on purpose. */
export const dartDifferences: readonly Difference[] = [
  {
    rule: 'M-20.6',
    why: 'The name in JSON is the wire’s, also where a data member says it: the reference reads and writes another.',
    languages: ['dart'],
    alike: butFor(/json\['\w+'\]/, /^ {8}'\w+'/),
    ours: wireKeys,
    reference: /json\['|^ {8}'\w+': /,
  },
  {
    rule: 'M-20.4',
    why: 'A member starts with an ASCII letter, and no member has the name of a type that the text needs: Dart takes no other, and private names cannot be given.',
    languages: ['dart'],
    ours: /\b[a-zA-Z]\w*_\b|u00[0-9A-F]{2}|\(\{this\./,
    reference: /\b_\w+|[^ -~]|\b[A-Z]\w*\b/,
  },
  {
    rule: 'M-8.1',
    why: 'SByte is a number; the reference prints a name that nothing defines.',
    languages: ['dart'],
    ours: /\bint\b|json\['|^ {8}'\w+': /,
    reference: /\bSByte\b/,
  },
  {
    rule: 'M-8.1',
    why: 'A list of byte strings is a list of texts in JSON, and lists of lists keep all their levels.',
    languages: ['dart'],
    ours: /List<(Uint8List|List<)/,
    reference: /List</,
  },
  {
    rule: 'M-4.8',
    why: 'Other collections of .NET are lists and maps too, and an array of lists is one of lists; the reference prints names that nothing defines.',
    languages: ['dart'],
    ours: /List<|Map</,
    reference: new RegExp(`${otherCollections.source}|List<\\w+><|List<List>|'List': `),
  },
  {
    rule: 'M-4.9',
    why: 'A struct inside a list is a text as it is as a member; the reference refers to a type that is not printed.',
    languages: ['dart'],
    ours: /\bString\b/,
    reference: (set) => anyOf(structs(set)),
  },
  {
    rule: 'M-8.1',
    why: 'A type of .NET that the language has no word for is a text or any value; the reference prints its .NET name, which nothing defines.',
    languages: ['dart'],
    ours: /\bString\b|\bdynamic\b|\bnull\b|json\['|^ {8}'\w+': \w+,?$/,
    reference: new RegExp(`${undefinedNames.source}|dynamic\\(\\)`),
  },
  {
    rule: 'M-20.7',
    why: 'A message that answers true or false starts with false: Dart makes nothing by `bool()`.',
    languages: ['dart'],
    ours: /createResponse\(\) => false;$/,
    reference: /createResponse\(\) => bool\(\);/,
  },
  {
    rule: 'M-20.7',
    why: 'A message that answers an enum starts with its first member: an enum is no class.',
    languages: ['dart'],
    ours: /createResponse\(\) => \w+\.values\.first;$/,
    reference: /createResponse\(\) => \w+\(\);/,
  },
  {
    rule: 'M-20.10',
    why: 'What a map has for a name may be absent, also where a message answers the map.',
    languages: ['dart'],
    alike: butFor(/\?(?=>)/g),
    ours: /IReturn<Map<.*\?>|createResponse\(\) => Map<.*\?>|getResponseTypeName\(\) => "Map<|TypeInfo\(/,
    reference: /IReturn<Map<|createResponse\(\) => Map<|getResponseTypeName\(\) => "Map<|TypeInfo\(/,
  },
  {
    rule: 'M-20.3',
    apart: true,
    why: 'A class that is a map is one by MapBase, and the library of both bases is imported: a class cannot extend Map.',
    languages: ['dart'],
    ours: where(mapBases, /MapBase|\bm\b|super\(\)|^ {4}(Iterable<|\S+ operator |\S+ remove\(|void )/),
    reference: where(mapBases, /extends Map<|super\.(fromJson|fromMap|toJson)/),
  },
  {
    rule: 'M-20.1',
    why: 'What a text needs is imported also where only lists and maps have it.',
    languages: ['dart'],
    ours: /^import .dart:(typed_data|collection).;$/,
  },
  {
    rule: 'M-20.8',
    why: 'The context tells of types that can be made: not of type parameters, nor of names that nothing defines.',
    apart: true,
    languages: ['dart'],
    ours: contextLine,
    reference: contextLine,
  },
  {
    rule: 'M-4.17',
    only: / AddResponseStatus/,
    apart: true,
    why: 'An added ResponseStatus is read and written like any other member.',
    languages: ['dart'],
    ours: /responseStatus|^ {8}'\w+': /,
    reference: /\(\{this\.|^ {8}'\w+': |^ {4}ResponseStatus\? responseStatus;/,
  },
  {
    rule: 'M-7.4',
    why: 'A generic response is printed as it is defined, or closed with its own arguments, not with those of the first that used it.',
    languages: ['dart'],
    alike: closedAlike,
    ours: closedOrOpen,
    reference: closedOrOpen,
  },
  {
    rule: 'M-14.4',
    why: 'What would end a comment is broken up, and line ends in a description go.',
    languages: ['dart'],
    alike: butFor(/\*\\?\//g),
    ours: /\*\\\//,
    reference: /\*\//,
  },
  {
    rule: 'M-4.16',
    why: 'The metadata does not hold lines of one language alone, so they cannot be printed from it.',
    languages: ['dart'],
    reference: emitted,
  },
  {
    rule: 'M-8.1',
    why: 'An application’s type keeps its name, or takes `_` after it where the text itself is written with that name.',
    languages: ['dart'],
    ours: (set) => new RegExp(`\\b[A-Z]\\w*_?,?$|\\(\\{this\\.|${anyOf(namedAsOthers(set).map(({ name }) => name)).source}`, 'u'),
    reference: (set) =>
      new RegExp(`\\b(String|dynamic)\\b|^ {4}[a-z]\\w*,$|${anyOf(namedAsOthers(set).map(({ name }) => name)).source}`, 'u'),
  },
  {
    rule: 'M-6.19',
    apart: true,
    types: twins,
    why: 'Of two types of one name in two namespaces the first is printed and the other is told of: two do not compile.',
    languages: ['dart'],
    ours: /^/,
    reference: /^/,
  },
  {
    rule: 'M-4.1',
    apart: true,
    types: withClashes,
    why: 'Of two members with one name in JSON the first is printed: both do not compile.',
    languages: ['dart'],
    ours: /\(\{|^ {8}'\w+': /,
    reference: /^/,
  },
]
