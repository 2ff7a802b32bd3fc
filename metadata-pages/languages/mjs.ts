import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { blockHeader } from './header'
import type { Language } from './language'
import type { LanguageOptions } from './language-options'
import { declaredName, isRequired, memberType, startsEmpty, wireName } from './members'
import type { Program } from './program'
import { spell } from './spelling'
import { blockComment, enumNumber, oneLine, quoted } from './text'
import { arityOf, plainName, shapeOf } from './type-name'
import {
  collectionBase,
  emptyResponse,
  languagesOwn,
  lendsAssign,
  returnedType,
  singleQuoted,
  typeScriptSpelling,
} from './typescript-types'

const write = (program: Program, options: LanguageOptions): string => {
  const printed = program.types.filter((type) => !type.isInterface)
  const firstMap = printed.find((type) => collectionBase(type)?.kind === 'map')
  return [
    ...(options.DefaultImports ?? []).map(importLine),
    '"use strict";',
    ...printed.map((type) => {
      const text = (type.isEnum ? enumLines(type, options) : classLines(type, program, options)).join('\n')
      return type === firstMap ? `class Dictionary {}\n${text}` : text
    }),
    ...program.leftOut.map(
      (type) => `// ${type.name} of ${oneLine(type.namespace ?? '')} is left out: another ${type.name} stands above.`,
    ),
    '',
    '',
  ].join('\n')
}

const importLine = (item: string): string => {
  const [names = '', path] = item.split(':')
  return path ? `import { ${names} } from ${quoted(path)};` : `import ${names};`
}

const isWord = (name: string): boolean => /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)

/** The enum as an object that is filled by a function (M-14.6); a value that is a number is found in both directions. */
const enumLines = (type: MetadataType, options: LanguageOptions): string[] => {
  const { name, enumNames = [] } = type
  const numbers = type.enumValues
  const texts = enumNames.map((each, at) => type.enumMemberValues?.[at] ?? each)
  const kind = numbers ? 'number' : texts.map((each) => singleQuoted(each).replace(/\*\//g, '*\\/')).join('|')
  const members = enumNames.map((each, at) =>
    numbers
      ? `    ${name}[${name}["${each}"] = ${enumNumber(numbers[at], at)}] = "${each}"`
      : `    ${name}["${each}"] = ${quoted(texts[at] ?? each)}`,
  )
  return [
    ...(options.AddDocAnnotations ? [`/** @typedef {${kind}} */`] : []),
    `export var ${name};`,
    `(function (${name}) {`,
    ...members,
    `})(${name} || (${name} = {}));`,
  ]
}

const classLines = (type: MetadataType, program: Program, options: LanguageOptions): string[] => {
  const name = declaredName(type, program)
  const base = baseName(type, program)
  const members = allMembers(type, program)
  const init = members.map((property) => `${docName(wireName(property))}?:${spelled(property, program, options)}`).join(',')
  const operation = program.operation(type)
  const returned = operation && returnedType(operation)
  const made =
    returned &&
    emptyResponse(
      returned,
      program,
      (value) => `new ${program.nameOf(value.name, value.args.length)}()`,
      () => '[]',
    )
  return [
    ...(options.AddDocAnnotations ? (type.genericArgs ?? []) : []).map(
      (parameter, at) => `/** @typedef ${at > 0 ? ' ' : ''}${parameter} {any} */`,
    ),
    `export class ${name} ${base ? `extends ${base} ` : ''}{`,
    ...(members.length > 0 && options.AddDocAnnotations ? [`    /** @param {{${init}}} [init] */`] : []),
    `    constructor(init) { ${type.inherits ? 'super(init); ' : ''}Object.assign(this, init) }`,
    ...(lendsAssign(name) ? ['    static assign = globalThis.Object.assign;'] : []),
    ...(type.properties ?? []).flatMap((property) => memberLines(property, type, program, options)),
    ...(operation
      ? [
          `    getTypeName() { return ${singleQuoted(type.name)} }`,
          `    getMethod() { return ${singleQuoted(operation.method)} }`,
          made
            ? `    createResponse() { return ${made} }`
            : operation.returnsVoid
              ? '    createResponse() { }'
              : '    createResponse () { };',
        ]
      : []),
    '}',
  ]
}

const baseName = (type: MetadataType, program: Program): string | undefined => {
  if (!type.inherits) return undefined
  const collection = collectionBase(type)
  if (collection) return collection.kind === 'list' ? languagesOwn('Array', program) : 'Dictionary'
  return program.nameOf(plainName(type.inherits.name), type.inherits.genericArgs?.length ?? arityOf(type.inherits.name))
}

/** Own members, then those of the bases (M-14.3). */
const allMembers = (type: MetadataType, program: Program): MetadataPropertyType[] => {
  const own = type.properties ?? []
  const base = type.inherits && !collectionBase(type) ? program.find(type.inherits.name) : undefined
  const inherited = base && base !== type ? allMembers(base, program) : []
  return [...own, ...inherited.filter(({ name }) => !own.some((property) => property.name === name))]
}

/** Here alone the lines of a description stay lines (M-14.4). */
const ownLines = (description: string): string => description.split('\n').map(blockComment).join('\n')

const memberLines = (
  property: MetadataPropertyType,
  owner: MetadataType,
  program: Program,
  options: LanguageOptions,
): string[] => {
  const type = `@type {${isRequired(property) ? '' : '?'}${spelled(property, program, options)}}`
  const kind = shapeOf(memberType(property, program, options)).kind
  const start = startsEmpty(property, owner, options) ? (kind === 'list' ? ' = []' : ' = {}') : ''
  const described = property.description && options.AddDescriptionAsComments
  const docs = described
    ? ['    /**', `     * ${type}`, `     * @description ${ownLines(property.description ?? '')} */`]
    : [`    /** ${type} */`]
  return [
    ...(options.AddDocAnnotations ? docs : []),
    `    ${isWord(wireName(property)) ? wireName(property) : quoted(wireName(property))}${start};`,
  ]
}

const docName = (name: string): string => (isWord(name) ? name : blockComment(quoted(name)))

const spelled = (property: MetadataPropertyType, program: Program, options: LanguageOptions): string => {
  const type = memberType(property, program, options)
  return spell(type, typeScriptSpelling, program, type.name === property.type ? property.namespace : undefined)
}

/** JavaScript modules: the classes of TypeScript with their types in comments (chapter 14). */
export const mjs: Language = {
  name: 'mjs',
  label: 'Mjs',
  tab: 'JavaScript',
  fileName: 'dtos.mjs',
  contentType: 'text/javascript; charset=utf-8',
  highlight: 'javascript',
  header: blockHeader,
  library: 'printed',
  defaults: { ExportAsTypes: true },
  optionNames: [
    'AddServiceStackTypes',
    'AddDocAnnotations',
    'AddDescriptionAsComments',
    'IncludeTypes',
    'ExcludeTypes',
    'DefaultImports',
  ],
  write,
}
