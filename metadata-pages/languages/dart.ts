import type { MetadataOperationType, MetadataType } from '../type-metadata/model'
import { dataContractText, routeText } from './attributes'
import { leftOutLines } from './client-types'
import { contextLines, dartName } from './dart-context'
import { absent, attributeLines, type DartMember, declarations, description, membersOf, type Writing } from './dart-members'
import { dartSpelling, enumMember } from './dart-types'
import { blockHeader } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { clientLibraryTypes } from './product-types'
import type { Program } from './program'
import { type Spelling, spell } from './spelling'
import { plainName, shapeOf, typeName } from './type-name'
import { collectionBase, returnedType } from './typescript-types'

const defaultImports = ['package:servicestack/servicestack.dart']

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const writing: Writing = { program, options, isPage, spelling: dartSpelling(program) }
  const { GlobalNamespace } = options
  const context = contextLines(program, writing.spelling, GlobalNamespace ?? libraryName(options.BaseUrl))
  const written = program.types.map((type) => typeLines(type, writing).join('\n'))
  const body = [
    ...written.flatMap((text) => ['', text]),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
    '',
    ...context,
  ]
  // In code: a comment may say the word.
  const uses = (word: RegExp): boolean =>
    written.some((text) => word.test(text) && text.split('\n').some((line) => word.test(line) && !/^\s*(\/\/|\*)/.test(line)))
  return [
    ...(GlobalNamespace ? ['', `library ${GlobalNamespace};`] : []),
    ...(options.DefaultImports ?? defaultImports).map((path) => `import '${path}';`),
    ...(uses(/ (List|Map)Base</) ? ["import 'dart:collection';"] : []),
    ...(uses(/Uint8List/) ? ["import 'dart:typed_data';"] : []),
    ...body,
    '',
    '',
  ].join('\n')
}

/** The host of the gateway, in letters that a library can have (M-20.8). */
const libraryName = (baseUrl = ''): string => (/^\w+:\/\/([^/:?#]+)/.exec(baseUrl)?.[1] ?? 'dtos').replace(/[^\w.]/g, '_')

const typeLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const dataContract = type.isInterface ? undefined : dataContractText(type, options)
  return [
    ...description(type.description, options),
    ...(program.operation(type)?.routes ?? []).map((route) => `// @${routeText(route)}`),
    ...attributeLines(type),
    ...(dataContract ? [`// @${dataContract}`] : []),
    ...(type.isEnum ? enumLines(type, program) : classLines(type, writing)),
  ]
}

/** Flags are a class with numbers (M-20.9). */
const enumLines = (type: MetadataType, program: Program): string[] => {
  const { enumNames = [], enumValues, isEnumInt } = type
  const name = dartName(type, program)
  const members = enumNames.map(enumMember)
  if (!isEnumInt) return [`enum ${name}`, '{', ...members.map((each) => `    ${each},`), '}']
  const value = (at: number): string => (/^-?\d+$/.test(enumValues?.[at] ?? '') ? (enumValues?.[at] ?? '') : String(at))
  return [
    `class ${name}`,
    '{',
    ...members.map((each, at) => `    static const ${name} ${each} = const ${name}._(${value(at)});`),
    '',
    '    final int _value;',
    `    const ${name}._(this._value);`,
    '    int get value => _value;',
    `    static List<${name}> get values => const [${members.join(',')}];`,
    '}',
  ]
}

const classLines = (type: MetadataType, writing: Writing): string[] => {
  const { program } = writing
  const name = dartName(type, program)
  const parameters = type.genericArgs ?? []
  const isAbstract = type.isInterface || type.isAbstract
  const declaration = [
    `${isAbstract ? 'abstract ' : ''}class ${name}${parameters.length > 0 ? `<${parameters.join(',')}>` : ''}`,
    ...heritage(type, writing),
  ].join(' ')
  const members = membersOf(type, writing)
  const end = [
    ...requestLines(type, writing),
    `getTypeName() => "${plainName(type.name)}${parameters.length > 0 ? `<${parameters.map((each) => `$${each}`).join(',')}>` : ''}";`,
    'TypeContext? context = _ctx;',
  ]
  const body = type.isInterface
    ? declarations(members)
    : collectionBase(type)
      ? [...collectionLines(type, name, writing), ...end]
      : [...declarations(members), ...methodLines(type, name, members), ...end]
  return [declaration, '{', ...body.map((line) => (line === '' ? '' : `    ${line}`)), '}']
}

const verbs: ReadonlySet<string> = new Set(['IGet', 'IPost', 'IPut', 'IDelete', 'IPatch', 'IOptions'])

const heritage = (type: MetadataType, { program, isPage, spelling }: Writing): string[] => {
  const operation = program.operation(type)
  const returned = operation && returnedType(operation)
  const interfaces = (type.implements ?? []).filter(({ name }) => isPage || name !== 'IMeta')
  const verb = operation && `I${operation.method.charAt(0)}${operation.method.slice(1).toLowerCase()}`
  const isImplied = verb !== undefined && verbs.has(verb) && !interfaces.some(({ name }) => verbs.has(name))
  const all = [
    ...(returned
      ? [
          `IReturn<${spell(typeName(returned.name, returned.genericArgs), spelling, program, returned.namespace).replace(/\?$/, '')}>`,
        ]
      : operation?.returnsVoid
        ? ['IReturnVoid']
        : []),
    ...interfaces.map(({ name, genericArgs, namespace }) => spell(typeName(name, genericArgs), spelling, program, namespace)),
    ...(type.isInterface || type.isAbstract ? [] : ['IConvertible']),
    ...(isImplied ? [verb] : []),
  ]
  const [first, ...rest] = all
  if (type.isInterface && first) return [`extends ${first}`, ...(rest.length > 0 ? [`implements ${rest.join(', ')}`] : [])]
  const base = baseText(type, program, spelling)
  return [...(base ? [`extends ${base}`] : []), ...(all.length > 0 ? [`implements ${all.join(', ')}`] : [])]
}

const baseText = ({ inherits, ...type }: MetadataType, program: Program, spelling: Spelling): string | undefined => {
  const base = inherits && spell(typeName(inherits.name, inherits.genericArgs), spelling, program, inherits.namespace)
  return collectionBase({ inherits, ...type } as MetadataType) ? base?.replace(/^(List|Map)</, '$1Base<') : base
}

/** Constructors, and how the object comes from JSON and goes to it (M-20.5). */
const methodLines = (type: MetadataType, name: string, members: readonly DartMember[]): string[] => {
  const json = 'Map<String, dynamic> json'
  const base = type.inherits !== undefined
  if (members.length === 0)
    return [
      `${name}();`,
      `${name}.fromJson(${json}) : super${base ? '.fromJson(json)' : '()'};`,
      `fromMap(${json}) {`,
      ...(base ? ['    super.fromMap(json);'] : []),
      '    return this;',
      '}',
      '',
      `Map<String, dynamic> toJson() => ${base ? 'super.toJson()' : '{}'};`,
    ]
  const entries = members.map(({ key, to }, at) => `    '${key}': ${to}${at < members.length - 1 ? ',' : ''}`)
  return [
    '',
    `${name}({${members.map(({ parameter }) => parameter).join(',')}});`,
    `${name}.fromJson(${json}) { fromMap(json); }`,
    '',
    `fromMap(${json}) {`,
    ...(base ? ['    super.fromMap(json);'] : []),
    ...members.map(({ name: field, from }) => `    ${field} = ${from};`),
    '    return this;',
    '}',
    '',
    `Map<String, dynamic> toJson() => ${base ? 'super.toJson()..addAll({' : '{'}`,
    ...entries,
    base ? '});' : '};',
    '',
  ]
}

/** A class that is a list or a map itself (M-20.3). */
const collectionLines = (type: MetadataType, name: string, { program, spelling }: Writing): string[] => {
  const { inherits } = type
  const whole = typeName(inherits?.name ?? '', inherits?.genericArgs)
  const shape = shapeOf(whole)
  const text = spell(whole, spelling, program)
  const value = text.slice(text.indexOf('<') + 1, -1)
  const common = [
    `${name}();`,
    `${name}.fromJson(Map<String, dynamic> json) : super();`,
    'fromMap(Map<String, dynamic> json) {',
    '    return this;',
    '}',
    '',
  ]
  if (shape.kind !== 'map')
    return [
      `final List<${value}> l = [];`,
      'set length(int newLength) { l.length = newLength; }',
      'int get length => l.length;',
      `${value} operator [](int index) => l[index];`,
      `void operator []=(int index, ${value} value) { l[index] = value; }`,
      ...common,
      'Map<String, dynamic> toJson() => {};',
    ]
  const key = spell(shape.key, spelling, program, undefined, true)
  const item = `${spell(shape.value, spelling, program, undefined, true)}?`
  return [
    `final ${text} m = {};`,
    `Iterable<${key}> get keys => m.keys;`,
    `${item} operator [](Object? key) => m[key];`,
    `void operator []=(${key} key, ${item} value) { m[key] = value; }`,
    `${item} remove(Object? key) => m.remove(key);`,
    'void clear() { m.clear(); }',
    ...common,
    `Map<String, dynamic> toJson() => ${key === 'String' ? 'm' : "m.map((key, value) => MapEntry('$key', value))"};`,
  ]
}

/** An empty value of the answer's kind (M-20.7). */
const requestLines = (type: MetadataType, { program, spelling }: Writing): string[] => {
  const operation = program.operation(type)
  if (!operation) return []
  const returned = returnedType(operation)
  if (!returned) return operation.returnsVoid ? ['createResponse() {}'] : []
  const text = spell(typeName(returned.name, returned.genericArgs), spelling, program, returned.namespace).replace(/\?$/, '')
  return [`createResponse() => ${created(text, operation, program)};`, `getResponseTypeName() => "${text}";`]
}

const created = (text: string, { returnType, response }: MetadataOperationType, program: Program): string => {
  if (program.find((returnType ?? response)?.name ?? '')?.isEnum) return `${text}.values.first`
  if (text.startsWith('List<')) return `${text.slice(4)}[]`
  return absent[text] ?? (text === 'bool' ? 'false' : text === 'dynamic' ? 'null' : `${text}()`)
}

/** Dart classes for the `servicestack` package (chapter 20). */
export const dart: Language = {
  name: 'dart',
  label: 'Dart',
  tab: 'Dart',
  fileName: 'dtos.dart',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'dart',
  header: { ...blockHeader, nests: true },
  library: clientLibraryTypes,
  defaults: { ExportAsTypes: true, DefaultImports: defaultImports },
  optionNames: [
    'GlobalNamespace',
    'AddServiceStackTypes',
    'AddResponseStatus',
    'AddImplicitVersion',
    'AddDescriptionAsComments',
    'IncludeTypes',
    'ExcludeTypes',
    'DefaultImports',
  ],
  write,
}
