import fc from 'fast-check'
import type { MetadataOperationType, MetadataPropertyType, MetadataType, MetadataTypes } from '../../../metadata-pages'

/*
 * Type metadata that nobody wrote: types with any bases, interfaces, arguments, enums and names that the model can have (M chapter 5), so that a
 * language cannot know its examples.
 */
const namespace = 'Made.Up'
const system = [
  'String',
  'Int32',
  'Int64',
  'Boolean',
  'Double',
  'Decimal',
  'Guid',
  'DateTime',
  'TimeSpan',
  'Byte[]',
  'Char',
  'UInt64',
  'DateOnly',
]
const values = new Set(system.filter((name) => !['String', 'Byte[]'].includes(name)))

/** Words that some language keeps for itself, and names that its library has. */
export const reserved =
  `abstract And any as async await base bool break byte case catch char class comptime const continue crate def default defer del delegate
  did do double dynamic elif else end Enum enum error export extends extern false finally fn for foreach from fun func function get global goto guard if impl
  implements import in init inline inner instanceof int interface internal is lambda late let library lock loop match mixin mod module move mut namespace native
  new next nil none nonlocal not null object of open operator or out override package pass private protected pub public raise range ref register required
  rescue resume return select self set sizeof static str string struct super switch synchronized template then this throw throws trait true try type typealias
  typedef typeof union unless unsafe until use using val value var virtual void volatile when where while with yield`.split(/\s+/)
const libraryNames = [
  'Box',
  'Date',
  'Error',
  'List',
  'Map',
  'Object',
  'Option',
  'Result',
  'Set',
  'String',
  'Symbol',
  'Type',
  'Vec',
  'Value',
  'Array',
  'Any',
]

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const plainNames = ['Loan', 'Shelf', 'Branch', 'Reader', 'Fine', 'URLInfo', 'iPad', 'X1', 'Two_Words']

interface Plan {
  readonly names: readonly string[]
  readonly kinds: readonly ('class' | 'enum' | 'interface' | 'generic' | 'list' | 'map')[]
  readonly numbers: readonly number[]
}

const reference = (plan: Plan, seed: number, depth = 0): string => {
  const next = (seed * 7 + 3) % 1009
  const user = plan.names.filter((_, at) => !['interface', 'generic'].includes(plan.kinds[at]!))
  const generic = plan.names.filter((_, at) => plan.kinds[at] === 'generic')
  const simple = seed % 3 === 0 || user.length === 0 ? system[seed % system.length]! : user[seed % user.length]!
  if (depth > 2) return simple
  const inner = reference(plan, next, depth + 1)
  switch (seed % 7) {
    case 0:
      return `List<${inner}>`
    case 1:
      return `Dictionary<String,${inner}>`
    case 2:
      return `${simple}[]`
    case 3:
      return generic.length > 0 ? `${generic[seed % generic.length]}<${inner}>` : simple
    case 4:
      return values.has(simple) ? `Nullable<${simple}>` : `List<List<${inner}>>`
    default:
      return simple
  }
}

const arity = (args: string): number => {
  let depth = 0
  let count = 1
  for (const letter of args) {
    if (letter === '<') depth++
    else if (letter === '>') depth--
    else if (letter === ',' && depth === 0) count++
  }
  return count
}
const splitArgs = (text: string): string[] => {
  const comma = [...text].findIndex((letter, at) => letter === ',' && arity(text.slice(0, at + 1)) === 2)
  return comma < 0 ? [text] : [text.slice(0, comma), ...splitArgs(text.slice(comma + 1))]
}
export const member = (
  name: string,
  text: string,
  enums: ReadonlySet<string>,
  more: Partial<MetadataPropertyType> = {},
): MetadataPropertyType => {
  const generic = /^(\w+)<(.*)>$/.exec(text)
  const args = generic ? splitArgs(generic[2]!) : undefined
  const bare = generic?.[1] === 'Nullable' ? args![0]! : text
  return {
    name,
    type: generic ? `${generic[1]}\`${args!.length}` : text,
    namespace:
      /^(List|Dictionary|Nullable)$/.test(generic?.[1] ?? '') || system.includes(text.replace(/(\[\])+$/, ''))
        ? 'System'
        : namespace,
    ...(args ? { genericArgs: args } : {}),
    ...(values.has(bare) || enums.has(bare) ? { isValueType: true } : {}),
    ...(enums.has(bare) ? { isEnum: true } : {}),
    ...more,
  }
}

const words = [
  'words',
  'a */ /* b',
  'x """ y',
  "''' ' \" `",
  '\n',
  '*) ?> #{x} ${y}',
  '// /// <summary> ]]>',
  '\u2028 \\N{x} \\u',
  '=end',
  '日本 😀',
]

const build = (plan: Plan): MetadataTypes => {
  const number = (at: number): number => plan.numbers[at % plan.numbers.length]!
  const enums = new Set(plan.names.filter((_, at) => plan.kinds[at] === 'enum'))
  const fullName = (at: number): string => (plan.kinds[at] === 'generic' ? `${plan.names[at]}\`1` : plan.names[at]!)
  const membersOf = (at: number, count: number): MetadataPropertyType[] => {
    const taken = new Set<string>()
    return Array.from({ length: count }, (_, place) => {
      const seed = number(at * 5 + place)
      const name = capital(seed % 2 ? reserved[seed % reserved.length]! : `${plainNames[seed % plainNames.length]}${place}`)
      const key = name.toLowerCase()
      if (taken.has(key)) return []
      taken.add(key)
      const text = plan.kinds[at] === 'generic' && seed % 4 === 0 ? (seed % 8 ? 'List<T>' : 'T') : reference(plan, seed)
      return [
        member(name, text, enums, {
          ...(seed % 5 === 0 ? { isRequired: true } : {}),
          ...(seed % 6 === 0 ? { description: words[seed % words.length]! } : {}),
          ...(seed % 11 === 0 ? { dataMember: { order: (seed % 9) + 1 } } : {}),
          ...(seed % 13 === 0
            ? {
                attributes: [
                  { name: 'ApiMember', args: [{ name: 'Description', type: 'String', value: words[seed % words.length]! }] },
                ],
              }
            : {}),
        }),
      ]
    }).flat()
  }
  const types = plan.names.map((_, at): MetadataType => {
    const seed = number(at)
    const kind = plan.kinds[at]!
    const described = seed % 3 === 0 ? { description: words[seed % words.length]! } : {}
    const common = { name: fullName(at), namespace, implements: [], ...described }
    if (kind === 'enum') {
      const names = [
        ...new Set(
          Array.from({ length: 1 + (seed % 5) }, (_, place) => capital(reserved[(seed + place * 17) % reserved.length]!)),
        ),
      ]
      return {
        ...common,
        isEnum: true,
        enumNames: names,
        ...(seed % 2
          ? { isEnumInt: true, enumValues: names.map((_, place) => ['-1', '0', '4294967296', '2', '-9007199254740991'][place]!) }
          : {}),
        ...(seed % 4 === 2 ? { enumMemberValues: names.map((name) => `${name.toLowerCase()}-value`) } : {}),
      }
    }
    if (kind === 'list') return { ...common, inherits: { name: 'List`1', namespace: 'System', genericArgs: ['String'] } }
    if (kind === 'map')
      return { ...common, inherits: { name: 'Dictionary`2', namespace: 'System', genericArgs: ['String', 'Int32'] } }
    const earlier = plan.names.findIndex(
      (_, place) => place < at && plan.kinds[place] === 'class' && kind === 'class' && seed % 3 !== 1,
    )
    const contract = plan.names.findIndex(
      (_, place) => place !== at && plan.kinds[place] === 'interface' && kind === 'class' && seed % 5 === 1,
    )
    const base = earlier >= 0 ? { inherits: { name: fullName(earlier), namespace } } : {}
    const interfaces = contract >= 0 ? { implements: [{ name: fullName(contract), namespace }] } : {}
    const promised = contract >= 0 ? membersOf(contract, number(contract) % 3) : []
    const own = membersOf(at, kind === 'interface' ? seed % 3 : seed % 6).filter(
      ({ name }) => !promised.some((each) => each.name.toLowerCase() === name.toLowerCase()),
    )
    const inherited =
      earlier >= 0 ? new Set(membersOf(earlier, number(earlier) % 6).map(({ name }) => name.toLowerCase())) : new Set<string>()
    const properties = [...promised, ...own].filter(({ name }) => !inherited.has(name.toLowerCase()))
    return {
      ...common,
      ...base,
      ...interfaces,
      ...(kind === 'interface' ? { isInterface: true, isAbstract: true } : {}),
      ...(kind === 'generic' ? { isGenericTypeDef: true, genericArgs: ['T'] } : {}),
      ...(properties.length > 0 ? { properties } : {}),
    }
  })
  const classes = plan.names.filter((_, at) => plan.kinds[at] === 'class')
  const operations = plan.numbers.slice(0, 4).map((seed, at): MetadataOperationType => {
    const answer = classes.length > 0 ? classes[seed % classes.length]! : 'String'
    const isVoid = seed % 4 === 0
    const list = seed % 4 === 1
    return {
      request: {
        name: `Request${at}`,
        namespace,
        implements: [{ name: seed % 2 ? 'IGet' : 'IPost', namespace: 'ServiceStack' }],
        ...(seed % 3 === 0 ? { description: words[seed % words.length]! } : {}),
        properties: [
          member('Id', 'Int64', enums),
          member(capital(reserved[seed % reserved.length]!), reference(plan, seed), enums),
        ],
      },
      actions: ['ANY'],
      method: seed % 2 ? 'GET' : 'POST',
      routes: [{ path: `/made/${at}/{Id}`, ...(seed % 2 ? { verbs: 'GET' } : {}) }],
      ...(isVoid
        ? { returnsVoid: true }
        : list
          ? { returnType: { name: 'List`1', namespace: 'System.Collections.Generic', genericArgs: [answer] } }
          : { returnType: { name: answer, namespace: answer === 'String' ? 'System' : namespace } }),
    }
  })
  return { namespaces: [namespace], types, operations }
}

export const kindsOf = ['class', 'class', 'class', 'enum', 'interface', 'generic', 'list', 'map'] as const

/** `typeNames`: what types may be called. */
export const madeUp = (typeNames: readonly string[] = [...plainNames, ...libraryNames]): fc.Arbitrary<MetadataTypes> =>
  fc
    .record({
      names: fc.uniqueArray(fc.constantFrom(...typeNames.filter((name) => /^[A-Z]/.test(name))), { minLength: 2, maxLength: 9 }),
      kinds: fc.array(fc.constantFrom(...kindsOf), { minLength: 9, maxLength: 9 }),
      numbers: fc.array(fc.nat(1000), { minLength: 12, maxLength: 40 }),
    })
    .map(build)
