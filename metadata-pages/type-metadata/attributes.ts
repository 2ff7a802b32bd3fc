import type { ApiMemberWords, Member, MessageType, ServiceStackRule, TypeRule } from '../../dtos/contract'
import type { MetadataAttribute, MetadataPropertyType } from './model'

type Value = string | number | boolean

const arg = (name: string, value: Value): MetadataPropertyType => {
  const type = typeof value === 'string' ? 'String' : typeof value === 'boolean' ? 'Boolean' : 'Int32'
  return { name, type, namespace: 'System', ...(type === 'String' ? {} : { isValueType: true }), value: String(value) }
}

const attribute = (name: string, args: readonly (readonly [string, Value | undefined])[]): MetadataAttribute => ({
  name,
  args: args.flatMap(([key, value]) => (value === undefined || value === '' || value === false ? [] : [arg(key, value)])),
})

/** What stands above a message or a type: `Api`, then its type rules (M-4.12). */
export const typeAttributes = ({ api, typeRules }: MessageType): MetadataAttribute[] => [
  ...(api ? [apiAttribute(api)] : []),
  ...typeRules.flatMap((rule) => {
    const validator = typeRuleText(rule)
    return validator
      ? [
          attribute('ValidateRequest', [
            ['Validator', validator],
            ['ErrorCode', rule.errorCode],
            ['Message', rule.message],
            ['StatusCode', rule.status],
          ]),
        ]
      : []
  }),
]

const apiAttribute = ({ bodyParameter, description, isRequired }: NonNullable<MessageType['api']>): MetadataAttribute => {
  const { name, args = [] } = attribute('Api', [
    ['BodyParameter', bodyParameter],
    ['Description', description],
    ['IsRequired', isRequired],
  ])
  // The reference marks the description itself as required (golden/seeds), which is no argument of the attribute.
  return { name, args: args.map((each) => (each.name === 'Description' ? { ...each, isRequired: true } : each)) }
}

/** Texts of type rules stand between back-ticks (M-4.12). A condition is code of ours and is not told. */
const typeRuleText = ({ name, args }: TypeRule): string | undefined => {
  const words = args.map((word) => `\`${word}\``)
  const single: Readonly<Partial<Record<TypeRule['name'], string>>> = { HasRoles: 'HasRole', HasPermissions: 'HasPermission' }
  if (name === 'Condition') return undefined
  if (words.length === 0) return name
  return words.length === 1 && single[name]
    ? `${single[name]}(${words[0]})`
    : `${name}([${words.join(',')}])`.replace(/\(\[([^,]*)\]\)$/, '($1)')
}

/** What stands above a member: `ApiMember`, then ServiceStack's rules; class-validator's stay in the program (design 2). */
export const memberAttributes = ({ apiMember, rules }: Member): MetadataAttribute[] => [
  ...(apiMember ? [apiMemberAttribute(apiMember)] : []),
  ...rules.flatMap((rule) => (rule.family === 'serviceStack' ? (ruleAttribute(rule) ?? []) : [])),
]

const apiMemberAttribute = ({
  dataType,
  description,
  format,
  isOptional,
  isRequired,
  name,
  parameterType,
}: ApiMemberWords): MetadataAttribute =>
  attribute('ApiMember', [
    ['DataType', dataType],
    ['Description', description],
    ['Format', format],
    ['IsOptional', isOptional],
    ['IsRequired', isRequired],
    ['Name', name],
    ['ParameterType', parameterType],
  ])

const ruleAttribute = (rule: ServiceStackRule): MetadataAttribute[] | undefined => {
  const validator = ruleText(rule)
  return validator
    ? [
        attribute('Validate', [
          ['Validator', validator],
          ['ErrorCode', rule.errorCode],
          ['Message', rule.message],
        ]),
      ]
    : undefined
}

/** `Length(2,40)`; texts stand between prime characters (M-4.12). Functions and enums as arguments are not told. */
const ruleText = ({ name, args }: ServiceStackRule): string | undefined => {
  if (name === 'Predicate' || name === 'Enum') return undefined
  const words = args.map((word) =>
    word instanceof RegExp ? `′${word.source}′` : typeof word === 'string' ? `′${word}′` : String(word),
  )
  return words.length > 0 ? `${name}(${words.join(',')})` : name
}
