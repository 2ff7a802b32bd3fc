import { hash } from 'node:crypto'
import { directions, type Meter, type Resolution, resolutions } from './meter'
import { canonicalPrice, parseDecimal, unitDecimals } from './money'
import { canonicalJson, isText } from './texts'
import { type LedgerEvent, maxIdLength, type RejectionCode, type UsageEvent, type VoidEvent } from './usage-event'

/** Why an item cannot be taken; the batch goes on. */
export class Refusal extends Error {
  constructor(
    readonly code: RejectionCode,
    message: string,
  ) {
    super(message)
    this.name = 'Refusal'
  }
}

/** An event whose own words are in order; what they refer to is still to be looked up. */
export interface CheckedUsage {
  readonly event: UsageEvent
  readonly meter: Meter
  /** Raw units, whole. */
  readonly raw: bigint
  /** Millionths of a billed unit, after rounding. */
  readonly billed: bigint
  readonly count: bigint
  readonly direction: string
  readonly resolution: string
  readonly price?: string
  readonly currency?: string
  readonly data?: string
}

/** 9999-12-31T23:59:59.999Z */
const lastInstant = 253_402_300_799_999
const maxRaw = 10n ** 15n
/** 10^12 units: sums of millions of such events still fit 64 bits. */
const maxBilled = 10n ** 18n
const maxCount = 1_000_000_000_000
const maxDataLength = 16_384
const maxNameLength = 128

/** Identity first, so that a rejection can name the item. */
export const checkIdentity = (event: LedgerEvent): void => {
  if (typeof event !== 'object' || event === null)
    throw new Refusal('InvalidEvent', 'An event is an object with source, id, account, meter, occurredAt and quantity.')
  if (!isText(event.source, maxIdLength))
    throw new Refusal('InvalidSource', `source is a text of 1 to ${maxIdLength} characters without NUL.`)
  if (!isText(event.id, maxIdLength))
    throw new Refusal('InvalidId', `id is a text of 1 to ${maxIdLength} characters without NUL.`)
}

export const checkUsage = (event: UsageEvent, meterByCode: ReadonlyMap<string, Meter>): CheckedUsage => {
  const meter = meterByCode.get(event.meter)
  if (!meter)
    throw new Refusal('UnknownMeter', `There is no meter ${quoted(event.meter)}. Meters: ${[...meterByCode.keys()].join(', ')}.`)
  if (!isText(event.account, maxIdLength)) throw new Refusal('UnknownAccount', `There is no account ${quoted(event.account)}.`)
  if (!Number.isInteger(event.occurredAt) || event.occurredAt < 0 || event.occurredAt > lastInstant)
    throw new Refusal('InvalidTime', 'occurredAt is a whole number of milliseconds UTC from 1970 to 9999.')
  optional(event.customer, 'customer', 'UnknownCustomer')
  optional(event.product, 'product', 'UnknownProduct')
  optional(event.wallet, 'wallet', 'UnknownWallet')
  const raw = rawOf(event, meter)
  return {
    event,
    meter,
    raw,
    billed: billedOf(raw, meter),
    count: countOf(event, meter, raw),
    direction: directionOf(event, meter),
    resolution: resolutionOf(event, meter),
    ...priceOf(event),
    data: dataOf(event.data),
  }
}

export const checkVoid = (event: VoidEvent): VoidEvent => {
  const { target, account, reason } = event
  if (typeof target !== 'object' || target === null || !isText(target.source, maxIdLength) || !isText(target.id, maxIdLength))
    throw new Refusal('UnknownTarget', `A void names its target by source and id, texts of 1 to ${maxIdLength} characters.`)
  optional(account, 'account', 'UnknownAccount', maxIdLength)
  optional(reason, 'reason', 'InvalidData', 1000)
  return event
}

/** `ceil(max(raw, minimum) / increment) * increment / perUnit` in millionths; nothing used is nothing billed (usage-domain 3.2). */
export const billedOf = (raw: bigint, { rounding }: Meter): bigint => {
  if (raw === 0n) return 0n
  const [minimum, increment, perUnit] = [BigInt(rounding.minimum), BigInt(rounding.increment), BigInt(rounding.perUnit)]
  const size = raw < 0n ? -raw : raw
  const rounded = ceilDivide(size > minimum ? size : minimum, increment) * increment
  const billed = ceilDivide(rounded * 10n ** BigInt(unitDecimals), perUnit)
  if (billed > maxBilled) throw new Refusal('InvalidQuantity', 'quantity is more than 10^12 billed units.')
  return raw < 0n ? -billed : billed
}

const ceilDivide = (value: bigint, by: bigint): bigint => (value + by - 1n) / by

/** What the sender told, as the one text that all its spellings share: the same id with another hash is a conflict. */
export const hashOf = (parts: readonly (string | number | bigint | undefined)[]): Buffer =>
  hash('sha256', parts.map((part) => (part === undefined ? '' : String(part))).join('\u0000'), 'buffer')

const maxDecimals = 9

const rawOf = ({ quantity, unit }: UsageEvent, meter: Meter): bigint => {
  const value = typeof quantity === 'string' ? parseDecimal(quantity, maxDecimals) : undefined
  if (value === undefined)
    throw new Refusal(
      'InvalidQuantity',
      `quantity is a decimal text of at most ${maxDecimals} decimals such as "246", not ${quoted(quantity)}.`,
    )
  const names = Object.keys(meter.rawUnits)
  const factor =
    unit === undefined ? meter.rawUnits[names[0]!]! : Object.hasOwn(meter.rawUnits, unit) ? meter.rawUnits[unit]! : undefined
  if (factor === undefined)
    throw new Refusal('InvalidUnit', `unit of ${meter.code} is ${names.join(' or ')}, not ${quoted(unit)}.`)
  if (value < 0n && !meter.signed)
    throw new Refusal(
      'InvalidQuantity',
      `quantity is ${quantity}, but ${meter.code} takes nothing below zero. To take an event back, void it.`,
    )
  const scale = 10n ** BigInt(maxDecimals)
  const scaled = value * BigInt(factor)
  if (scaled % scale !== 0n && meter.fraction === 'refuse')
    throw new Refusal('InvalidQuantity', `quantity of ${meter.code} is a whole number of ${names[0]}, not ${quantity}.`)
  const raw = scaled < 0n ? -ceilDivide(-scaled, scale) : ceilDivide(scaled, scale)
  if (raw > maxRaw || raw < -maxRaw) throw new Refusal('InvalidQuantity', 'quantity is beyond 10^15 raw units.')
  return raw
}

const countOf = ({ count }: UsageEvent, meter: Meter, raw: bigint): bigint => {
  if (count !== undefined && (!Number.isSafeInteger(count) || count < 0 || count > maxCount))
    throw new Refusal('InvalidCount', 'count is a whole number from 0 to 10^12.')
  if (raw === 0n) return 0n
  if (count !== undefined) return BigInt(count)
  if (meter.counts === 'event') return 1n
  if (raw > BigInt(maxCount)) throw new Refusal('InvalidQuantity', `${meter.code} counts its quantity, which is at most 10^12.`)
  return raw
}

const directionOf = ({ direction }: UsageEvent, meter: Meter): string => {
  if (direction === undefined || direction === '') return meter.direction
  if (!(directions as readonly string[]).includes(direction))
    throw new Refusal('InvalidDirection', `direction is ${directions.join(', ')}, not ${quoted(direction)}.`)
  if (meter.direction !== '' && meter.direction !== direction)
    throw new Refusal('InvalidDirection', `${meter.code} is ${meter.direction}, not ${direction}.`)
  return direction
}

const resolutionOf = ({ resolution }: UsageEvent, meter: Meter): string => {
  if (resolution === undefined || resolution === '') return ''
  if (!resolutions.includes(resolution as Resolution))
    throw new Refusal('InvalidResolution', `resolution is ${resolutions.join(', ')}, not ${quoted(resolution)}.`)
  return meter.type === 'CALL' ? resolution : ''
}

const priceOf = ({ price, currency }: UsageEvent): { price?: string; currency?: string } => {
  if (currency !== undefined && (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)))
    throw new Refusal('InvalidCurrency', `currency is three capital letters (ISO 4217), not ${quoted(currency)}.`)
  if (price === undefined) return { currency }
  const canonical = typeof price === 'string' ? canonicalPrice(price) : undefined
  if (canonical === undefined || canonical.startsWith('-') || canonical.length > 24)
    throw new Refusal('InvalidPrice', `price is a decimal text from 0 with at most 9 decimals, not ${quoted(price)}.`)
  return { price: canonical, currency }
}

const dataOf = (data: unknown): string | undefined => {
  if (data === undefined || data === null) return undefined
  const text = canonicalJson(data)
  if (text === undefined) throw new Refusal('InvalidData', 'data is JSON of at most 32 levels, without NUL and half surrogates.')
  if (text.length > maxDataLength)
    throw new Refusal('InvalidData', `data has ${text.length} characters of JSON; at most ${maxDataLength}.`)
  return text
}

const optional = (value: unknown, name: string, code: RejectionCode, max = maxNameLength): void => {
  if (value !== undefined && value !== '' && !isText(value, max))
    throw new Refusal(code, `${name} is a text of at most ${max} characters without NUL.`)
}

/** What was sent, short and printable. */
export const quoted = (value: unknown): string => {
  if (typeof value !== 'string') return value === undefined ? 'nothing' : `a ${Array.isArray(value) ? 'list' : typeof value}`
  return JSON.stringify(value.length > 64 ? `${value.slice(0, 64)}…` : value)
}
