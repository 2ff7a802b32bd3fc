import type {
  MetadataAttribute,
  MetadataDataMember,
  MetadataPropertyType,
  MetadataRoute,
  MetadataType,
} from '../type-metadata/model'
import type { LanguageOptions } from './language-options'

/** How a language of .NET writes what stands above a type or a member. */
export interface DotNetAttributeStyle {
  /** `[Name]`, `[<Name>]`, `<Name>`. */
  readonly open: string
  readonly close: string
  /** Between an argument's name and its value. */
  readonly assign: string
  readonly quoted: (text: string) => string
  /** `typeof(Ns.Owner)`, from the full name. */
  readonly typeOf: (name: string, options: LanguageOptions) => string
  /** `int.MaxValue` of a number at its end. */
  readonly limits: Readonly<Record<string, string>>
  /** The validator of a rule stands without its name (M-9.8). */
  readonly bareValidator: boolean
}

const numbers = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/

const valueText = (
  { type, value = '', isEnum }: MetadataPropertyType,
  style: DotNetAttributeStyle,
  options: LanguageOptions,
): string => {
  if (type === 'Type') return style.typeOf(value.replace(/^typeof\((.*)\)$/, '$1').replace(/[^\p{L}\p{N}_.+]/gu, ''), options)
  if (type === 'Boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase()
  if (numbers.test(value) && type !== 'String') return style.limits[value] ?? value
  return isEnum && /^[\p{L}\p{N}_.]+$/u.test(value) ? value : style.quoted(value)
}

const line = ({ open, close }: DotNetAttributeStyle, name: string, words: readonly string[]): string =>
  `${open}${name}${words.length > 0 ? `(${words.join(', ')})` : ''}${close}`

/** `[ApiMember(Description="…", IsRequired=true)]` (M-4.13). */
export const attributeLine = (
  { name, constructorArgs = [], args = [] }: MetadataAttribute,
  style: DotNetAttributeStyle,
  options: LanguageOptions,
): string => {
  const isPositional = constructorArgs.length > args.length
  const words = (isPositional ? constructorArgs : args).map((each) => {
    const text = valueText(each, style, options)
    const isBare = isPositional || (style.bareValidator && /^Validate(Request)?$/.test(name) && each.name === 'Validator')
    return isBare ? text : `${each.name}${style.assign}${text}`
  })
  return line(style, name, words)
}

export const routeLine = ({ path, verbs }: MetadataRoute, style: DotNetAttributeStyle): string =>
  line(style, 'Route', [path, ...(verbs ? [verbs] : [])].map(style.quoted))

/** `[Description("…")]` where descriptions are no comments (M-9.3). */
export const descriptionLine = (text: string, style: DotNetAttributeStyle): string =>
  line(style, 'Description', [style.quoted(text)])

export const dataContractLine = (
  { dataContract, isInterface }: MetadataType,
  style: DotNetAttributeStyle,
  options: LanguageOptions,
): string[] => {
  if (isInterface || (!dataContract && !options.AddDataContractAttributes)) return []
  const { name, namespace } = dataContract ?? {}
  const words = [
    ...(name ? [`Name${style.assign}${style.quoted(name)}`] : []),
    ...(namespace ? [`Namespace${style.assign}${style.quoted(namespace)}`] : []),
  ]
  return [line(style, 'DataContract', words)]
}

/** `position` counts from 1 (M-4.15). */
export const dataMemberLine = (
  member: MetadataDataMember | undefined,
  position: number,
  style: DotNetAttributeStyle,
  options: LanguageOptions,
): string[] => {
  if (!member && !options.AddDataContractAttributes) return []
  const { name, order = options.AddIndexesToDataMembers ? position : undefined, isRequired, emitDefaultValue } = member ?? {}
  const words = [
    ...(name ? [`Name${style.assign}${style.quoted(name)}`] : []),
    ...(order === undefined ? [] : [`Order${style.assign}${order}`]),
    ...(isRequired ? [`IsRequired${style.assign}true`] : []),
    ...(emitDefaultValue === false ? [`EmitDefaultValue${style.assign}false`] : []),
  ]
  return [line(style, 'DataMember', words)]
}

/** `[EnumMember(Value="lower-case")]` (M-9.6). */
export const enumMemberLine = (value: string, style: DotNetAttributeStyle): string =>
  line(style, 'EnumMember', [`Value${style.assign}${style.quoted(value)}`])

export const generatedCodeLine = (style: DotNetAttributeStyle, options: LanguageOptions): string[] =>
  options.AddGeneratedCodeAttributes
    ? [line(style, 'GeneratedCode', ['AddServiceStackReference', '10.15'].map(style.quoted))]
    : []
