import { categoryByCode } from './categories'

export const talkdeskTypes = [
  'AMD',
  'API_REQUEST',
  'CALL',
  'CALL_SERVICE',
  'CREDIT_COMMIT',
  'DIALER',
  'MESSAGE',
  'NUMBER',
  'PRODUCT_SERVICE',
  'RECHARGE',
  'SPEECH_TRANSCRIPTION',
  'VOICEMAIL_TRANSCRIPTION',
  'OTHER',
] as const
export type TalkdeskType = (typeof talkdeskTypes)[number]

export const billedUnits = [
  'CHARS',
  'CONVERSATIONS',
  'GB',
  'MINUTES',
  'NUMBERS',
  'PAGES',
  'REQUESTS',
  'SECONDS',
  'SEGMENTS',
  'SESSIONS',
  'OTHER',
] as const
export type BilledUnit = (typeof billedUnits)[number]

export const directions = ['INBOUND', 'OUTBOUND', 'OTHER'] as const
export type Direction = (typeof directions)[number]

export const resolutions = ['ABANDONED', 'ANSWERED', 'MACHINE', 'MISSED', 'VOICEMAIL', 'OTHER'] as const
export type Resolution = (typeof resolutions)[number]

export const channels = ['sms', 'whatsapp', 'email', 'sage'] as const
export type Channel = (typeof channels)[number]

/** From raw to billed: `ceil(max(raw, minimum) / increment) * increment / perUnit`, for each event on its own (usage-domain 3.2). */
export interface Rounding {
  /** Raw units. */
  readonly minimum: number
  readonly increment: number
  /** Raw units in one billed unit. */
  readonly perUnit: number
}

export interface Meter {
  readonly code: string
  /** Talkdesk's description. */
  readonly description: string
  /** Names that a sender may give to the unit of a quantity, with how many raw units one is; the first is the raw unit itself. */
  readonly rawUnits: Readonly<Record<string, number>>
  readonly rounding: Rounding
  /** A fraction of a raw unit: counted as a whole one (seconds), or refused. */
  readonly fraction: 'up' | 'refuse'
  /** Quantities below zero are allowed (adjustments). */
  readonly signed: boolean
  /** What `count` is where the event does not say: 1, or its quantity (an hour's API requests in one event). */
  readonly counts: 'event' | 'quantity'
  readonly type: TalkdeskType
  readonly unit: BilledUnit
  /** Fixed by the meter; empty: as the event says. */
  readonly direction: Direction | ''
  /** Twilio's category; left out: it is part of `totalprice` alone. */
  readonly category?: string
  /** Part of `totalprice`; recharges and commits are not consumption. */
  readonly consumption: boolean
  /** Part of Evo's `aiMinutes`: whole minutes only. */
  readonly ai: boolean
  /** Infodeck's counter; it counts messages, not segments (usage-domain 3.6). */
  readonly channel?: Channel
  /** The built-in product of events that name none. */
  readonly product: string
  /** Meters in units of money cost 1 a unit in the account's currency where no rate says otherwise. */
  readonly unitPrice?: string
}

/** Names every fault of a table at once: an AI meter that bills fractions of a minute would make `aiMinutes` a lie. */
export const checkMeters = (table: readonly Meter[]): readonly Meter[] => {
  const faults = table.flatMap((meter) => [...faultsOf(meter)].map((fault) => `${meter.code}: ${fault}`))
  const codes = table.map((meter) => meter.code)
  faults.push(...codes.filter((code, index) => codes.indexOf(code) !== index).map((code) => `${code}: listed twice`))
  if (faults.length > 0) throw new RangeError(`The table of meters is not usable:\n  ${faults.join('\n  ')}`)
  return table
}

function* faultsOf({ rounding, ai, unit, category }: Meter): Iterable<string> {
  const { minimum, increment, perUnit } = rounding
  if (!Number.isSafeInteger(minimum) || minimum < 0) yield `minimum ${minimum} is not a whole number of raw units`
  if (!Number.isSafeInteger(increment) || increment < 1) yield `increment ${increment} is not a whole number of raw units from 1`
  if (!Number.isSafeInteger(perUnit) || perUnit < 1) yield `perUnit ${perUnit} is not a whole number of raw units from 1`
  if (ai && (unit !== 'MINUTES' || increment % perUnit !== 0))
    yield `counts AI minutes, which are whole: increment must be a multiple of ${perUnit}, not ${increment}`
  if (category !== undefined && !categoryByCode.has(category)) yield `has the unknown category ${category}`
}
