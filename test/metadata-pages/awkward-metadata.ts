import type {
  MetadataOperationType,
  MetadataPropertyType,
  MetadataType,
  MetadataTypeName,
  MetadataTypes,
} from '../../metadata-pages'

/*
 * Type metadata that is hard on compilers: what the recorded sets have one by one, all at once and in other names. A text that is generated from it
 * must compile (M-30.4, chapter 27).
 */
const namespace = 'Awkward.Types'
const system = new Set(
  `String Boolean Char SByte Byte Int16 Int32 Int64 UInt16 UInt32 UInt64 Single Double Decimal Guid DateTime DateTimeOffset DateOnly TimeSpan TimeOnly
  Uri Version Object Exception TimeZoneInfo`.split(/\s+/),
)
const values = new Set(
  `Boolean Char SByte Byte Int16 Int32 Int64 UInt16 UInt32 UInt64 Single Double Decimal Guid DateTime DateTimeOffset DateOnly TimeSpan TimeOnly`.split(
    /\s+/,
  ),
)

/** `List<Loan>` as a member has it: ``List`1`` with its arguments. */
const typeOf = (text: string): Pick<MetadataPropertyType, 'type' | 'genericArgs'> => {
  const parts = /^(\w+)<(.*)>$/.exec(text)
  if (!parts) return { type: text }
  const genericArgs: string[] = []
  let depth = 0
  let start = 0
  const inside = parts[2] ?? ''
  for (let at = 0; at <= inside.length; at++) {
    if (inside[at] === '<') depth++
    else if (inside[at] === '>') depth--
    else if (at === inside.length || (inside[at] === ',' && depth === 0)) {
      genericArgs.push(inside.slice(start, at))
      start = at + 1
    }
  }
  return { type: `${parts[1]}\`${genericArgs.length}`, genericArgs }
}

const member = (name: string, text: string, more: Partial<MetadataPropertyType> = {}): MetadataPropertyType => {
  const type = typeOf(text)
  const isSystem = system.has(text.replace(/\[\]/g, '')) || type.genericArgs !== undefined
  return {
    name,
    ...type,
    namespace: isSystem ? 'System' : namespace,
    ...(values.has(text) || text.startsWith('Nullable<') ? { isValueType: true } : {}),
    ...more,
  }
}
const members = (list: Readonly<Record<string, string>>): MetadataPropertyType[] =>
  Object.entries(list).map(([name, text]) => member(name, text))
const required = { isRequired: true }

const type = (
  name: string,
  properties: readonly MetadataPropertyType[] = [],
  more: Partial<MetadataType> = {},
): MetadataType => ({
  name,
  namespace,
  implements: [],
  properties,
  ...more,
})
const generic = (name: string, parameters: readonly string[], properties: readonly MetadataPropertyType[]): MetadataType =>
  type(`${name}\`${parameters.length}`, properties, { genericArgs: parameters, isGenericTypeDef: true })
const enumeration = (name: string, enumNames: readonly string[], more: Partial<MetadataType> = {}): MetadataType => ({
  name,
  namespace,
  implements: [],
  isEnum: true,
  enumNames,
  ...more,
})
const named = (text: string): MetadataTypeName => {
  const { type: name, genericArgs } = typeOf(text)
  return {
    name,
    namespace: genericArgs && /^(List|Dictionary)/.test(name) ? 'System.Collections.Generic' : namespace,
    ...(genericArgs ? { genericArgs } : {}),
  }
}

const hostile = `Says "hello" 'there' */ /* // # """ \`x\` \${y} {z} \\ \\N =end <?php ?> --> £ 日本`
const described = (property: MetadataPropertyType): MetadataPropertyType => ({
  ...property,
  description: hostile,
  attributes: [{ name: 'ApiMember', args: [{ name: 'Description', type: 'String', value: `${hostile}\nsecond line` }] }],
})

/** Words that some language keeps for itself. */
const words =
  `Self Super Crate This Class Def End Type Func Package Interface Map Range Select Var Const Static Async Await Yield Match Move Ref Fn Pub Error
  Test Union Array List String Int Bool Object Null True False Is In As On Of Set Get Function Default New Null2 Abstract Record Void Enum Switch
  Comptime Defer Nil Self2 Namespace Use Echo Print Empty Isset`.split(/\s+/)

const types: MetadataType[] = [
  enumeration('Mood', ['Calm', 'Angry', 'class', 'Self', 'true'], {
    enumMemberValues: ['calm-one', 'ANGRY ONE', '"\'\\ #{x} $y `z` %s \n \u0001 */ ?> £', 's', 't'],
  }),
  enumeration('Rights', ['None', 'Read', 'Write', 'All', 'Everything', 'Big'], {
    isEnumInt: true,
    enumValues: ['0', '1', '2', '3', '3', '4294967296'],
    attributes: [{ name: 'Flags', args: [] }],
  }),
  enumeration('Level', ['Low', 'High'], { enumValues: ['10', '20'] }),
  type('Node', [member('Next', 'Node', required), member('Children', 'List<Node>'), member('Other', 'Knot')]),
  type('Knot', [member('Node', 'Node', required), member('ByName', 'Dictionary<String,Knot>')]),
  generic('Ring', ['T'], [member('Item', 'T', required), member('Next', 'Ring<T>', required), member('All', 'List<Ring<T>>')]),
  generic('Bound', ['TKey', 'TValue'], [member('Map', 'Dictionary<TKey,TValue>'), member('Key', 'TKey')]),
  generic('Unused', ['T'], [member('Name', 'String')]),
  generic('Bare', ['T'], []),
  type('Pair', [member('Name', 'String')]),
  generic('Pair', ['T'], [member('Left', 'T'), member('Right', 'T')]),
  generic('Pair', ['T1', 'T2'], [member('Left', 'T1'), member('Right', 'T2')]),
  type(
    'Options',
    members({ Pair: 'Pair', Int: 'Pair<Int32>', Both: 'Pair<String,List<Pair<Int32>>>', Pairs: 'List<Pair<Int64>>' }),
  ),
  type('Shape', [member('Label', 'String')], { isAbstract: true }),
  type('Square', [member('Side', 'Double')], { inherits: named('Shape') }),
  type('Holder', members({ Shape: 'Shape', Shapes: 'List<Shape>', Base: 'String', Named: 'INamed', ManyNamed: 'List<INamed>' })),
  type('Heir', [member('Holder', 'Holder'), member('Base', 'Int32')], { inherits: named('Holder') }),
  type('INamed', [member('Name', 'String')], { isInterface: true, isAbstract: true }),
  type('Nodes', [], { inherits: named('List<Node>') }),
  type('NodeMap', [], { inherits: named('Dictionary<String,Node>') }),
  type('Texts', [], { inherits: named('List<String>') }),
  ...[
    'Option',
    'Vec',
    'Box',
    'Map',
    'List',
    'Result',
    'Array',
    'Class',
    'Object',
    'Type',
    'lower_case',
    'Error',
    'Value',
    'HashMap',
    'Exception2',
  ].map((name) => type(name, [member('Value', 'String'), member('Self', name)])),
  type(
    'Words',
    words.map((name) => member(name, 'String')),
  ),
  type('Clash', [
    ...members({
      Id: 'Int32',
      ID: 'Int32',
      id_: 'String',
      Url: 'String',
      URL: 'String',
      Überschrift: 'String',
      _private: 'String',
    }),
    member('First', 'String', { dataMember: { name: '$first-name', isRequired: true } }),
    member('Second', 'String', { dataMember: { name: '2nd' } }),
  ]),
  type(
    'Scalars',
    [...system].map((name) => member(name, name)),
    { description: hostile },
  ),
  type('Collections', [
    ...members({
      Nullables: 'List<Nullable<Int32>>',
      Jagged: 'Int32[][]',
      Deep: 'List<List<Dictionary<String,List<Node>>>>',
      Floats: 'Dictionary<Double,String>',
      Dates: 'Dictionary<DateTime,Node>',
      Objects: 'Dictionary<String,Object>',
      ByNode: 'Dictionary<Node,String>',
      ByMood: 'Dictionary<Mood,Int32>',
      Blobs: 'Byte[][]',
      Bytes: 'Byte[]',
      Sets: 'SortedSet<Node>',
      ReadOnly: 'IReadOnlyDictionary<String,Node>',
      Struct: 'List<Unknown>',
      Zones: 'List<TimeZoneInfo>',
      Moods: 'Mood[]',
      Rings: 'Ring<List<Bound<String,Int32>>>[]',
    }),
    member('Names', 'List<String>', required),
    member('Counts', 'Dictionary<String,Int32>', required),
    member('Rights', 'Rights', { isValueType: true, isEnum: true }),
    member('Maybe', 'Nullable<Mood>', { isEnum: true }),
    member('Level', 'Level', { isValueType: true, isEnum: true }),
  ]),
]

const operation = (request: MetadataType, returns?: string, method = 'POST'): MetadataOperationType => {
  const returnType = returns === undefined ? undefined : named(returns)
  const response = returnType && types.find(({ name }) => name === returnType.name)
  return {
    request,
    actions: ['ANY'],
    method,
    ...(returnType ? { returnType } : { returnsVoid: true }),
    ...(response ? { response } : {}),
    routes: [{ path: '/awkward/{Id}', verbs: 'GET POST' }],
  }
}

export const awkwardMetadata = (): MetadataTypes => ({
  config: { baseUrl: 'https://awkward.example' },
  namespaces: [namespace],
  types,
  operations: [
    operation(
      type('FindNodes', [
        described(member('Id', 'Int64')),
        described(member('Name', 'String')),
        ...members({ Moods: 'List<Mood>' }),
      ]),
      'Nodes',
      'GET',
    ),
    operation(
      type('FindRings', members({ Ring: 'Ring<Node>', Bare: 'Bare<Int32>', Unused: 'Unused<Node>' })),
      'List<Ring<Pair<Int32>>>',
      'GET',
    ),
    operation(type('GetOptions', members({ Option: 'Option', Type: 'Type', Object: 'Object' })), 'Options'),
    operation(type('GetMap', []), 'Dictionary<String,Node>'),
    operation(
      type(
        'GetEverything',
        members({ Scalars: 'Scalars', Collections: 'Collections', Words: 'Words', Clash: 'Clash', Heir: 'Heir' }),
      ),
      'Heir',
    ),
    operation(
      type('GetNames', members({ Map: 'Map', Vec: 'Vec', Box: 'Box', Texts: 'Texts', NodeMap: 'NodeMap', Lower: 'lower_case' })),
      'lower_case',
    ),
    operation(type('RemoveNode', [member('Id', 'Int64')]), undefined, 'DELETE'),
    operation(
      type('AnExtremelyLongNameOfAMessageThatDoesNotFitOnALineOfGo', [member('Id', 'Int64')]),
      'Pair<String,List<Pair<Int32>>>',
    ),
  ],
})
