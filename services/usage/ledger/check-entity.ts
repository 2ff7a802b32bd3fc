import { accountStatuses, type CatalogEntity, type EntityKind, organizationStatuses } from './entities'
import { canonicalPrice } from './money'
import { isText } from './texts'

/** What is wrong with one member of an entity; undefined where nothing is. */
export interface EntityFault {
  readonly code: string
  readonly fieldName: string
  readonly message: string
}

type Check = (value: unknown) => string | undefined

const text =
  (max: number): Check =>
  (value) =>
    isText(value, max) ? undefined : `is a text of 1 to ${max} characters without NUL`
const words =
  (max: number): Check =>
  (value) =>
    value === '' ? undefined : text(max)(value)
const form =
  (pattern: RegExp, said: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : `is ${said}`
const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string) ? undefined : `is one of ${values.join(', ')}`
const instant: Check = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? undefined : 'is a whole number of milliseconds UTC'
const price: Check = (value) => {
  const canonical = typeof value === 'string' ? canonicalPrice(value) : undefined
  return canonical === undefined || canonical.startsWith('-') || canonical.length > 24
    ? 'is a decimal text from 0 with at most 9 decimals'
    : undefined
}
const balance: Check = (value) =>
  typeof value === 'string' && value.length <= 40 && canonicalPrice(value) !== undefined
    ? undefined
    : 'is a decimal text with at most 9 decimals'
const timeZone: Check = (value) => {
  if (value === '') return undefined
  try {
    new Intl.DateTimeFormat('en', { timeZone: value as string })
    return typeof value === 'string' ? undefined : 'is an IANA time zone'
  } catch {
    return 'is an IANA time zone such as Europe/Paris'
  }
}
const codes: Check = (value) =>
  Array.isArray(value) && value.length <= 1000 && value.every((code) => isText(code, 128)) && new Set(value).size === value.length
    ? undefined
    : 'is a list of at most 1000 different texts of 1 to 128 characters'

const accountKey = form(/^[0-9a-f]{24}$/, '24 hexadecimal digits in lower case')
const currency = form(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)')
const organization = form(/^o-[\x21-\x7e]{1,126}$/, '"o-" and up to 126 printable characters without spaces')

/** `!` marks members that a new entity cannot do without. */
const members: Readonly<Record<EntityKind, Readonly<Record<string, Check>>>> = {
  organization: {
    'id!': organization,
    'name!': text(256),
    parent: organization,
    'currency!': currency,
    timeZone,
    status: oneOf(organizationStatuses),
  },
  account: {
    'key!': accountKey,
    sid: form(/^AC[0-9a-f]{32}$/, '"AC" and 32 hexadecimal digits in lower case'),
    'organization!': organization,
    parent: accountKey,
    'name!': text(256),
    companyName: words(256),
    status: oneOf(accountStatuses),
    currency,
    externalCodes: codes,
  },
  customer: { 'id!': text(128), 'account!': accountKey, parent: text(128), 'name!': text(256), referenceId: words(256) },
  product: {
    'code!': text(128),
    aggregate: text(128),
    'name!': text(256),
    family: words(64),
    unitOfMeasure: words(64),
    chargeType: words(64),
  },
  rate: {
    'id!': text(128),
    'meter!': text(64),
    product: text(128),
    account: accountKey,
    organization,
    'currency!': currency,
    'unitPrice!': price,
    validFrom: instant,
    validTo: instant,
  },
  wallet: { 'account!': accountKey, 'name!': text(128), product: text(128), currency, balance },
}

export const entityKinds = Object.keys(members) as readonly EntityKind[]

/** The first fault of an entity's own words; what it refers to is the store's business. */
export const entityFault = (entity: CatalogEntity): EntityFault | undefined => {
  if (typeof entity !== 'object' || entity === null || !entityKinds.includes(entity.kind))
    return { code: 'UnknownKind', fieldName: 'kind', message: `kind is one of ${entityKinds.join(', ')}.` }
  const checks = Object.entries(members[entity.kind])
  const given = entity as unknown as Readonly<Record<string, unknown>>
  for (const [marked, check] of checks) {
    const name = marked.replace('!', '')
    const value = given[name]
    if (value === undefined || value === null) {
      if (marked !== name) return { code: 'NotEmpty', fieldName: name, message: `${name} of a ${entity.kind} is required.` }
      continue
    }
    const fault = check(value)
    if (fault) return { code: 'InvalidValue', fieldName: name, message: `${name} of a ${entity.kind} ${fault}.` }
  }
  const known = new Set(['kind', ...checks.map(([marked]) => marked.replace('!', ''))])
  const unknown = Object.keys(given).find((name) => !known.has(name) && given[name] !== undefined)
  if (unknown !== undefined) {
    const message = `A ${entity.kind} has no member ${unknown.slice(0, 64)}. It has ${[...known].join(', ')}.`
    return { code: 'UnknownMember', fieldName: unknown.slice(0, 64), message }
  }
  return entity.kind === 'rate' ? rateFault(given) : undefined
}

const rateFault = ({ account, organization, validFrom, validTo }: Readonly<Record<string, unknown>>): EntityFault | undefined => {
  if (account && organization)
    return {
      code: 'InvalidScope',
      fieldName: 'organization',
      message: 'A rate is for an account or for an organization, not for both.',
    }
  if (typeof validFrom === 'number' && typeof validTo === 'number' && validTo <= validFrom)
    return { code: 'InvalidRange', fieldName: 'validTo', message: 'validTo is exclusive and lies after validFrom.' }
  return undefined
}
