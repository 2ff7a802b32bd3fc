import type { MetadataType } from '../type-metadata/model'
import { isLibraryType, registered, typeIdentifier } from './dart-types'
import { declaredName } from './members'
import type { Program } from './program'
import type { Spelling } from './spelling'
import { arityOf, plainName, type TypeName, typeName } from './type-name'
import { collectionBase, returnedType } from './typescript-types'

export const dartName = (type: MetadataType, program: Program): string => {
  const { name } = type
  return /^Tuple`/.test(name)
    ? `Tuple${arityOf(name)}`
    : isLibraryType(type, program)
      ? declaredName(type, program, '')
      : typeIdentifier(declaredName(type, program, ''))
}

/** What the client makes objects from by their names: a line a type, in the order in which they are met (M-20.8). */
export const contextLines = (program: Program, spelling: Spelling, library: string): string[] => {
  const lines = new Map<string, string>()
  const parameters = new Set(program.types.flatMap(({ genericArgs = [] }) => genericArgs))
  const printed = new Map(program.types.map((type) => [dartName(type, program), type]))
  // A parameter of a class is no type outside of it.
  const isOpen = (name: string): boolean =>
    parameters.size > 0 && (name.match(/\w+/g) ?? []).some((word) => parameters.has(word) && !printed.has(word))
  const met = new Set<TypeName>()
  const register = (type: TypeName): void => {
    if (met.has(type)) return
    met.add(type)
    registered(type, spelling, program).forEach(add)
  }
  const add = (name: string): void => {
    if (lines.has(name) || isOpen(name)) return
    const type = printed.get(name)
    if (type) lines.set(name, ownLine(type, name))
    else lines.set(name, `TypeInfo(TypeOf.Class, create:() => ${made(name)})`)
  }
  for (const type of program.types) {
    const operation = program.operation(type)
    const returned = operation && returnedType(operation)
    if (returned) register(typeName(returned.name, returned.genericArgs))
    if (!isLibraryType(type, program)) {
      const name = dartName(type, program)
      const key = type.genericArgs?.length ? `${name}<${type.genericArgs.join(',')}>` : name
      if (!lines.has(key)) lines.set(key, ownLine(type, name))
    }
    if (/^Query(Db|Data)$/.test(plainName(type.inherits?.name ?? ''))) {
      const last = type.inherits?.genericArgs?.at(-1)
      if (last) register(typeName('List`1', [last]))
    }
    if (collectionBase(type) || type.isEnum) continue
    for (const property of type.properties ?? []) {
      const named = typeName(property.type, property.genericArgs)
      if (type.genericArgs?.includes(named.name) && named.args.length + named.rank === 0) continue
      if (isStruct(property.type, property.isValueType, property.isEnum, program)) continue
      register(named)
    }
  }
  return [
    `TypeContext _ctx = TypeContext(library: '${library}', types: <String, TypeInfo> {`,
    ...[...lines].map(([name, line]) => `    '${name}': ${line},`),
    '});',
  ]
}

/** A struct of the application is a text (M-4.9). */
const isStruct = (name: string, isValueType: boolean | undefined, isEnum: boolean | undefined, program: Program): boolean =>
  isValueType === true && !isEnum && !program.explains(plainName(name))

const ownLine = (type: MetadataType, name: string): string => {
  if (type.isEnum) return `TypeInfo(TypeOf.Enum, enumValues:${name}.values)`
  if (type.isInterface) return 'TypeInfo(TypeOf.Interface)'
  if (type.genericArgs?.length) return `TypeInfo(TypeOf.GenericDef,create:() => ${name}())`
  return type.isAbstract ? 'TypeInfo(TypeOf.AbstractClass)' : `TypeInfo(TypeOf.Class, create:() => ${name}())`
}

const made = (name: string): string => {
  if (name === 'Uint8List') return 'Uint8List(0)'
  return name.startsWith('List<') ? `${name.slice(4)}[]` : `${name}()`
}
