import type { MetadataType } from '../type-metadata/model'
import { blockHeader } from './header'
import type { Language } from './language'
import { declaredName } from './members'
import type { Program } from './program'
import { enumNumber, quoted } from './text'
import { arityOf, plainName } from './type-name'
import { collectionBase, emptyResponse, languagesOwn, lendsAssign, returnedType, singleQuoted } from './typescript-types'

const exportsPerLine = 100

/** Looks at nothing global before a class derives: an application may have a class called Object. */
const extendsHelper = (object: string): string[] => [
  'var __extends = (this && this.__extends) || function (d, b) {',
  `    if (${object}.setPrototypeOf) ${object}.setPrototypeOf(d, b);`,
  `    else for (var p in b) if (${object}.prototype.hasOwnProperty.call(b, p)) d[p] = b[p];`,
  '    function __() { this.constructor = d; }',
  `    d.prototype = b === null ? ${object}.create(b) : (__.prototype = b.prototype, new __());`,
  '};',
]

const write = (program: Program): string => {
  const printed = program.types.filter((type) => !type.isInterface)
  const names = printed.map((type) => declaredName(type, program))
  const declared: string[] = []
  for (let at = 0; at < names.length; at += exportsPerLine)
    declared.push(
      `${names
        .slice(at, at + exportsPerLine)
        .map((name) => `exports.${name} = `)
        .join('')}void 0;`,
      '',
    )
  const firstMap = printed.find((type) => collectionBase(type)?.kind === 'map')
  return [
    '"use strict";',
    ...extendsHelper(languagesOwn('Object', program)),
    'exports.__esModule = true;',
    ...declared,
    ...printed.flatMap((type) => [
      ...(type === firstMap
        ? [
            'var Dictionary = /** @class */ (function () { function Dictionary() {} return Dictionary; }());',
            'exports.Dictionary = Dictionary;',
          ]
        : []),
      ...(type.isEnum ? enumLines(type) : classLines(type, program)),
    ]),
    '',
    '',
  ].join('\n')
}

const enumLines = ({ name, enumNames = [], enumValues, enumMemberValues }: MetadataType): string[] => [
  `var ${name};`,
  `(function (${name}) {`,
  ...enumNames.map((each, at) =>
    enumValues
      ? `    ${name}[${name}["${each}"] = ${enumNumber(enumValues[at], at)}] = "${each}";`
      : `    ${name}["${each}"] = ${quoted(enumMemberValues?.[at] ?? each)};`,
  ),
  `})(${name} = exports.${name} || (exports.${name} = {}));`,
]

const classLines = (type: MetadataType, program: Program): string[] => {
  const name = declaredName(type, program)
  const base = baseName(type, program)
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
  const method = (called: string, body: string): string => `    ${name}.prototype.${called} = function () {${body} };`
  return [
    `var ${name} = /** @class */ (function (${base ? '_super' : ''}) {`,
    ...(base ? [`    __extends(${name}, _super);`] : []),
    `    function ${name}(init) {`,
    ...(base
      ? ['        var _this = _super.call(this, init) || this;', '        Object.assign(_this, init);', '        return _this;']
      : ['        Object.assign(this, init);']),
    '    }',
    ...(operation
      ? [
          method('getTypeName', ` return ${singleQuoted(type.name)};`),
          method('getMethod', ` return ${singleQuoted(operation.method)};`),
          method('createResponse', made ? ` return ${made};` : ''),
        ]
      : []),
    ...(lendsAssign(name) ? ['    Object.assign = globalThis.Object.assign;'] : []),
    `    return ${name};`,
    `}(${base ?? ''}));`,
    `exports.${name} = ${name};`,
  ]
}

const baseName = (type: MetadataType, program: Program): string | undefined => {
  if (!type.inherits) return undefined
  const collection = collectionBase(type)
  if (collection) return collection.kind === 'list' ? languagesOwn('Array', program) : 'Dictionary'
  return program.nameOf(plainName(type.inherits.name), type.inherits.genericArgs?.length ?? arityOf(type.inherits.name))
}

/** JavaScript for `require` (chapter 15): no comments, interfaces left out. */
export const commonJs: Language = {
  name: 'js',
  label: 'CommonJs',
  title: 'CommonJS',
  sister: 'mjs',
  fileName: 'dtos.js',
  contentType: 'text/javascript; charset=utf-8',
  highlight: 'javascript',
  header: blockHeader,
  library: 'printed',
  defaults: { ExportAsTypes: true },
  optionNames: ['AddServiceStackTypes', 'AddDescriptionAsComments', 'IncludeTypes', 'ExcludeTypes', 'DefaultImports'],
  write,
}
