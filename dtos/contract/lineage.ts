import { exposedProperties, validatedProperties } from './evidence'
import { isListFactory } from './list-of'
import { isReturnsFactory } from './returns'
import { type ClassSaid, hasSaid } from './said'

/** The class, then its ancestors, without the classes that `Returns` and `ListOf` made. */
export function ancestors(target: Function): Function[] {
  const line: Function[] = []
  for (let at: Function | null = target; at && at !== Function.prototype; at = Object.getPrototypeOf(at))
    if (!isReturnsFactory(at) && !isListFactory(at)) line.push(at)
  return line
}

/** Whether the class itself says anything to us or to class-validator. */
export const speaks = (target: Function) => hasSaid(target) || validatedProperties(target).size > 0

/** In the order of the class, whichever family of decorators named a property first. */
export function ownProperties(target: Function, words: ClassSaid): string[] {
  const validated = validatedProperties(target)
  const places: { name: string; place: number; late: number }[] = []
  for (const [name, place] of validated)
    places.push({ name, place: Math.min(place, words.members.get(name)?.after ?? place), late: 1 })
  for (const [name, { after }] of words.members) if (!validated.has(name)) places.push({ name, place: after, late: 0 })
  places.sort((a, b) => a.place - b.place || a.late - b.late)
  const names = places.map(({ name }) => name)
  return [
    ...names,
    ...exposedProperties(target).filter(
      (name) => !names.includes(name) && Object.hasOwn(target.prototype, name) === false && isOwnExposed(target, name),
    ),
  ]
}
/** class-transformer lists inherited names too; those belong to the base's own model. */
const isOwnExposed = (target: Function, name: string) =>
  ancestors(target)
    .slice(1)
    .every((ancestor) => !exposedProperties(ancestor).includes(name))
