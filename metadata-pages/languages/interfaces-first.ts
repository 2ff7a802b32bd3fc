import type { MetadataType } from '../type-metadata/model'
import type { Program } from './program'

/** The types of a text, an interface before what implements it: some languages need it to be known there (M-6.16, chapter 27). */
export const interfacesFirst = ({ types, find, prints }: Program): MetadataType[] => {
  const order = new Set<MetadataType>()
  const add = (type: MetadataType): void => {
    for (const { name } of type.implements ?? []) {
      const base = find(name)
      if (base && prints(base) && !order.has(base) && base !== type) add(base)
    }
    order.add(type)
  }
  types.forEach((type) => void (order.has(type) || add(type)))
  return [...order]
}
