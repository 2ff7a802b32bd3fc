import type {
  MetadataAttribute,
  MetadataDataMember,
  MetadataPropertyType,
  MetadataRoute,
  MetadataType,
} from '../type-metadata/model'
import type { LanguageOptions } from './language-options'
import { quoted } from './text'

/** How a language writes the type of an argument: the last part of the name, or all of it between quotes (M-4.13). */
export type TypeOfStyle = 'lastPart' | 'quoted'

/** `ApiMember(Description="The end", IsRequired=true)`, without the language's own mark before it (M-4.13). */
export const attributeText = ({ name, constructorArgs = [], args = [] }: MetadataAttribute, style: TypeOfStyle): string => {
  const positional = constructorArgs.length > 0 && constructorArgs.length > args.length
  const words = positional
    ? constructorArgs.map((each) => valueText(each, style))
    : args.map((each) => `${each.name}=${valueText(each, style)}`)
  return `${name}(${words.join(', ')})`
}

const numbers = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

const valueText = ({ type, value = '', isEnum }: MetadataPropertyType, style: TypeOfStyle): string => {
  if (type === 'Type')
    return style === 'quoted'
      ? quoted(value)
      : value.replace(/^typeof\((?:[^)]*[.+])?([^).]+)\)$/, 'typeof($1)').replace(/[^\w().`<>,[\]]/g, '')
  if (type === 'Boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase()
  if (numbers.test(value) && type !== 'String') return value
  if (isEnum && /^[\w.]+$/.test(value)) return value
  return quoted(value)
}

/** `Route("/loans/{Branch}", "GET")` */
export const routeText = ({ path, verbs }: MetadataRoute): string =>
  `Route(${[path, ...(verbs ? [verbs] : [])].map(quoted).join(', ')})`

/** `DataContract(Name="item")`; undefined where the type has none (M-4.15). */
export const dataContractText = ({ dataContract }: MetadataType, options: LanguageOptions): string | undefined => {
  if (!dataContract) return options.AddDataContractAttributes ? 'DataContract()' : undefined
  const words = [
    ...(dataContract.name ? [`Name=${quoted(dataContract.name)}`] : []),
    ...(dataContract.namespace ? [`Namespace=${quoted(dataContract.namespace)}`] : []),
  ]
  return words.length > 0 ? `DataContract(${words.join(', ')})` : 'DataContract'
}

/** `DataMember(Name="href", Order=1)` (M-4.15); `position` counts from 1. */
export const dataMemberText = (
  member: MetadataDataMember | undefined,
  position: number,
  options: LanguageOptions,
): string | undefined => {
  if (!member) {
    if (!options.AddDataContractAttributes) return undefined
    return options.AddIndexesToDataMembers ? `DataMember(Order=${position})` : 'DataMember()'
  }
  const order = member.order ?? (options.AddIndexesToDataMembers ? position : undefined)
  const words = [
    ...(member.name ? [`Name=${quoted(member.name)}`] : []),
    ...(order === undefined ? [] : [`Order=${order}`]),
    ...(member.isRequired ? ['IsRequired=true'] : []),
    ...(member.emitDefaultValue === false ? ['EmitDefaultValue=false'] : []),
  ]
  return words.length > 0 ? `DataMember(${words.join(', ')})` : 'DataMember'
}
