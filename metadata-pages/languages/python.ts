import type { MetadataOperationType, MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, routeText } from './attributes'
import type { HeaderStyle } from './header'
import { interfacesFirst } from './interfaces-first'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { isRequired, memberType, startsEmpty, wireName } from './members'
import { clientLibraryTypes } from './product-types'
import type { Program } from './program'
import { keywords, memberName, printedName, pythonSpelling, quotedArguments, quotedForward, tripleQuoted } from './python-names'
import { spell } from './spelling'
import { camel, enumNumber, oneLine, snake } from './text'
import { plainName, shapeOf, typeName } from './type-name'
import { collectionBase, returnedType } from './typescript-types'

const defaultImports = [
  'datetime',
  'decimal',
  'marshmallow.fields:*',
  'servicestack:*',
  'typing:*',
  'dataclasses:dataclass/field',
  'dataclasses_json:dataclass_json/LetterCase/Undefined/config',
  'enum:Enum/IntEnum',
]

interface Writing {
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
  /** Names that stand above: any other of this text's own names is quoted (M-16.6, chapter 27). */
  readonly defined: Set<string>
  /** All names of this text's own types. */
  readonly own: ReadonlySet<string>
}

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const writing: Writing = {
    program,
    options,
    isPage,
    defined: new Set(),
    own: new Set(program.types.map(({ name }) => printedName(name, program))),
  }
  const lines = [...(options.DefaultImports ?? defaultImports).map(importLine), "Object = TypeVar('Object')"]
  if (options.GlobalNamespace) lines.push('', `# module ${oneLine(options.GlobalNamespace)}`)
  for (const type of interfacesFirst(program)) {
    lines.push('', '', ...(type.isEnum ? enumLines(type, options) : classLines(type, writing)))
    writing.defined.add(printedName(type.name, program))
  }
  for (const type of program.leftOut)
    lines.push('', '', `# ${type.name} of ${oneLine(type.namespace ?? '')} is left out: another ${type.name} stands above.`)
  return [...lines, ...(options.GlobalNamespace ? [''] : []), '', ''].join('\n')
}

/** `mod:a/b` → `from mod import a, b` (M-16.1). */
const importLine = (item: string): string => {
  const [module = '', names] = item.split(':')
  return names ? `from ${module} import ${names.split('/').join(', ')}` : `import ${module}`
}

const comments = (type: MetadataType, operation: MetadataOperationType | undefined): string[] => [
  ...(operation?.routes ?? []).map((route) => `# @${routeText(route)}`),
  ...(type.attributes ?? []).map((attribute) => `# @${attributeText(attribute, 'lastPart')}`),
]

const docstring = (description: string | undefined, options: LanguageOptions): string[] => {
  if (!description) return []
  return options.AddDescriptionAsComments ? ['    """', `    ${tripleQuoted(description)}`, '    """', ''] : ['']
}

const enumLines = (type: MetadataType, options: LanguageOptions): string[] => {
  const { enumNames = [], enumValues, enumMemberValues } = type
  const members = enumNames.map((name, at) => {
    const value = enumValues
      ? enumNumber(enumValues[at], at)
      : `'${(enumMemberValues?.[at] ?? name).replace(/[\\']/g, '\\$&').replace(/[\r\n]/g, '')}'`
    return `    ${enumMember(name)} = ${value}`
  })
  return [
    ...comments(type, undefined),
    `class ${plainName(type.name)}(${enumValues ? 'IntEnum' : 'str, Enum'}):`,
    ...docstring(type.description, options),
    ...(members.length > 0 ? members : ['    pass']),
  ]
}

/** UPPER_SNAKE (M-16.8); a name that is a keyword takes `_` (M-16.10). */
const enumMember = (name: string): string => {
  const escaped = keywords.has(camel(name)) ? `${name}_` : name
  if (escaped.includes('_')) return escaped.toUpperCase()
  return /\p{Ll}/u.test(escaped) ? snake(escaped).toUpperCase() : escaped
}

const classLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options } = writing
  const parameters = type.genericArgs ?? []
  const bases = baseList(type, writing)
  const decorators = type.isInterface
    ? []
    : [
        `@dataclass_json(${options.DataClassJson ?? 'letter_case=LetterCase.CAMEL, undefined=Undefined.EXCLUDE'})`,
        `@dataclass${options.DataClass ? `(${options.DataClass})` : ''}`,
      ]
  const body = [...versionLine(type, writing), ...memberLines(type, writing), ...responseType(type)]
  const description = docstring(type.description, options)
  return [
    ...comments(type, program.operation(type)),
    ...(parameters.length > 0 ? [...parameters.map((name) => `${name} = TypeVar('${name}')`), '', ''] : []),
    ...decorators,
    `class ${printedName(type.name, program)}${bases.length > 0 ? `(${bases.join(', ')})` : ''}:`,
    ...description,
    ...(body.length > 0 ? body : ['    pass']),
  ]
}

/** Bases of a query carry what the query answers, since clients read it from there (M-16.6). */
const queryReturns: Readonly<Record<string, string>> = {
  'QueryDb`1': 'QueryResponse[T]',
  'QueryDb`2': 'QueryResponse[Into]',
  'QueryData`1': 'QueryResponse[T]',
  'QueryData`2': 'QueryResponse[Into]',
}

const baseList = (type: MetadataType, writing: Writing): string[] => {
  const { program, isPage } = writing
  const operation = program.operation(type)
  const returned = operation && returnedType(operation)
  const self = printedName(type.name, program)
  const queried = queryReturns[type.name]
  return [
    ...(type.genericArgs?.length ? [`Generic[${type.genericArgs.join(', ')}]`] : []),
    ...(type.inherits ? [baseText(type, writing)] : []),
    ...(queried ? [`IReturn[${queried}]`] : []),
    ...(returned
      ? [
          `IReturn[${quotedForward(spell(typeName(returned.name, returned.genericArgs), pythonSpelling, program, returned.namespace), self, writing)}]`,
        ]
      : []),
    ...(operation?.returnsVoid ? ['IReturnVoid'] : []),
    ...(type.implements ?? [])
      .filter(({ name }) => isPage || name !== 'IMeta')
      .map(({ name, genericArgs, namespace }) => spell(typeName(name, genericArgs), pythonSpelling, program, namespace)),
  ]
}

const baseText = (type: MetadataType, writing: Writing): string => {
  const { name = '', genericArgs, namespace } = type.inherits ?? {}
  const { program } = writing
  const spelled = spell(typeName(name, genericArgs), pythonSpelling, program, namespace)
  const base = quotedArguments(spelled, printedName(type.name, program), writing)
  return collectionBase(type)?.kind === 'map' ? base.replace(', ', ',') : base
}

const responseType = (type: MetadataType): string[] => {
  const queried = queryReturns[type.name]
  return queried ? ['    @staticmethod', `    def response_type(): return ${queried}`] : []
}

const versionLine = (type: MetadataType, { program, options }: Writing): string[] =>
  options.AddImplicitVersion !== undefined && program.operation(type) ? [`    version: int = ${options.AddImplicitVersion}`] : []

const memberLines = (type: MetadataType, writing: Writing): string[] => {
  const { options } = writing
  const lines: string[] = []
  let wasAnnotated = false
  type.properties?.forEach((property, at, all) => {
    const annotations = (property.attributes ?? []).map((attribute) => `    # @${attributeText(attribute, 'lastPart')}`)
    if (wasAnnotated) lines.push('')
    lines.push(...annotations, `    ${memberText(property, type, writing)}`)
    if (property.description && options.AddDescriptionAsComments)
      lines.push('    """', `    ${tripleQuoted(property.description)}`, '    """')
    if (property.description && at < all.length - 1) lines.push('')
    wasAnnotated = annotations.length > 0
  })
  return lines
}

/** What a required member of a kind starts with (M-16.5). */
const defaults: Readonly<Record<string, string>> = {
  int: '0',
  float: '0.0',
  bool: 'False',
  Decimal: 'decimal.Decimal(0)',
  'datetime.datetime': 'datetime.datetime(1, 1, 1)',
  'datetime.timedelta': 'datetime.timedelta()',
}

const memberText = (property: MetadataPropertyType, owner: MetadataType, writing: Writing): string => {
  const { program, options } = writing
  const type = memberType(property, program, options)
  const spelled = quotedForward(
    spell(type, pythonSpelling, program, type.name === property.type ? property.namespace : undefined),
    printedName(owner.name, program),
    writing,
  )
  const name = memberName(property)
  const start = defaults[spelled]
  const isList = shapeOf(type).kind === 'list'
  const typed = startsEmpty(property, owner, options)
    ? [spelled, `field(default_factory=${isList ? 'list' : 'dict'})`, `default_factory=${isList ? 'list' : 'dict'}`]
    : isRequired(property) && start !== undefined
      ? [spelled, start, `default=${start}`]
      : [optional(spelled), 'None', 'default=None']
  const [annotation, plain, named] = typed
  if (!name.renamed) return `${name.text}: ${annotation} = ${plain}`
  return `${name.text}: ${annotation} = field(metadata=config(field_name='${wireName(property)}'), ${named})`
}

const optional = (spelled: string): string => (/^"?Optional\[/.test(spelled) ? spelled : `Optional[${spelled}]`)

const header: HeaderStyle = { open: '"""', close: '"""', prefix: '#' }

/** Python dataclasses for the `servicestack` package (chapter 16). */
export const python: Language = {
  name: 'python',
  label: 'Python',
  tab: 'Python',
  fileName: 'dtos.py',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'python',
  header,
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
    'DataClass',
    'DataClassJson',
  ],
  write,
}
