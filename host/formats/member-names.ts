import type { NameStyle } from '../../dtos/contract/format'
import type { Member } from '../../dtos/contract/message-type'
import { camelCase, pascalCase } from '../../dtos/contract/names'

const styles: Readonly<Record<NameStyle, (declared: string) => string>> = {
  camelCase,
  pascalCase,
  snakeCase: (declared) => camelCase(declared).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  declared: (declared) => declared,
}

/** The names of members in a style; one that the class gave for the wire stays as it is. */
export function nameWriter(style: NameStyle | undefined): (member: Member) => string {
  if (style === undefined) return (member) => member.wireName
  return ({ declaredName, wireName }) => (wireName === camelCase(declaredName) ? styles[style](declaredName) : wireName)
}
