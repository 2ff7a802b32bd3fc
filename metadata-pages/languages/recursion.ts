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
  const circles = circlesOf(edges)
  return (owner, type) =>
    heldNames(type).some((name) => name === owner.name || (circles.has(name) && circles.get(name) === circles.get(owner.name)))
}

/**
 * The circles of a graph: names that lead to each other have one number, in one walk over all of them (Tarjan; without recursion, since a chain of
 * bases may be long).
 */
const circlesOf = (edges: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> => {
  const circles = new Map<string, number>()
  const found = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  for (const start of edges.keys()) {
    if (found.has(start)) continue
    const path = [{ name: start, next: 0 }]
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { name } = step
      if (step.next === 0) {
        found.set(name, found.size)
        lowest.set(name, found.size - 1)
        open.push(name)
      }
      const to = edges.get(name)?.[step.next++]
      if (to !== undefined) {
        if (!found.has(to)) path.push({ name: to, next: 0 })
        else if (!circles.has(to)) lower(lowest, name, found.get(to))
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above) lower(lowest, above.name, lowest.get(name))
      if (lowest.get(name) === found.get(name))
        for (const member of open.splice(open.lastIndexOf(name))) circles.set(member, found.get(name) ?? 0)
    }
  }
  return circles
}

const lower = (lowest: Map<string, number>, name: string, to = Number.POSITIVE_INFINITY): void => {
  lowest.set(name, Math.min(lowest.get(name) ?? to, to))
}

/** What a value of the type may hold in itself; an argument of a generic type is taken to be held by it. */
const heldNames = (type: TypeName): string[] => {
  const shape = shapeOf(type)
  if (shape.kind === 'nullable') return heldNames(shape.of)
  if (shape.kind !== 'named') return []
  return [shape.args.length > 0 ? `${shape.name}\`${shape.args.length}` : shape.name, ...shape.args.flatMap(heldNames)]
}
