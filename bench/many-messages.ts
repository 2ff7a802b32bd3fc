import type { MetadataPropertyType, MetadataType, MetadataTypes } from '../metadata-pages'

const namespace = 'Many.Messages'
const member = (name: string, type: string, more: Partial<MetadataPropertyType> = {}): MetadataPropertyType => ({
  name,
  type,
  namespace: /^(String|Int32|Int64|DateTime|Decimal|Boolean|Nullable|List|Dictionary)/.test(type) ? 'System' : namespace,
  ...more,
})
const value = { isValueType: true }

/**
 * The type metadata of a service as large as asked for, made as those of real ones are: a request and a response a message, items with a base that
 * several messages share, an enum and a generic page now and then, inner types, routes, descriptions and data contracts.
 */
export const manyMessages = (count: number): MetadataTypes => {
  const numbers = Array.from({ length: count }, (_, at) => at)
  const every = (step: number, make: (at: number) => MetadataType[]): MetadataType[] =>
    numbers.filter((at) => at % step === 0).flatMap(make)
  const base = (at: number): string => `Base${at - (at % 20)}`
  const item = (at: number): string => `Item${at - (at % 2)}`
  const state = (at: number): string => `State${at - (at % 5)}`
  const page = (at: number): string => `Page${at - (at % 10)}\`1`
  const types: MetadataType[] = [
    ...every(20, (at) => [
      {
        name: base(at),
        namespace,
        isAbstract: true,
        implements: [],
        description: 'What every record has.',
        ...(at % 60 > 0 ? { inherits: { name: base(at - 20), namespace } } : {}),
        properties: [member(`Id${at}`, 'Int64', { ...value, isPrimaryKey: true }), member(`CreatedAt${at}`, 'DateTime', value)],
      },
    ]),
    ...every(5, (at) => [
      {
        name: state(at),
        namespace,
        isEnum: true,
        enumNames: ['Open', 'Late', 'Closed'],
        ...(at % 2 ? { isEnumInt: true, enumValues: ['1', '2', '4'] } : {}),
      },
    ]),
    ...every(2, (at) => [
      {
        name: item(at),
        namespace,
        implements: [],
        inherits: { name: base(at), namespace },
        innerTypes: [{ name: `Part${at}`, namespace }],
        properties: [
          member('Title', 'String', { description: 'As it is printed on the shelf.' }),
          member('State', state(at), { ...value, isEnum: true }),
          member('Price', 'Nullable`1', { ...value, genericArgs: ['Decimal'] }),
          member('Parts', 'List`1', { genericArgs: [`Part${at}`] }),
          member('ByLanguage', 'Dictionary`2', { genericArgs: ['String', `List<Part${at}>`] }),
        ],
      },
      {
        name: `Part${at}`,
        namespace,
        implements: [],
        isNested: true,
        properties: [member('Name', 'String', { isRequired: true }), member('Weight', 'Double', value)],
      },
    ]),
    ...every(10, (at) => [
      {
        name: page(at),
        namespace,
        implements: [],
        isGenericTypeDef: true,
        genericArgs: ['T'],
        properties: [member('Results', 'List`1', { genericArgs: ['T'] }), member('Total', 'Int32', value)],
      },
    ]),
  ]
  const operations = numbers.map((at): MetadataTypes['operations'][number] => {
    const response = `Message${at}Response`
    return {
      actions: ['ANY'],
      method: at % 3 === 0 ? 'GET' : 'POST',
      routes: [{ path: `/messages/${at}/{Branch}`, verbs: at % 3 === 0 ? 'GET' : 'POST' }],
      tags: [`tag${at % 7}`],
      returnType: { name: response, namespace },
      request: {
        name: `Message${at}`,
        namespace,
        description: `What message ${at} asks for.`,
        implements: [{ name: at % 3 === 0 ? 'IGet' : 'IPost', namespace: 'ServiceStack' }],
        properties: [
          member('Branch', 'String', {
            isRequired: true,
            attributes: [{ name: 'ApiMember', args: [{ name: 'IsRequired', type: 'Boolean', value: 'true' }] }],
          }),
          member('From', 'Nullable`1', { ...value, genericArgs: ['DateTime'] }),
          member('States', 'List`1', { genericArgs: [state(at)] }),
          member('Max', 'Int32', value),
          member('IsExact', 'Boolean', value),
        ],
      },
      response: {
        name: response,
        namespace,
        implements: [],
        dataContract: {},
        properties: [
          member('Page', page(at), { genericArgs: [item(at)], dataMember: { order: 1 } }),
          member('First', item(at), { dataMember: { order: 2 } }),
          member('ResponseStatus', 'ResponseStatus', { namespace: 'ServiceStack', dataMember: { order: 3 } }),
        ],
      },
    }
  })
  return { namespaces: [namespace], types, operations }
}
