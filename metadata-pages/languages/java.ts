import type { MetadataType } from '../type-metadata/model'
import { leftOutLines } from './client-types'
import { isLongEnum, namespaceName } from './dotnet'
import { blockHeader } from './header'
import { javaForm } from './java-types'
import {
  answerOf,
  commentLines,
  enumMembers,
  type JvmMember,
  type JvmText,
  jvmLibrary,
  jvmText,
  memberAnnotations,
  membersOf,
  spelledBases,
  startsFilled,
  typeAnnotations,
  typeNameWithParameters,
  withImports,
} from './jvm'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { memberType } from './members'
import type { Program } from './program'
import { spell } from './spelling'
import { indented, pascal } from './text'

const write = (program: Program, options: LanguageOptions, isPage: boolean): string => {
  const text = jvmText(javaForm, program, options, isPage)
  return [
    ...(options.Package ? [`package ${namespaceName(options.Package)};`, ''] : []),
    ...(options.DefaultImports ?? []).map((name) => `import ${name.replace(/[^\p{L}\p{N}_.*]/gu, '')};`),
    '',
    `public class ${namespaceName(options.GlobalNamespace ?? 'dtos')}`,
    '{',
    ...text.types.flatMap((type) => ['', indented(typeLines(type, text)).join('\n')]),
    ...leftOutLines(program, '//').flatMap((line) => ['', `    ${line}`]),
    '',
    '}',
    '',
  ].join('\n')
}

const typeLines = (type: MetadataType, text: JvmText): string[] => [
  ...typeAnnotations(type, text),
  ...(type.isEnum ? enumLines(type, text) : classLines(type, text)),
]

const enumLines = (type: MetadataType, { program }: JvmText): string[] => {
  const members = enumMembers(type)
  const name = typeNameWithParameters(type, program)
  const isLong = isLongEnum(type)
  const lines = members.map(({ name: member, value, serialized }, at) => {
    const prefix = serialized === undefined ? '' : `@SerializedName(${javaForm.quoted(serialized)}) `
    const argument = value === undefined ? '' : `(${value}${isLong ? 'L' : ''})`
    return `${prefix}${member}${argument}${at === members.length - 1 ? ';' : ','}`
  })
  const number = isLong ? 'long' : 'int'
  const values = [
    '',
    `private final ${number} value;`,
    `${name}(final ${number} ${number}Value) { value = ${number}Value; }`,
    `public ${number} getValue() { return value; }`,
  ]
  return [
    `public static enum ${name}`,
    '{',
    ...indented([...(lines.length > 0 ? lines : [';']), ...(type.enumValues ? values : [])]),
    '}',
  ]
}

const classLines = (type: MetadataType, text: JvmText): string[] => {
  const { program, options } = text
  const { base, interfaces } = spelledBases(type, text)
  const answer = answerOf(type, text)
  const implemented = [...(answer ? [answer === 'void' ? 'IReturnVoid' : `IReturn<${answer}>`] : []), ...interfaces]
  const extended = type.isInterface ? [...(base ? [base] : []), ...implemented] : base ? [base] : []
  const declaration = [
    `public static ${type.isInterface ? 'interface' : 'class'} ${typeNameWithParameters(type, program)}`,
    ...(extended.length > 0 ? [`extends ${extended.join(', ')}`] : []),
    ...(implemented.length > 0 && !type.isInterface ? [`implements ${implemented.join(', ')}`] : []),
  ].join(' ')
  const members = membersOf(type, text)
  const version = options.AddImplicitVersion
  const versioned = version !== undefined && program.operation(type) && !members.some(({ name }) => name === 'version')
  const versionAccessors = accessors([{ name: 'version', spelled: 'Integer' }], type, text)
  return [
    declaration,
    '{',
    ...(versioned ? [`    public Integer version = ${version};`] : []),
    ...indented(versioned && options.AddPropertyAccessors ? versionAccessors : []),
    ...indented(members.flatMap((member, at) => memberLines(member, at, members, type, text))),
    ...(type.isInterface || !options.AddPropertyAccessors ? [] : accessorLines(type, members, text)),
    ...indented(answer && answer !== 'void' ? responseLines(answer, text) : []),
    '}',
  ]
}

const memberLines = (
  member: JvmMember,
  at: number,
  members: readonly JvmMember[],
  owner: MetadataType,
  text: JvmText,
): string[] => {
  const annotations = memberAnnotations(member, at + 1, text)
  const before = members[at - 1]
  const isApart = before !== undefined && memberAnnotations(before, at, text).length > 0
  const spelled = fieldType(member, text)
  const start = !startsFilled(member.property, owner, text.options)
    ? 'null'
    : spelled === 'byte[]'
      ? 'new byte[]{}'
      : `new ${spelled}()`
  const serialized = member.serialized === undefined ? '' : `@SerializedName(${javaForm.quoted(member.serialized)}) `
  return [
    ...(isApart ? [''] : []),
    ...commentLines(member.property.description, text),
    ...annotations,
    `${serialized}public ${spelled} ${member.name} = ${start};`,
  ]
}

const fieldType = ({ property }: JvmMember, { program, options, spelling }: JvmText): string => {
  const type = memberType(property, program, options)
  return spell(type, spelling, program, type.name === 'String' && property.type !== 'String' ? undefined : property.namespace)
}

/** Methods that each object or message has already. */
const taken = ['Class', 'ResponseType']

/** `getName` and `setName`, apart from each other and from what each object has (M-17.5; the reference's clash, chapter 27). */
const accessors = (
  fields: readonly { readonly name: string; readonly spelled: string }[],
  type: MetadataType,
  text: JvmText,
): string[] => {
  const self = typeNameWithParameters(type, text.program)
  const names = new Set(taken)
  const [result, end] = text.options.SettersReturnThis ? [self, ' return this;'] : ['void', '']
  return fields.flatMap(({ name, spelled }) => {
    let accessor = pascal(name)
    while (accessor === '' || names.has(accessor)) accessor += '_'
    names.add(accessor)
    const isFlag = /^(java\.lang\.)?Boolean$/.test(spelled) && !accessor.startsWith('Is')
    return [
      `public ${spelled} ${isFlag ? 'is' : 'get'}${accessor}() { return ${name}; }`,
      `public ${result} set${accessor}(${spelled} value) { this.${name} = value;${end} }`,
    ]
  })
}

/** After a line of spaces, as the reference prints it (M-17.5). */
const accessorLines = (type: MetadataType, members: readonly JvmMember[], text: JvmText): string[] => {
  const fields = members.map((member) => ({ name: member.name, spelled: fieldType(member, text) }))
  return ['    ', ...indented(accessors(fields, type, text))]
}

/** What the client makes of the answer (M-17.6). */
const responseLines = (answer: string, { program }: JvmText): string[] => {
  const object = program.defines('Object') ? 'java.lang.Object' : 'Object'
  const value = answer.includes('<') ? `new TypeToken<${answer}>(){}.getType()` : `${answer}.class`
  return [`private static ${object} responseType = ${value};`, `public ${object} getResponseType() { return responseType; }`]
}

/** Java classes for ServiceStack's Java client (chapter 17). */
export const java: Language = {
  name: 'java',
  label: 'Java',
  tab: 'Java',
  fileName: 'dtos.java',
  contentType: 'text/plain; charset=utf-8',
  highlight: 'java',
  header: blockHeader,
  library: jvmLibrary,
  defaults: { GlobalNamespace: 'dtos' },
  settle: withImports(javaForm),
  optionNames: [
    'Package',
    'GlobalNamespace',
    'AddPropertyAccessors',
    'SettersReturnThis',
    'AddServiceStackTypes',
    'AddResponseStatus',
    'AddDescriptionAsComments',
    'AddImplicitVersion',
    'IncludeTypes',
    'ExcludeTypes',
    'TreatTypesAsStrings',
    'DefaultImports',
  ],
  write,
}
