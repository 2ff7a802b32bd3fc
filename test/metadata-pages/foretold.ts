import {
  generateTypes,
  languageNamed,
  type MetadataPropertyType,
  type MetadataType,
  type MetadataTypes,
} from '../../metadata-pages'
import { type Comparison, compareTexts } from './compare'
import { recordedSet } from './recorded-set'

const member = (name: string, type: string, genericArgs?: string[]): MetadataPropertyType => ({
  name,
  type,
  namespace: /^(List|Dictionary)/.test(type) ? 'System.Collections.Generic' : 'System',
  ...(genericArgs ? { genericArgs } : {}),
})
const type = (name: string, properties: MetadataPropertyType[], more: Partial<MetadataType> = {}): MetadataType => ({
  name,
  namespace: 'Desk',
  implements: [],
  properties,
  ...more,
})
const answering = (request: MetadataType, name: string, genericArgs?: string[]): MetadataTypes['operations'][number] => ({
  request,
  response: { name, namespace: /^(Loan|Pair|State)/.test(name) ? 'Desk' : 'System' },
  actions: ['ANY'],
  method: 'POST',
  returnType: { name, ...(genericArgs ? { genericArgs } : {}) },
})
const words = `And Case Class Const False Goto In Is Let New Object Self Super Try Typeof`.split(' ')

/** What the recorded sets do not have, and the rules tell of: each is answered by a line that ours prints otherwise. */
export const desk: MetadataTypes = {
  namespaces: ['Desk'],
  types: [
    type('Shelf', [], { inherits: { name: 'Dictionary`2', genericArgs: ['String', 'List<Loan>'] } }),
    type('Pair`2', [member('Left', 'TLeft'), member('Right', 'TRight')], {
      genericArgs: ['TLeft', 'TRight'],
      isGenericTypeDef: true,
    }),
    type('Loan', [member('Title', 'String'), { ...member('Next', 'Loan'), namespace: 'Desk', isRequired: true }]),
    type('Tree`1', [{ ...member('Kid', 'Tree`1', ['T']), namespace: 'Desk' }], { genericArgs: ['T'], isGenericTypeDef: true }),
    { name: 'State', namespace: 'Desk', implements: [], isEnum: true, enumNames: ['Open', 'Late'] },
  ],
  operations: [
    answering(type('FindCode', []), 'Nullable`1', ['Guid']),
    answering(type('IsOpen', []), 'Boolean'),
    answering(
      type('Rows', [
        member('Prices', 'KeyValuePair`2[]', ['Guid', 'Decimal']),
        member('Tags', 'ISet`1', ['String']),
        member('Names', 'IReadOnlyDictionary`2', ['String', 'Int32']),
      ]),
      'Boolean',
    ),
    answering(type('FindState', []), 'State'),
    answering(type('ByBranch', [member('Shelf', 'Shelf')]), 'Dictionary`2', ['String', 'List<Loan>']),
    answering(type('Pairs', []), 'Pair`2', ['Loan', 'String']),
    answering(
      type(
        'Words',
        words.map((word) => member(word, 'String')),
      ),
      'Boolean',
    ),
  ],
}

/** Language, rule, a line of ours, and what the rule says of the reference. */
const lines: readonly (readonly [language: string, rule: string, ours: string, reference: string])[] = [
  ['typescript', 'M-12.4', 'export class Shelf extends Dictionary<Loan[]>', 'export class Shelf extends Array<Dictionary<Loan>'],
  ['typescript.d', 'M-12.4', 'interface Shelf extends Dictionary<Loan[]>', 'interface Shelf extends Array<Dictionary<Loan>'],
  [
    'python',
    'M-4.8',
    '    prices: Optional[List[KeyValuePair[str, Decimal]]] = None',
    '    prices: Optional[List[KeyValuePair][str, Decimal]] = None',
  ],
  [
    'rust',
    'M-4.8',
    '    pub prices: Option<Vec<KeyValuePair<String, f64>>>,',
    '    pub prices: Option<Vec<KeyValuePair><String, f64>>,',
  ],
  ['zig', 'M-4.8', '    prices: ?[]KeyValuePair([]const u8, f64) = null,', '    prices: ?KeyValuePair[] = null,'],
  ['dart', 'M-4.8', '    List<KeyValuePair<String,double>>? prices;', '    List<KeyValuePair><String,double>? prices;'],
  [
    'fsharp',
    'M-4.8',
    '        member val Prices:KeyValuePair<Guid, Decimal>[] = null with get,set',
    '        member val Prices:KeyValuePair<Guid, Decimal> = null with get,set',
  ],
  [
    'csharp',
    'M-4.8',
    '        public virtual KeyValuePair<Guid, decimal>[]? Prices { get; set; }',
    '        public virtual KeyValuePair<Guid, decimal>? Prices { get; set; }',
  ],
  ['java', 'M-4.8', '        public ArrayList<String> tags = null;', '        public ISet<String> tags = null;'],
  [
    'kotlin',
    'M-4.8',
    '    open var names:HashMap<String,Int>? = null',
    '    open var names:IReadOnlyDictionary<String, Int>? = null',
  ],
  ['swift', 'M-4.8', '    public var tags:[String]?', '    public var tags:ISet<String>?'],
  ['typescript', 'M-4.8', '    public tags?: string[];', '    public tags?: ISet<string>;'],
  ['typescript', 'M-12.7', "    public createResponse() { return ''; }", '    public createResponse() { return new string?(); }'],
  ['mjs', 'M-12.7', "    createResponse() { return '' }", '    createResponse() { return new string?() }'],
  ['mjs', 'M-12.7', '    createResponse() { return {} }', '    createResponse() { return new { [index:string]: Loan[]; }() }'],
  ['python', 'M-16.6', 'class Shelf(Dict[str,List["Loan"]]):', 'class Shelf(Dict[str,List[Loan]]):'],
  ['swift', 'M-19.2', 'public typealias Shelf = [String:[Loan]]', 'public class Shelf : List<String:[Loan]>'],
  ['swift', 'M-19.8', '    public var `super`:String?', '    public var super:String?'],
  [
    'typescript',
    'M-12.7',
    '    public createResponse() { return State.Open; }',
    '    public createResponse() { return new State(); }',
  ],
  ['dart', 'M-20.7', '    createResponse() => State.values.first;', '    createResponse() => State();'],
  [
    'php',
    'M-21.5',
    '    public function createResponse(): mixed { return State::Open; }',
    '    public function createResponse(): mixed { return new State(); }',
  ],
  ['dart', 'M-20.7', '    createResponse() => false;', '    createResponse() => bool();'],
  ['dart', 'M-20.10', '    createResponse() => Map<String,List<Loan>?>();', '    createResponse() => Map<String,List<Loan>>();'],
  [
    'php',
    'M-21.5',
    '    public function createResponse(): mixed { return false; }',
    '    public function createResponse(): mixed { return new bool(); }',
  ],
  [
    'php',
    'M-21.5',
    "    public function createResponse(): mixed { return Pair2::create(genericArgs:['Loan','string']); }",
    "    public function createResponse(): mixed { return Pair::create(genericArgs:['Loan','string']); }",
  ],
  ['ruby', 'M-23.5', '    def response_type() = { String => [Loan] }', '    def response_type() = Dictionary'],
  ['java', 'M-17.4', '        @SerializedName("false") public String False = null;', '        public String false = null;'],
  ['java', 'M-17.4', '        @SerializedName("goto") public String Goto = null;', '        public String goto = null;'],
  ['kotlin', 'M-17.4', '    @SerializedName("typeof") open var Typeof:String? = null', '    open var typeof:String? = null'],
  [
    'vbnet',
    'M-11.5',
    '            Public Overridable Property [Goto] As String',
    '            Public Overridable Property Goto As String',
  ],
  ['rust', 'M-24.4', '    pub super_: Option<String>,', '    pub r#super: Option<String>,'],
  ['zig', 'M-25.2', '        kid: ?*const Tree(T) = null,', '        kid: ?Tree = null,'],
  ['rust', 'M-24.3', '    pub next: Box<Loan>,', '    pub next: Loan,'],
  ['zig', 'M-25.3', '    pub const Response = Pair(Loan, []const u8);', '    pub const Response = Pair;'],
]

export interface Foretold {
  readonly language: string
  readonly rule: string
  /** Whether ours has the line at all. */
  readonly isThere: boolean
  readonly comparison: Comparison
  /** The same with a word too many in the line of ours. */
  readonly planted: Comparison
}

export const foretold = (): Foretold[] =>
  lines.map(([language, rule, ours, reference]) => {
    const facts = { version: '10.15', baseUrl: '', date: new Date(0) }
    const text = generateTypes(languageNamed(language)!, desk, facts, { WithoutOptions: 'true' })
    const compare = (own: string): Comparison =>
      compareTexts(
        `desk ${rule}`,
        language,
        text.replace(ours, () => own),
        text.replace(ours, () => reference),
        recordedSet(desk),
      )
    return {
      language,
      rule,
      isThere: text.split('\n').includes(ours),
      comparison: compare(ours),
      planted: compare(`${ours} planted`),
    }
  })
