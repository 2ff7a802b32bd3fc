import { maxIdLength, type UsageEvent } from '../ledger/usage-event'
import { decimalText } from './decimal-text'
import { Fault, type RejectionCode } from './import-format'

/** Every text of an event, not only its id: longer is refused here, so that no batch ever carries it. */
export const longestText = maxIdLength

/** What a row or an event says, before it is believed. Empty text and null are the same as nothing. */
export interface RawEvent {
  readonly source: unknown
  readonly id: unknown
  readonly account: unknown
  readonly customer?: unknown
  readonly meter: unknown
  readonly occurredAt: number | undefined
  readonly quantity: unknown
  readonly unit?: unknown
  readonly count?: unknown
  readonly direction?: unknown
  readonly resolution?: unknown
  readonly product?: unknown
  readonly wallet?: unknown
  readonly price?: unknown
  readonly currency?: unknown
  readonly data?: Readonly<Record<string, unknown>>
}

/** What fields are called in the form that is being read, for messages that the sender understands. */
export type FieldNames = Partial<Record<keyof RawEvent, string>>

const texts = [
  'source',
  'id',
  'account',
  'meter',
  'customer',
  'unit',
  'direction',
  'resolution',
  'product',
  'wallet',
  'currency',
] as const
const required = new Set<string>(['source', 'id', 'account', 'meter'])

/** The event, or the first thing about it that cannot be taken. Which accounts, meters, products and words exist is the ledger's to say. */
export function usageEvent(raw: RawEvent, names: FieldNames = {}): UsageEvent | Fault {
  const id = typeof raw.id === 'string' && raw.id.length <= longestText ? raw.id : undefined
  const fault = (code: RejectionCode, message: string) => new Fault(code, message, id)
  const event: Record<string, unknown> = {}

  for (const field of texts) {
    const value = raw[field]
    const name = names[field] ?? field
    if (value === undefined || value === null || value === '') {
      if (required.has(field)) return fault('MissingField', `${name} is missing.`)
      continue
    }
    if (typeof value !== 'string') return fault('InvalidField', `${name} is not text: ${shown(value)}.`)
    if (value.length > longestText)
      return fault('FieldTooLong', `${name} has ${value.length} characters; ${longestText} is the most.`)
    if (hasControl(value)) return fault('InvalidField', `${name} holds a control character: ${shown(value)}.`)
    event[field] = value
  }
  if (raw.occurredAt === undefined)
    return fault('InvalidTime', `${names.occurredAt ?? 'occurredAt'} is missing or not a time that exists.`)
  event.occurredAt = raw.occurredAt

  const quantity = decimalText(raw.quantity)
  if (quantity === undefined) return fault('InvalidQuantity', notDecimal(names.quantity ?? 'quantity', raw.quantity))
  event.quantity = quantity
  if (raw.price !== undefined && raw.price !== null && raw.price !== '') {
    const price = decimalText(raw.price)
    if (price === undefined) return fault('InvalidField', notDecimal(names.price ?? 'price', raw.price))
    event.price = price
  }
  if (raw.count !== undefined && raw.count !== null && raw.count !== '') {
    const count = decimalText(raw.count)
    if (!count || !Number.isSafeInteger(Number(count)))
      return fault('InvalidField', `${names.count ?? 'count'} is ${shown(raw.count)}; expected a whole number.`)
    event.count = Number(count)
  }
  if (raw.data && Object.keys(raw.data).length > 0) event.data = raw.data
  return event as unknown as UsageEvent
}

const notDecimal = (name: string, value: unknown) =>
  value === undefined || value === null || value === ''
    ? `${name} is missing.`
    : `${name} is ${shown(value)}; expected a plain decimal such as "246" or "0.0085", as text where a number would lose digits.`

export const shown = (value: unknown) => {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? 'a list'
        : typeof value === 'object'
          ? 'an object'
          : String(value)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

export function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32 || text.charCodeAt(i) === 127) return true
  return false
}
