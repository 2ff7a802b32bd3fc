import type { MetadataType, MetadataTypeName } from '../type-metadata/model'
import { oncePer } from './metadata-index'

/** Names that no language could hold: a saved file or another host's answer must not write lines of its own into a program (M-4.5). */
const safeName = /^[\p{L}\p{N}_$.+`]+(\[,*\])*$/u

/** The same where a type is referred to, with its arguments: `Dictionary<String,List<Loan>>`. */
const safeReference = /^[\p{L}\p{N}_$.+`'<>, [\]]*$/u

export const refuseUnsafeNames = oncePer(({ types, operations }): void => {
  const names = new Set<string>()
  const references = new Set<string>()
  const refer = (type: MetadataTypeName | undefined): void => {
    if (!type) return
    references.add(type.name)
    for (const arg of type.genericArgs ?? []) references.add(arg)
  }
  const add = ({
    name,
    namespace,
    genericArgs = [],
    enumNames = [],
    properties = [],
    inherits,
    implements: implemented = [],
  }: MetadataType): void => {
    names.add(name)
    if (namespace) names.add(namespace)
    for (const each of genericArgs) names.add(each)
    for (const each of enumNames) names.add(each)
    refer(inherits)
    implemented.forEach(refer)
    for (const property of properties) {
      names.add(property.name)
      references.add(property.type)
      for (const arg of property.genericArgs ?? []) references.add(arg)
    }
  }
  types.forEach(add)
  for (const { request, response, returnType, method } of operations) {
    add(request)
    if (response) add(response)
    refer(returnType)
    references.add(method)
  }
  const unsafe = [
    ...[...names].filter((name) => !safeName.test(name)),
    ...[...references].filter((name) => !safeReference.test(name)),
  ]
  if (unsafe.length > 0)
    throw new Error(
      `The metadata has names that are none: ${unsafe
        .slice(0, 5)
        .map((name) => JSON.stringify(name))
        .join(', ')}`,
    )
})
