import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'

/*
 * Types of the wire contract that no catalog lists (M-5.20): clients expect them, so a language without a client library prints those that are
 * referred to, and the others leave them to the library (M-6.16).
 */
const text = (name: string, order?: number, more: Partial<MetadataPropertyType> = {}): MetadataPropertyType => ({
  name,
  type: 'String',
  namespace: 'System',
  ...(order ? { dataMember: { order } } : {}),
  ...more,
})
const typed = (
  name: string,
  type: string,
  genericArgs: readonly string[] | undefined,
  order?: number,
  more: Partial<MetadataPropertyType> = {},
): MetadataPropertyType => ({
  name,
  type,
  namespace: type.startsWith('Response') ? 'ServiceStack' : 'System',
  ...(genericArgs ? { genericArgs } : {}),
  ...(order ? { dataMember: { order } } : {}),
  ...more,
})
const number = (name: string, order?: number): MetadataPropertyType =>
  typed(name, 'Int32', undefined, order, { isValueType: true })
const maybeNumber = (name: string, order: number): MetadataPropertyType =>
  typed(name, 'Nullable`1', ['Int32'], order, { isValueType: true })
const meta = (order: number): MetadataPropertyType => typed('Meta', 'Dictionary`2', ['String', 'String'], order)
const status = (order: number): MetadataPropertyType => typed('ResponseStatus', 'ResponseStatus', undefined, order)
const date = (name: string, order: number): MetadataPropertyType =>
  typed(name, 'DateTime', undefined, order, { isValueType: true })
const required = { isRequired: true }
const mustBe = { ...required, attributes: [{ name: 'Required' }] }

const product = (type: Omit<MetadataType, 'namespace'>): MetadataType => ({ namespace: 'ServiceStack', implements: [], ...type })
const contract = (name: string, properties: readonly MetadataPropertyType[], more: Partial<MetadataType> = {}): MetadataType =>
  product({ name, dataContract: {}, properties, ...more })
const marker = (name: string, properties?: readonly MetadataPropertyType[]): MetadataType =>
  product({ name, isInterface: true, isAbstract: true, ...(properties ? { properties } : {}) })
const generic = (name: string, genericArgs: readonly string[], more: Partial<MetadataType> = {}): MetadataType =>
  product({ name, genericArgs, isGenericTypeDef: true, ...more })

const hasMeta = { implements: [{ name: 'IMeta', namespace: 'ServiceStack', genericArgs: [] }] }
const queryBase = { name: 'QueryBase', namespace: 'ServiceStack' }

export const productTypes: readonly MetadataType[] = [
  generic('IReturn`1', ['T'], { isInterface: true }),
  marker('IReturnVoid'),
  ...['IGet', 'IPost', 'IPut', 'IDelete', 'IPatch', 'IOptions'].map((name) => marker(name)),
  marker('IHasSessionId', [text('SessionId')]),
  marker('IHasBearerToken', [text('BearerToken')]),
  marker('IHasVersion', [number('Version')]),
  marker('IMeta', [typed('Meta', 'Dictionary`2', ['String', 'String'])]),
  ...['ICreateDb`1', 'IUpdateDb`1', 'IPatchDb`1', 'IDeleteDb`1', 'ISaveDb`1'].map((name) =>
    generic(name, ['Table'], { isInterface: true }),
  ),
  contract(
    'ResponseError',
    [text('ErrorCode', 1, required), text('FieldName', 2, required), text('Message', 3, required), meta(4)],
    hasMeta,
  ),
  contract(
    'ResponseStatus',
    [
      text('ErrorCode', 1, required),
      text('Message', 2),
      text('StackTrace', 3),
      typed('Errors', 'List`1', ['ResponseError'], 4),
      meta(5),
    ],
    hasMeta,
  ),
  contract(
    'QueryBase',
    [
      maybeNumber('Skip', 1),
      maybeNumber('Take', 2),
      text('OrderBy', 3),
      text('OrderByDesc', 4),
      text('Include', 5),
      text('Fields', 6),
      meta(7),
    ],
    { isAbstract: true },
  ),
  generic('QueryDb`1', ['T'], { inherits: queryBase, isAbstract: true }),
  generic('QueryDb`2', ['From', 'Into'], { inherits: queryBase, isAbstract: true }),
  generic('QueryData`1', ['T'], { inherits: queryBase, isAbstract: true }),
  generic('QueryData`2', ['From', 'Into'], { inherits: queryBase, isAbstract: true }),
  contract(
    'QueryResponse`1',
    [number('Offset', 1), number('Total', 2), typed('Results', 'List`1', ['T'], 3, required), meta(4), status(5)],
    {
      genericArgs: ['T'],
      isGenericTypeDef: true,
    },
  ),
  contract(
    'AuditBase',
    [
      date('CreatedDate', 1),
      text('CreatedBy', 2, mustBe),
      date('ModifiedDate', 3),
      text('ModifiedBy', 4, mustBe),
      typed('DeletedDate', 'Nullable`1', ['DateTime'], 5, { isValueType: true }),
      text('DeletedBy', 6),
    ],
    { isAbstract: true },
  ),
  contract('EmptyResponse', [status(1)]),
  contract('IdResponse', [text('Id', 1, required), status(2)]),
  contract('StringResponse', [text('Result', 1, required), meta(2), status(3)]),
  contract('StringsResponse', [typed('Results', 'List`1', ['String'], 1, required), meta(2), status(3)]),
  {
    name: 'KeyValuePair`2',
    namespace: 'System.Collections.Generic',
    genericArgs: ['TKey', 'TValue'],
    implements: [],
    isGenericTypeDef: true,
    properties: [
      { name: 'Key', type: 'TKey', namespace: 'System', ...required },
      { name: 'Value', type: 'TValue', namespace: 'System', ...required },
    ],
  },
]

export const productTypesByName: ReadonlyMap<string, MetadataType> = new Map(productTypes.map((type) => [type.name, type]))

/** Interfaces that say how a message is called; a request that has one prints it among its bases (M-6.15). */
export const isMarker = (name: string): boolean => productTypesByName.get(name)?.isInterface === true

/** What the client libraries of Python, PHP and Dart define themselves (M-6.16). */
export const clientLibraryTypes: ReadonlySet<string> = new Set([
  ...productTypes.map((type) => type.name),
  ...[1, 2, 3, 4].map((arity) => `Tuple\`${arity}`),
  'ErrorResponse',
  'Authenticate',
  'AuthenticateResponse',
  'Register',
  'RegisterResponse',
  'AssignRoles',
  'AssignRolesResponse',
  'UnAssignRoles',
  'UnAssignRolesResponse',
  'CancelRequest',
  'CancelRequestResponse',
  'UpdateEventSubscriber',
  'UpdateEventSubscriberResponse',
  'GetEventSubscribers',
  'GetApiKeys',
  'GetApiKeysResponse',
  'RegenerateApiKeys',
  'RegenerateApiKeysResponse',
  'UserApiKey',
  'ConvertSessionToToken',
  'ConvertSessionToTokenResponse',
  'GetAccessToken',
  'GetAccessTokenResponse',
  'NavItem',
  'GetNavItems',
  'GetNavItemsResponse',
  'MetadataApp',
  'GetFile',
  'FileContent',
  'StreamFiles',
  'StreamServerEvents',
  'StreamServerEventsResponse',
])
