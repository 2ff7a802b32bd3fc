import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, routeText } from './attributes'
import { answersItself, isAddedStatus, isLibrarys, leftOutLines, polymorphicNames, serviceTypes } from './client-types'
import { distinctMembers } from './distinct-members'
import { blockHeader } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName, isRequired, memberType, wireName } from './members'
import type { Program } from './program'
import { recursiveMembers } from './recursion'
import { identifier, phantomParameters, rustSpelling, typeIdentifier } from './rust-types'
import { type Spelling, spell } from './spelling'
import { enumNumber, oneLine, quotedInBraces, snake } from './text'
import { plainName, shapeOf, type TypeName, typeName } from './type-name'
import { collectionBase, returnedType } from './typescript-types'

interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  readonly spelling: Spelling
  /** Spells bases: an abstract one keeps its name. */
  readonly bases: Spelling
  readonly isRecursive: (owner: MetadataType, type: TypeName) => boolean
}

const defaultImports = ['serde::{Deserialize, Serialize}', 'serde_json::Value', 'std::collections::HashMap']
const allowed = ['dead_code', 'non_camel_case_types', 'non_snake_case', 'clippy::upper_case_acronyms']

const write = (program: Program, options: LanguageOptions): string => {
  const isValue = new Set([
    ...polymorphicNames(program),
    ...program.types.filter(({ isInterface }) => isInterface).map(({ name }) => name),
  ])
  const writing: Writing = {
    program,
    options,
    spelling: rustSpelling(program, isValue),
    bases: rustSpelling(program, new Set()),
    isRecursive: recursiveMembers(program, () => true),
  }
  const body = [
    ...program.types
      .filter(({ name, isInterface }) => !isInterface && !isLibrarys(name, program))
      .flatMap((type) => ['', ...typeLines(type, writing)]),
    ...leftOutLines(program, '//').flatMap((line) => ['', line]),
  ]
  return [
    '#![allow(',
    `${allowed.map((each) => `    ${each}`).join(',\n')}`,
    ')]',
    '',
    ...importLines(body, program, options),
    ...body,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n')
}

/** The client library's names only where there are any (M-24.1). */
const importLines = (body: readonly string[], program: Program, options: LanguageOptions): string[] => {
  const words = new RegExp(`\\b(IRequest|IReturn|IReturnVoid|${[...serviceTypes].join('|')})\\b`, 'g')
  const isLibrary = (name: string): boolean =>
    name.startsWith('IRe') || isLibrarys(name, program) || isLibrarys(`${name}\`1`, program)
  const isReferenced = body.some((line) => !/^\s*\/\//.test(line) && (line.match(words)?.some(isLibrary) ?? false))
  return [...(options.DefaultImports ?? defaultImports), ...(isReferenced ? ['servicestack::*'] : [])]
    .sort((one, other) => (one < other ? -1 : 1))
    .map((path) => `use ${path};`)
}

const docLine = (description: string | undefined, options: LanguageOptions): string[] =>
  description && options.AddDescriptionAsComments ? [`/// ${oneLine(description)}`] : []

/** An attribute without arguments has no brackets here (M-24.3). */
const attributeLines = ({ attributes = [] }: MetadataType | MetadataPropertyType): string[] =>
  attributes.map((attribute) => `// ${attributeText(attribute, 'lastPart').replace(/\(\)$/, '')}`)

const typeLines = (type: MetadataType, writing: Writing): string[] => [
  ...docLine(type.description, writing.options),
  ...(writing.program.operation(type)?.routes ?? []).map((route) => `// ${routeText(route)}`),
  ...attributeLines(type),
  ...(type.isEnum ? enumLines(type, writing.program) : structLines(type, writing)),
]

/** Flags have their numbers, any other enum its texts (M-24.6). */
const enumLines = (type: MetadataType, program: Program): string[] => {
  const { enumNames = [], enumValues, enumMemberValues, isEnumInt } = type
  const numbers = enumNames.map((_, at) => enumNumber(enumValues?.[at], at))
  const isWide = numbers.some((value) => Math.abs(Number(value)) > 2_147_483_647)
  const name = typeIdentifier(declaredName(type, program))
  const first = (at: number): number => (isEnumInt ? numbers.indexOf(numbers[at] ?? '') : at)
  const members = enumNames.flatMap((member, at) =>
    first(at) < at
      ? []
      : [
          ...(at === 0 ? ['#[default]'] : []),
          ...(isEnumInt
            ? [`${identifier(member)} = ${numbers[at]},`]
            : [`#[serde(rename = ${quotedInBraces(enumMemberValues?.[at] ?? member)})]`, `${identifier(member)},`]),
        ],
  )
  // A number can have one name only: any other is a constant.
  const aliases = enumNames.flatMap((member, at) =>
    first(at) < at ? [`    pub const ${identifier(member)}: ${name} = ${name}::${identifier(enumNames[first(at)] ?? '')};`] : [],
  )
  return [
    `#[derive(Serialize, Deserialize, Debug, Clone, Copy, PartialEq, Eq, Hash${enumNames.length > 0 ? ', Default' : ''})]`,
    ...(isEnumInt && enumNames.length > 0 ? [`#[repr(${isWide ? 'i64' : 'i32'})]`] : []),
    `pub enum ${name} {`,
    ...members.map((line) => `    ${line}`),
    '}',
    ...(aliases.length > 0 ? ['', `impl ${name} {`, ...aliases, '}'] : []),
  ]
}

const structLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, spelling } = writing
  const name = typeIdentifier(declaredName(type, program))
  const fields = collectionBase(type) ? [] : fieldLines(type, writing)
  const isEmpty = fields.length === 0 && !collectionBase(type)
  const parameters = type.genericArgs?.length && !isEmpty ? `<${type.genericArgs.join(', ')}>` : ''
  const phantom = isEmpty ? [] : phantomParameters(type, fields)
  const base = type.inherits && spell(typeName(type.inherits.name, type.inherits.genericArgs), spelling, program)
  return [
    '#[derive(Serialize, Deserialize, Debug, Clone, PartialEq, Default)]',
    '#[serde(default)]',
    ...(collectionBase(type)
      ? [`pub struct ${name}${parameters}(pub ${base});`]
      : isEmpty
        ? [`pub struct ${name} {}`]
        : [`pub struct ${name}${parameters} {`, ...[...fields, ...phantom].map((line) => `    ${line}`), '}']),
    ...requestLines(type, name, writing),
  ]
}

const fieldLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options, bases } = writing
  const { inherits } = type
  const base = inherits && identifier(snake(plainName(inherits.name)))
  const version = options.AddImplicitVersion !== undefined && program.operation(type)
  const members = distinctMembers(
    type.properties ?? [],
    ({ name }) => identifier(snake(name)),
    [...(base ? [base] : []), ...(version ? ['version'] : [])],
    version ? ['version'] : [],
  )
  return [
    ...(inherits && base
      ? [
          '#[serde(flatten)]',
          `pub ${base}: ${spell(typeName(inherits.name, inherits.genericArgs), bases, program, inherits.namespace)},`,
        ]
      : []),
    ...(version ? [`pub version: i32, //${options.AddImplicitVersion}`] : []),
    ...members.flatMap(({ property, name }) => [
      ...docLine(property.description, options),
      ...attributeLines(property),
      ...memberLines(property, name, type, writing),
    ]),
  ]
}

/** What may be absent is an `Option`; the name in JSON is told where it is not the field's (M-24.4). */
const memberLines = (property: MetadataPropertyType, name: string, owner: MetadataType, writing: Writing): string[] => {
  const { program, options, spelling, isRecursive } = writing
  const type = memberType(property, program, options)
  const spelled = spell(type, spelling, program, type.name === property.type ? property.namespace : undefined)
  const isOptional = !isRequired(property) || isAddedStatus(property, owner, program)
  const wire = wireName(property)
  return [
    ...(wire === name.replace(/^r#/, '') ? [] : [`#[serde(rename = ${quotedInBraces(wire)})]`]),
    ...(isOptional ? ['#[serde(default, skip_serializing_if = "Option::is_none")]'] : []),
    `pub ${name}: ${optional(boxed(spelled, isRecursive(owner, type) && shapeOf(type).kind === 'named', program), isOptional)},`,
  ]
}

/** A struct that holds itself has no size: the value stands elsewhere (E0072, chapter 27). */
const boxed = (spelled: string, isHeld: boolean, program: Program): string =>
  isHeld && spelled !== 'Value' ? `${program.defines('Box') ? 'std::boxed::Box' : 'Box'}<${spelled}>` : spelled

const optional = (spelled: string, isOptional: boolean): string =>
  isOptional && !spelled.startsWith('Option<') ? `Option<${spelled}>` : spelled

/** How a client sends the message and what it reads (M-24.5). */
const requestLines = (type: MetadataType, name: string, { program, spelling }: Writing): string[] => {
  const operation = program.operation(type)
  if (!operation) return []
  const returned = returnedType(operation)
  const answer = returned && spell(typeName(returned.name, returned.genericArgs), spelling, program, returned.namespace)
  return [
    '',
    `impl IRequest for ${name} {`,
    `    const NAME: &'static str = ${quotedInBraces(type.name)};`,
    `    const VERB: &'static str = ${quotedInBraces(operation.method || 'POST')};`,
    '}',
    ...(answersItself(operation)
      ? []
      : answer
        ? [`impl IReturn for ${name} {`, `    type Response = ${answer};`, '}']
        : [`impl IReturnVoid for ${name} {}`]),
  ]
}

/** Rust structs for serde and the `servicestack` crate (chapter 24). */
export const rust: Language = {
  name: 'rust',
  label: 'Rust',
  tab: 'Rust',
  fileName: 'dtos.rs',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'rust',
  header: { ...blockHeader, trimsValues: true, nests: true },
  library: 'printed',
  defaults: { ExportAsTypes: true, DefaultImports: defaultImports },
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
