import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import type { Program } from './program'
import { shapeOf, type TypeName, typeName } from './type-name'

/**
 * Types that hold each other by value have no size: one member of such a circle must be a pointer. `holds`: whether the language puts the member's
 * value into the type itself; lists and maps always stand elsewhere.
 */
export const recursiveMembers = (
  program: Program,
  holds: (property: MetadataPropertyType) => boolean,
): ((owner: MetadataType, type: TypeName) => boolean) => {
  const edges = new Map<string, readonly string[]>()
  for (const type of program.types)
    edges.set(type.name, [
      ...(type.inherits ? heldNames(typeName(type.inherits.name, type.inherits.genericArgs)) : []),
      ...(type.properties ?? []).filter(holds).flatMap((property) => heldNames(typeName(property.type, property.genericArgs))),
    ])
  const reaches = (start: readonly string[], goal: string): boolean => {
    const seen = new Set<string>()
    const queue = [...start]
    for (let at = 0; at < queue.length; at++) {
      const name = queue[at]
      if (name === undefined || seen.has(name)) continue
      if (name === goal) return true
      seen.add(name)
      queue.push(...(edges.get(name) ?? []))
    }
    return false
  }
  return (owner, type) => reaches(heldNames(type), owner.name)
}

/** What a value of the type may hold in itself; an argument of a generic type is taken to be held by it. */
const heldNames = (type: TypeName): string[] => {
  const shape = shapeOf(type)
  if (shape.kind === 'nullable') return heldNames(shape.of)
  if (shape.kind !== 'named') return []
  return [shape.args.length > 0 ? `${shape.name}\`${shape.args.length}` : shape.name, ...shape.args.flatMap(heldNames)]
}
