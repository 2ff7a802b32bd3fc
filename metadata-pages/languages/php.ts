import type { MetadataOperationType, MetadataType } from '../type-metadata/model'
import { attributeText, dataContractText, routeText } from './attributes'
import { leftOutLines } from './client-types'
import { type NamedMember } from './distinct-members'
import { blockHeader } from './header'
import { interfacesFirst } from './interfaces-first'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { memberType, wireName } from './members'
import { collectionLines } from './php-collections'
import { constructorLines, description, inheritedMembers, lineComment, memberDoc, membersOf, type Writing } from './php-members'
import { argumentWord, converter, phpClass, returnedName } from './php-types'
import { clientLibraryTypes } from './product-types'
import type { Program } from './program'
import { arityOf, plainName, shapeOf, typeName } from './type-name'
import { collectionBase, returnedType, singleQuoted } from './typescript-types'

const uses = [
  'DateTime',
  'Exception',
  'DateInterval',
  'JsonSerializable',
  'ServiceStack\\{IReturn,IReturnVoid,IGet,IPost,IPut,IDelete,IPatch,IMeta,IHasSessionId,IHasBearerToken,IHasVersion}',
  'ServiceStack\\{ICrud,ICreateDb,IUpdateDb,IPatchDb,IDeleteDb,ISaveDb,AuditBase,QueryDb,QueryDb2,QueryData,QueryData2,QueryResponse}',
  'ServiceStack\\{ResponseStatus,ResponseError,EmptyResponse,IdResponse,ArrayList,KeyValuePair2,StringResponse,StringsResponse,Tuple2,Tuple3,ByteArray}',
  'ServiceStack\\{JsonConverters,Returns,TypeContext}',
]

/** PHP must begin with its mark: the header stands after it (M-21.1). */
const preamble = ({ GlobalNamespace }: LanguageOptions): string =>
  `<?php${GlobalNamespace ? ` namespace ${GlobalNamespace};` : ''}\n`

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const writing: Writing = { program, options, isPage }
  return [
    '',
    ...[...uses, ...(options.DefaultImports ?? [])].map((name) => `use ${name};`),
    '',
    ...interfacesFirst(program).map((type) => ['', ...typeLines(type, writing)].join('\n')),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
    '',
    '',
  ].join('\n')
}

const nameOf = (type: MetadataType, program: Program): string => phpClass(plainName(type.name), arityOf(type.name), program)

const typeLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const operation = program.operation(type)
  const dataContract = type.isInterface ? undefined : dataContractText(type, options)
  const returned = operation && returnedType(operation)
  return [
    ...description(type.description, options),
    ...(operation?.routes ?? []).map((route) => lineComment(routeText(route))),
    ...(type.attributes ?? []).map((attribute) => lineComment(attributeText(attribute, 'quoted'))),
    ...(dataContract ? [lineComment(dataContract)] : []),
    ...(returned ? [`#[Returns('${returnedName(returned.name, returned.genericArgs, program, returned.namespace)}')]`] : []),
    ...(type.isEnum ? enumLines(type, program) : classLines(type, writing)),
  ]
}

/** Values of members win over numbers (M-21.7); PHP refuses a value twice: the second is another name of the first. */
const enumLines = (type: MetadataType, program: Program): string[] => {
  const { enumNames = [], enumValues, enumMemberValues } = type
  const isNumeric = enumMemberValues === undefined && enumValues !== undefined
  const seen = new Map<string, string>()
  const cases = enumNames.map((name, at) => {
    const value = isNumeric
      ? /^-?\d+$/.test(enumValues[at] ?? '')
        ? (enumValues[at] ?? '')
        : String(at)
      : singleQuoted(enumMemberValues?.[at] ?? name)
    const known = seen.get(value)
    const spelled = /^class$/i.test(name) ? `${name}_` : name
    if (known === undefined) seen.set(value, spelled)
    return known === undefined ? `    case ${spelled} = ${value};` : `    const ${spelled} = self::${known};`
  })
  return [`enum ${nameOf(type, program)} : ${isNumeric ? 'int' : 'string'}`, '{', ...cases, '}']
}

const classLines = (type: MetadataType, writing: Writing): string[] => {
  const { program } = writing
  const name = nameOf(type, program)
  const declaration = [type.isInterface ? 'interface' : 'class', name, ...heritage(type, writing)].join(' ')
  const collection = collectionBase(type)
  if (collection)
    return [
      ...docBlock(type, writing),
      declaration,
      '{',
      ...collectionLines(collection, program),
      ...requestLines(type, writing),
      '}',
    ]
  if (type.isInterface) return [...docBlock(type, writing), declaration, '{', '}']
  const version = program.operation(type) ? writing.options.AddImplicitVersion : undefined
  const members = membersOf(type, program, version !== undefined)
  return [
    ...docBlock(type, writing),
    declaration,
    '{',
    ...factoryLines(type, name),
    ...(version === undefined ? [] : [`    public int $version = ${version};`]),
    ...(members.length + inheritedMembers(type, writing).length > 0
      ? [...constructorLines(type, members, writing), '', ...fromMapLines(type, members, writing)]
      : []),
    '    ',
    ...jsonLines(type, members, writing),
    ...requestLines(type, writing),
    '}',
  ]
}

/** What a generic class and its bases are made of; what an interface promises (M-21.2). */
const docBlock = (type: MetadataType, { program, options }: Writing): string[] => {
  const { inherits, genericArgs = [] } = type
  const baseName =
    inherits && (collectionBase(type) ? 'array' : phpClass(plainName(inherits.name), arityOf(inherits.name), program))
  const bases = inherits?.genericArgs ?? []
  const lines = [
    ...genericArgs.map((name) => `@template ${name}`),
    ...bases.map((argument, at) => `@template ${baseName}${at || ''} of ${argument}`),
    ...(type.isInterface
      ? membersOf(type, program).map(
          ({ property, name }) => `@property ${memberDoc(property, type, { program, options }).text} $${name}`,
        )
      : []),
  ]
  return lines.length > 0 ? ['/**', ...lines.map((line) => ` * ${line}`), ' */'] : []
}

const heritage = (type: MetadataType, { program, isPage }: Writing): string[] => {
  const operation = program.operation(type)
  const interfaces = [
    ...(operation && returnedType(operation) ? ['IReturn'] : operation?.returnsVoid ? ['IReturnVoid'] : []),
    ...(type.implements ?? [])
      .filter(({ name }) => isPage || name !== 'IMeta')
      .map(({ name }) => phpClass(plainName(name), arityOf(name), program)),
    ...(type.isInterface ? [] : ['JsonSerializable']),
  ]
  const { inherits } = type
  const base =
    inherits && (collectionBase(type) ? '\\ArrayObject' : phpClass(plainName(inherits.name), arityOf(inherits.name), program))
  const verb = type.isInterface ? 'extends' : 'implements'
  return [...(base ? [`extends ${base}`] : []), ...(interfaces.length > 0 ? [`${verb} ${interfaces.join(', ')}`] : [])]
}

const factoryLines = (type: MetadataType, name: string): string[] =>
  type.genericArgs?.length
    ? [
        '    public array $genericArgs = [];',
        `    public static function create(array $genericArgs=[]): ${name} {`,
        `        $to = new ${name}();`,
        '        $to->genericArgs = $genericArgs;',
        '        return $to;',
        '    }',
        '',
      ]
    : []

/** A base without any members has nothing to read, nor a method for it. */
const baseReads = ({ inherits }: MetadataType, writing: Writing): boolean => {
  const base = inherits && writing.program.find(inherits.name)
  if (!base || collectionBase(base)) return inherits !== undefined
  return membersOf(base, writing.program).length + inheritedMembers(base, writing).length > 0
}

const fromMapLines = (type: MetadataType, members: readonly NamedMember[], writing: Writing): string[] => [
  '    /** @throws Exception */',
  '    public function fromMap($o): void {',
  ...(baseReads(type, writing) ? ['        parent::fromMap($o);'] : []),
  ...members.map(({ property, name }) => {
    const { program, options } = writing
    const from = converter(property, memberType(property, program, options), type, program)
    const value = `$o['${wireName(property)}']`
    const made = from ? `JsonConverters::${from.kind === 'array' ? 'fromArray' : 'from'}(${from.type}, ${value})` : value
    return `        if (isset(${value})) $this->${name} = ${made};`
  }),
  '    }',
]

const jsonLines = (type: MetadataType, members: readonly NamedMember[], { program, options }: Writing): string[] => [
  '    /** @throws Exception */',
  '    public function jsonSerialize(): mixed',
  '    {',
  `        $o = ${type.inherits ? '(array) parent::jsonSerialize()' : '[]'};`,
  ...members.map(({ property, name }) => {
    const to = converter(property, memberType(property, program, options), type, program)
    const made = to ? `JsonConverters::${to.kind === 'array' ? 'toArray' : 'to'}(${to.type}, $this->${name})` : `$this->${name}`
    return `        if (isset($this->${name})) $o['${wireName(property)}'] = ${made};`
  }),
  '        return empty($o) ? new class(){} : $o;',
  '    }',
]

const requestLines = (type: MetadataType, { program }: Writing): string[] => {
  const operation = program.operation(type)
  if (!operation) return []
  return [
    `public function getTypeName(): string { return '${type.name}'; }`,
    `public function getMethod(): string { return ${singleQuoted(operation.method)}; }`,
    `public function createResponse()${createdResponse(operation, program)}`,
  ].map((line) => `    ${line}`)
}

const literals: Readonly<Record<string, string>> = {
  string: "'string'",
  int: '0',
  float: '0.0',
  bool: 'false',
  mixed: 'null',
  Object: 'new \\stdClass()',
}

/** An empty value of the answer's kind (M-21.5). */
const createdResponse = (operation: MetadataOperationType, program: Program): string => {
  const returned = returnedType(operation)
  if (!returned) return operation.returnsVoid ? ': void {}' : ':void {}'
  const type = typeName(returned.name, returned.genericArgs)
  const shape = shapeOf(type)
  const words = (returned.genericArgs ?? []).map((each) => argumentWord(each, program))
  const name = returnedName(returned.name, returned.genericArgs, program, returned.namespace)
  const known = program.find(returned.name)
  const value =
    shape.kind === 'list' || shape.kind === 'map' || shape.kind === 'untypedMap'
      ? type.rank > 0
        ? '[]'
        : `ArrayList::create([${words.map((each) => `"${each}"`).join(',')}])`
      : known?.isEnum
        ? `${name}::${known.enumNames?.[0] ?? ''}`
        : shape.kind === 'named' && shape.args.length > 0 && name !== 'mixed'
          ? `${name}::create(genericArgs:[${words.map((each) => `'${each}'`).join(',')}])`
          : (literals[name] ?? `new ${name}()`)
  return `: mixed { return ${value}; }`
}

/** PHP classes for the `servicestack/client` package (chapter 21). */
export const php: Language = {
  name: 'php',
  label: 'Php',
  tab: 'PHP',
  fileName: 'dtos.php',
  contentType: 'text/javascript; charset=utf-8',
  highlight: 'php',
  header: blockHeader,
  library: clientLibraryTypes,
  preamble,
  defaults: { ExportAsTypes: true, GlobalNamespace: 'dtos' },
  optionNames: [
    'GlobalNamespace',
    'MakePropertiesOptional',
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
