import type { MetadataOperationType, MetadataType } from '../type-metadata/model'
import { oncePer } from './metadata-index'
import { isMarker, productTypesByName } from './product-types'
import { namesIn, type TypeName, typeName } from './type-name'

/** The catalog's plain types, with the product types that are referred to where a walk from the messages meets them first (M-5.20). */
export const withProductTypes = oncePer((metadata): readonly MetadataType[] => {
  const own = new Map([...metadata.types].reverse().map((type) => [type.name, type]))
  const requests = metadata.operations.map((operation) => operation.request)
  const responses = metadata.operations.flatMap((operation) => operation.response ?? [])
  const named = new Map([...responses, ...requests].map((type) => [type.name, type]))
  const met: MetadataType[] = []
  const seen = new Set<string>()
  const walked = new Set<TypeName>()
  const queue: MetadataType[] = [...requests, ...metadata.operations.flatMap(returned)]
  const visit = (name: string): void => {
    if (seen.has(name) || isMarker(name)) return
    seen.add(name)
    const type = own.get(name) ?? productTypesByName.get(name) ?? named.get(name)
    if (!type) return
    met.push(type)
    queue.push(type)
  }
  const visitHeld = (held: TypeName): void => {
    if (walked.has(held)) return
    walked.add(held)
    namesIn(held).forEach(visit)
  }
  let at = 0
  const walk = (): void => {
    for (; at < queue.length; at++) {
      const type = queue[at]
      if (!type) continue
      for (const property of type.properties ?? []) visitHeld(typeName(property.type, property.genericArgs))
      if (type.inherits) for (const name of namesIn(typeName(type.inherits.name, type.inherits.genericArgs))) visit(name)
      // A marker that names a table (`ICreateDb<Booking>`) leads to the table.
      for (const { name, genericArgs } of type.implements ?? []) namesIn(typeName(name, genericArgs)).forEach(visit)
      visit(type.name)
    }
  }
  walk()
  // Types that no message leads to, such as those that are told of for their base alone.
  for (const type of metadata.types) {
    visit(type.name)
    walk()
  }
  const products = met.filter((type) => !own.has(type.name) && productTypesByName.has(type.name))
  const result = [...metadata.types]
  const answers = new Set(responses.map(({ name }) => name))
  for (const type of products) {
    // What a generic response holds is collected with it, where it is a response itself.
    const held = new Set(
      metadata.operations
        .filter(({ returnType, response }) => returnType && response?.name === type.name)
        .flatMap(({ returnType }) => namesIn(typeName('', returnType?.genericArgs))),
    )
    const following = [
      met.slice(met.indexOf(type) + 1).find((other) => own.get(other.name) === other),
      result.find((other) => held.has(other.name) && answers.has(other.name)),
    ].flatMap((other) => (other ? [result.indexOf(other)] : []))
    result.splice(following.length > 0 ? Math.min(...following) : result.length, 0, type)
  }
  return result
})

/** The response, and what a list or an array of a response holds. */
const returned = ({ response, returnType }: MetadataOperationType): MetadataType[] => {
  const held = returnType ? namesIn(typeName(returnType.name, returnType.genericArgs)) : []
  return [
    ...(response ? [response] : []),
    ...(held.length > 0 ? [{ name: '', properties: held.map((name) => ({ name, type: name })) }] : []),
  ]
}
