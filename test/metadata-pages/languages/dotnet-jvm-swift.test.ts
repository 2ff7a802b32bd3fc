import fc from 'fast-check'
import { generateTypes, languageNamed, type MetadataType, type MetadataTypes, typeMetadata } from '../../../metadata-pages'
import { evoCatalog } from '../evo-catalog'

const facts = { version: '10.15', baseUrl: 'https://evo.example', date: new Date(0) }
const text = (name: string, metadata: MetadataTypes, query: Record<string, string> = {}): string =>
  generateTypes(languageNamed(name)!, metadata, facts, query)
const of = (...types: MetadataType[]): MetadataTypes => ({ namespaces: [], types, operations: [] })
const member = (name: string, type = 'String', more: object = {}) => ({ name, type, namespace: 'System', ...more })

/** How a language writes comments and texts; a block may hold others of its kind. */
const lexers: Readonly<Record<string, readonly RegExp[]>> = {
  csharp: [/^\/\*[\s\S]*?\*\//, /^\/\/[^\n\r\u0085\u2028\u2029]*/, /^"(\\.|[^"\\\n])*"/],
  fsharp: [/^\(\*[\s\S]*?\*\)/, /^\/\/[^\n\r]*/, /^"(\\.|[^"\\\n])*"/],
  vbnet: [/^'[^\n\r\u0085\u2028\u2029]*/, /^["“”＂](["“”＂]{2}|[^"“”＂])*["“”＂]/],
  java: [/^\/\*[\s\S]*?\*\//, /^\/\/[^\n\r]*/, /^"(\\.|[^"\\\n])*"/],
  kotlin: [/^\/\*[\s\S]*?\*\//, /^\/\/[^\n\r]*/, /^"(\\.|[^"\\\n$]|\$(?![\p{L}_{`]))*"/u],
  swift: [/^\/\*[\s\S]*?\*\//, /^\/\/[^\n\r]*/, /^"(\\.|[^"\\\n])*"/],
}

/** The program without its comments and texts: no words of a team may change it. */
const outline = (language: string, code: string): string => {
  const patterns = lexers[language]!
  let result = ''
  for (let at = 0; at < code.length; ) {
    const rest = code.slice(at)
    const found = patterns.map((pattern) => pattern.exec(rest)?.[0]).find((match) => match)
    if (
      found &&
      /^\/\*/.test(found) &&
      /[a-z]/.test(language) &&
      ['kotlin', 'swift'].includes(language) &&
      found.slice(2).includes('/*')
    )
      throw new SyntaxError('A comment that begins another')
    // Java reads escapes before anything else, in comments too: those of controls that end no line are harmless.
    if (found && language === 'java' && /(?:^|[^\\])(?:\\\\)*\\u(?!(?:00[01789][0-9A-F]|202[89]))/.test(found))
      throw new SyntaxError('An escape that is none')
    result += found ? '…' : rest[0]
    at += found?.length ?? 1
  }
  return result.replace(/…\s*(…\s*)*/g, '…')
}

/** The Evo messages with other words wherever a team writes words. */
const worded = (words: string): MetadataTypes =>
  JSON.parse(JSON.stringify(typeMetadata(evoCatalog())), (key, value) =>
    key === 'description' || key === 'value' ? words : key === 'path' ? `/x/${words}` : value,
  )
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a text that would be code in a template of Kotlin
const breakers = [
  '*/',
  '/*',
  '*)',
  '(*',
  '"',
  '“',
  '”',
  '＂',
  '\\',
  '\\u',
  '\\u002a/',
  '$x',
  '${x}',
  '\n',
  '\r',
  '\u0085',
  '\u2028',
  '\f',
  '\v',
  '>]',
  ']',
  '>',
  "'''",
  '@',
  '`',
  '//',
]
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: its end
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...breakers), fc.string({ unit: 'grapheme', maxLength: 6 })), { minLength: 1, maxLength: 8 })
  .map((parts) => `w${parts.join('')}`)

describe.each(Object.keys(lexers))('%s', (name) => {
  test('no words of a team get out of their comment or text (M-4.5, chapter 27)', () => {
    const clean = outline(name, text(name, worded('words')))
    fc.assert(
      fc.property(hostile, (words) => {
        expect(outline(name, text(name, worded(words)))).toBe(clean)
      }),
      { numRuns: 40 },
    )
  })

  test('a namespace or an import that a caller asks for is nothing but a name', () => {
    const query = {
      GlobalNamespace: 'A{}; class B',
      Package: 'p; x',
      DefaultImports: 'a;b',
      AddNamespaces: 'N;x',
      BaseClass: 'C{}',
    }
    const code = text(name, typeMetadata(evoCatalog()), query)
    expect(code.slice(code.search(/^(using|namespace|Imports|import|package)/m))).not.toMatch(/A\{\}; class|p; x|a;b|N;x|C\{\}/)
  })
})

const kinds: MetadataType = {
  name: 'Kinds',
  namespace: 'A',
  isEnum: true,
  enumNames: ['true', 'InUse', 'Big'],
  enumValues: ['0', '1', '4294967296'],
}

test.each([
  ['csharp', /enum Kinds : long[\s\S]*@true = 0,[\s\S]*Big = 4294967296,/],
  ['vbnet', /Enum Kinds As Long[\s\S]*\[true\] = 0/],
  ['fsharp', /\| ``true`` = 0L[\s\S]*Big = 4294967296L/],
  ['java', /True\(0L\)[\s\S]*Big\(4294967296L\);[\s\S]*private final long value;/],
  ['kotlin', /enum class Kinds\(val value:Long\)[\s\S]*Big\(4294967296L\),/],
  ['swift', /enum Kinds : Int, Codable[\s\S]*case `true` = 0[\s\S]*case Big = 4294967296/],
])('%s: values beyond 32 bits and keywords among the members of an enum (M-4.7, M-9.12)', (name, expected) => {
  expect(text(name, of(kinds))).toMatch(expected)
})

test.each([
  ['java', '@SerializedName("on-hold") OnHold'],
  ['kotlin', '@SerializedName("on-hold") OnHold'],
  ['swift', 'case OnHold = "on-hold"'],
  ['csharp', '[EnumMember(Value="on-hold")]'],
  ['vbnet', '<EnumMember(Value:="on-hold")>'],
])('%s: the text that a member has on the wire is told (M-9.6, M-17.7, M-19.9)', (name, expected) => {
  const state = {
    name: 'State',
    namespace: 'A',
    isEnum: true,
    enumNames: ['OnHold', 'Done'],
    enumMemberValues: ['on-hold', 'Done'],
  }
  expect(text(name, of(state))).toContain(expected)
})

test('C#: a member with the name of its class is a data member of that name (M-9.12)', () => {
  const code = text('csharp', of({ name: 'Usage', namespace: 'A', properties: [member('Usage'), member('Id')] }))
  expect(code).toContain('[DataContract]\n    public partial class Usage')
  expect(code).toContain('[DataMember(Name="usage")]\n        public virtual string? Usage_ { get; set; }')
  expect(code).toContain('[DataMember]\n        public virtual string? Id')
})

test('F#: a type that needs one below it makes the namespace recursive (M-10.1); others do not', () => {
  const left = { name: 'Left', namespace: 'A', properties: [{ name: 'Right', type: 'Right', namespace: 'A' }] }
  const right = { name: 'Right', namespace: 'A', properties: [{ name: 'Left', type: 'Left', namespace: 'A' }] }
  expect(text('fsharp', of(left, right))).toContain('namespace rec A')
  expect(text('fsharp', of({ ...left, properties: [] }, right))).toMatch(/namespace A$/m)
})

test('VB.NET: members that are one in any case have names apart (M-11.5)', () => {
  const code = text('vbnet', of({ name: 'A1', namespace: 'A', properties: [member('ABc'), member('ABC')] }))
  expect(code).toContain('Property ABc As String')
  expect(code).toContain('Property ABC_ As String')
})

test('Java: accessors do not hide what every object has (M-17.5)', () => {
  const code = text('java', of({ name: 'A1', namespace: 'A', properties: [member('Class'), member('Type')] }))
  expect(code).toContain('@SerializedName("class") public String Class = null;')
  expect(code).toContain('public String getClass_() { return Class; }')
})

test('Swift: the header tells the version of the language (M-6.9)', () => {
  expect(text('swift', of())).toMatch(/^\/\* Options:\nDate: .*\nSwiftVersion: 6\.0\nVersion: 10\.15\n/)
})

test('Java and Kotlin: the header lists the imports of the text (M-6.10, M-17.1)', () => {
  const plain = of({ name: 'A1', namespace: 'A', properties: [member('Name')] })
  const keyword = of({ name: 'A1', namespace: 'A', properties: [member('Class')] })
  for (const name of ['java', 'kotlin']) {
    expect(text(name, plain)).toMatch(
      /^\/\/DefaultImports: java\.math\.\*,java\.util\.\*,java\.io\.InputStream,net\.servicestack\.client\.\*$/m,
    )
    expect(text(name, keyword)).toMatch(/^\/\/DefaultImports: .*com\.google\.gson\.reflect\.\*$/m)
  }
})
