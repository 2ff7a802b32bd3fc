import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { attributeText, dataContractText, dataMemberText, routeText } from './attributes'
import { blockHeader } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName, isRequired, memberType, startsEmpty, wireName } from './members'
import type { Program } from './program'
import { spell } from './spelling'
import { blockComment, indented, oneLine, quoted } from './text'
import { shapeOf, typeName } from './type-name'
import {
  collectionBase,
  emptyResponse,
  languagesOwn,
  lendsAssign,
  returnedType,
  returnType,
  singleQuoted,
  typeScriptSpelling,
} from './typescript-types'

/** What the two forms of TypeScript differ in: classes with code, or declarations alone (M-13.1). */
interface Form {
  readonly classes: boolean
  readonly module: string
}

const classes: Form = { classes: true, module: 'export namespace' }
const declarations: Form = { classes: false, module: 'declare namespace' }

interface Writing {
  readonly form: Form
  readonly program: Program
  readonly options: LanguageOptions
  readonly isPage: boolean
  /** Above it stands the class that it derives from. */
  readonly firstMap: MetadataType | undefined
}

const write =
  (formOf: (options: LanguageOptions) => Form) =>
  (program: Program, options: LanguageOptions, isPage: boolean): string => {
    const form = formOf(options)
    const firstMap = program.types.find((type) => collectionBase(type)?.kind === 'map')
    const writing: Writing = { form, program, options, isPage, firstMap }
    const body = [
      '// @ts-nocheck',
      ...program.types.map((type) => `\n${typeLines(type, writing).join('\n')}`),
      ...program.leftOut.flatMap((type) => [
        '',
        `// ${type.name} of ${oneLine(type.namespace ?? '')} is left out: another ${type.name} stands above.`,
      ]),
      '',
    ]
    const imports = (options.DefaultImports ?? []).map(importLine)
    const { GlobalNamespace: namespace } = options
    const lines = namespace ? ['', `${form.module} ${namespace}`, '{', ...indented(body.join('\n').split('\n')), '}', ''] : body
    return [...imports, ...lines, ''].join('\n')
  }

const dictionaryClass = 'export class Dictionary<T> { [Key: string]: T; }'

/** `a/b:"path"` names what is taken from a module (M-12.1). */
const importLine = (item: string): string => {
  const [names = '', path] = item.split(':')
  return path ? `import { ${names} } from ${quoted(path)};` : `import ${names};`
}

const typeLines = (type: MetadataType, writing: Writing): string[] => {
  const { program, options, form, firstMap } = writing
  const operation = program.operation(type)
  const dataContract = type.isInterface ? undefined : dataContractText(type, options)
  return [
    ...(type.description && options.AddDescriptionAsComments ? [`/** @description ${blockComment(type.description)} */`] : []),
    ...(operation?.routes ?? []).map((route) => `// @${routeText(route)}`),
    ...(type.attributes ?? []).map((attribute) => `// @${attributeText(attribute, 'quoted')}`),
    ...(dataContract ? [`// @${dataContract}`] : []),
    ...(type === firstMap ? [dictionaryClass, ''] : []),
    ...(type.isEnum ? enumLines(type, form) : classLines(type, writing)),
  ]
}

const enumLines = (type: MetadataType, form: Form): string[] => {
  const names = type.enumNames ?? []
  if (!form.classes) return [`type ${type.name} = ${names.map((name) => `"${name}"`).join(' | ')};`]
  const members = names.map((name, at) => `    ${name} = ${enumValue(type, name, at)},`)
  return [`export enum ${type.name}`, '{', ...members, '}']
}

/** A number where the wire has one, else the member's text (M-12.9). */
const enumValue = (type: MetadataType, name: string, at: number): string =>
  type.enumValues?.[at] && /^-?\d+$/.test(type.enumValues[at])
    ? type.enumValues[at]
    : singleQuoted(type.enumMemberValues?.[at] ?? name)

const classLines = (type: MetadataType, writing: Writing): string[] => {
  const { form, program, options } = writing
  const isClass = form.classes && !type.isInterface
  const name = declaredName(type, program)
  const parameters = type.genericArgs?.length ? `<${type.genericArgs.join(', ')}>` : ''
  const declaration = [
    ...(form.classes ? ['export'] : []),
    isClass ? 'class' : 'interface',
    name + parameters,
    ...heritage(type, isClass, writing),
  ].join(' ')
  const members = memberLines(type, isClass, writing)
  if (!isClass) return [declaration, '{', ...members, ...interfaceMethods(type, writing), '}']
  return [
    declaration,
    '{',
    ...(lendsAssign(name) ? ['    public static assign = (globalThis as any).Object.assign;'] : []),
    ...members,
    '',
    `    public constructor(init?: Partial<${name}${parameters}>) { ${superCall(type)}(Object as any).assign(this, init); }`,
    ...(program.operation(type) ? requestMethods(type, program).map((line) => `    ${line}`) : []),
    '}',
  ].filter((line, at, lines) => options && !(line === '' && lines[at - 1] === '' && at > 1))
}

const superCall = (type: MetadataType): string => (!type.inherits ? '' : collectionBase(type) ? 'super(); ' : 'super(init); ')

const heritage = (type: MetadataType, isClass: boolean, { program, isPage }: Writing): string[] => {
  const operation = program.operation(type)
  const returned = operation && returnType(operation, program)
  const interfaces = [
    ...(returned ? [`IReturn<${returned}>`] : operation?.returnsVoid ? ['IReturnVoid'] : []),
    ...(type.implements ?? [])
      .filter(({ name }) => isPage || name !== 'IMeta')
      .map(({ name, genericArgs, namespace }) => spell(typeName(name, genericArgs), typeScriptSpelling, program, namespace)),
  ]
  const bases = type.inherits ? [baseText(type, program)] : []
  if (!isClass) return bases.length + interfaces.length > 0 ? [`extends ${[...bases, ...interfaces].join(', ')}`] : []
  return [...bases.map((base) => `extends ${base}`), ...(interfaces.length > 0 ? [`implements ${interfaces.join(', ')}`] : [])]
}

const baseText = (type: MetadataType, program: Program): string => {
  const collection = collectionBase(type)
  const item = collection && spell(collection.item, typeScriptSpelling, program)
  if (collection) return collection.kind === 'list' ? `${languagesOwn('Array', program)}<${item}>` : `Dictionary<${item}>`
  const { name = '', genericArgs, namespace } = type.inherits ?? {}
  return spell(typeName(name, genericArgs), typeScriptSpelling, program, namespace)
}

const memberLines = (type: MetadataType, isClass: boolean, writing: Writing): string[] => {
  const { program, options, form } = writing
  const lines: string[] = []
  const optional = form.classes ? '' : '?'
  if (options.AddImplicitVersion !== undefined && program.operation(type))
    lines.push(`    ${isClass ? 'public ' : ''}version${optional}: number; //${options.AddImplicitVersion}`)
  let wasAnnotated = false
  type.properties?.forEach((property, at) => {
    const annotations = [
      ...[dataMemberText(property.dataMember, at + 1, options) ?? []].flat(),
      ...(property.attributes ?? []).map((attribute) => attributeText(attribute, 'quoted')),
    ].map((each) => `    // @${each}`)
    if (wasAnnotated) lines.push('')
    if (property.description && options.AddDescriptionAsComments)
      lines.push(`    /** @description ${blockComment(property.description)} */`)
    lines.push(...annotations, `    ${isClass ? 'public ' : ''}${memberText(property, type, writing)}`)
    wasAnnotated = annotations.length > 0
  })
  return lines
}

const memberText = (property: MetadataPropertyType, owner: MetadataType, { program, options, form }: Writing): string => {
  const type = memberType(property, program, options)
  const isOptional = options.MakePropertiesOptional || !isRequired(property)
  const spelled = spell(type, typeScriptSpelling, program, type.name === property.type ? property.namespace : undefined)
  const start =
    form.classes && !owner.isInterface && startsEmpty(property, owner, options)
      ? shapeOf(type).kind === 'list'
        ? ' = []'
        : ' = {}'
      : ''
  return `${memberName(wireName(property))}${isOptional ? '?' : ''}: ${spelled}${start};`
}

/** A name that is no identifier of TypeScript stands between quotes. */
const memberName = (name: string): string => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name))

const interfaceMethods = (type: MetadataType, { form, program, isPage }: Writing): string[] => {
  if (!form.classes || isPage) return []
  if (type.name === 'IReturn`1') return ['    createResponse(): T;']
  return type.name === 'IReturnVoid' && program.find('IReturnVoid') ? ['    createResponse(): void;'] : []
}

const requestMethods = (type: MetadataType, program: Program): string[] => {
  const operation = program.operation(type)
  if (!operation) return []
  const returned = returnedType(operation)
  const made =
    returned &&
    emptyResponse(
      returned,
      program,
      (_, text) => `new ${text}()`,
      (item) => `new ${languagesOwn('Array', program)}<${item}>()`,
    )
  return [
    `public getTypeName() { return ${singleQuoted(type.name)}; }`,
    `public getMethod() { return ${singleQuoted(operation.method)}; }`,
    made ? `public createResponse() { return ${made}; }` : 'public createResponse() {}',
  ]
}

export const typeScript: Language = {
  name: 'typescript',
  label: 'TypeScript',
  tab: 'TypeScript',
  fileName: 'dtos.ts',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'typescript',
  header: blockHeader,
  library: 'printed',
  defaults: { ExportAsTypes: true },
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
  write: write(() => classes),
}

export const typeScriptDefinitions: Language = {
  name: 'typescript.d',
  label: 'TypeScriptDefinition',
  title: 'TypeScript .d.ts',
  sister: 'typescript',
  fileName: 'dtos.d.ts',
  contentType: typeScript.contentType,
  highlight: 'typescript',
  header: blockHeader,
  library: 'printed',
  defaults: { MakePropertiesOptional: true },
  optionNames: typeScript.optionNames,
  write: write((options) => (options.ExportAsTypes ? classes : declarations)),
}
