/** The model of usage-domain 4.2 as tables. */

export const zipfExponent = 0.9
export const customers = { median: 12, sigma: 1, most: 400, withoutShare: 0.05 } as const
export const monthlyGrowth = 0.02
export const churnShare = 0.015
export const lateStartShare = 0.02
export const roundTheClockShare = 0.1

/** January to December. */
export const monthFactors = [0.97, 0.96, 1, 0.99, 1, 0.98, 0.93, 0.92, 1.02, 1.05, 1.1, 1.08] as const
/** Monday to Sunday. */
export const weekdayFactors = [1.15, 1.08, 1.03, 1.02, 0.95, 0.35, 0.25] as const
/** Month and day. */
export const holidays: ReadonlySet<string> = new Set(['01-01', '05-01', '07-04', '12-24', '12-25', '12-26', '12-31'])
export const holidayFactor = 0.2

/** Share of a day by local hour: two humps, 3 % at night (22 to 6 o'clock). */
export const hourShares = [
  0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 1.5, 3, 6, 9, 11.5, 10.5, 7, 8, 11, 10.5, 8, 5.5, 3, 1.7, 1, 0.8, 0.7, 0.6,
] as const
export const flatHours: readonly number[] = new Array<number>(24).fill(1)

export const busyness = { shape: 20, memory: 0.4 } as const

export const callDurations = [
  { share: 0.1, kind: 'short', upTo: 20 },
  { share: 0.85, kind: 'log-normal', median: 150, sigma: 0.95 },
  { share: 0.05, kind: 'log-normal', median: 900, sigma: 0.6 },
] as const
export const longestCall = 4 * 3600

export const callMix = [
  { meter: 'call.inbound.local', direction: 'INBOUND', share: 0.5 },
  { meter: 'call.inbound.mobile', direction: 'INBOUND', share: 0.1 },
  { meter: 'call.inbound.tollfree', direction: 'INBOUND', share: 0.12 },
  { meter: 'call.outbound', direction: 'OUTBOUND', share: 0.23 },
  { meter: 'call.sip.inbound', direction: 'INBOUND', share: 0.02 },
  { meter: 'call.sip.outbound', direction: 'OUTBOUND', share: 0.02 },
  { meter: 'call.client', direction: 'OTHER', share: 0.01 },
] as const
export type CallMeter = (typeof callMix)[number]['meter']

export const resolutions = {
  INBOUND: { ANSWERED: 0.78, ABANDONED: 0.07, MISSED: 0.08, VOICEMAIL: 0.07 },
  OUTBOUND: { ANSWERED: 0.55, MISSED: 0.3, MACHINE: 0.1, VOICEMAIL: 0.05 },
  OTHER: { ANSWERED: 0.55, MISSED: 0.3, MACHINE: 0.1, VOICEMAIL: 0.05 },
} as const

export const voicemail = { median: 35, sigma: 0.7, transcribed: 0.6 } as const
export const recordedShare = 0.06
export const aiLive = { median: 95, sigma: 0.8, first: 0.03, last: 0.12 } as const
export const sms = { outbound: 0.75, segments: [0.72, 0.18, 0.07, 0.03], campaignsPerMonth: 2, campaignSize: 0.8 } as const

/** What an event begins as; calls bring recordings, transcriptions and AI sessions with them. The ratios to SMS are those of the model. */
export const activities = [
  { kind: 'call', share: 0.5 },
  { kind: 'sms', share: 0.16 },
  { kind: 'whatsapp', share: 0.16 * 0.35 },
  { kind: 'email', share: 0.16 * 1.5 },
  { kind: 'sage', share: 0.16 * 0.2 },
] as const
export type Activity = (typeof activities)[number]['kind']
/** Events for each activity, those that calls bring and campaigns included: measured, only to come near the wanted number. */
export const eventsPerActivity = 1.13

/** Aggregates of one hour, by account and day. */
export const hourly = [
  { meter: 'api', chance: 0.12, median: 400, sigma: 1.2, unit: 1 },
  { meter: 'tts', chance: 0.05, median: 2_500, sigma: 1, unit: 1 },
  { meter: 'storage', chance: 0.03, median: 2_000_000, sigma: 1.1, unit: 1_000 },
  { meter: 'fax', chance: 0.03, median: 3, sigma: 0.7, unit: 1 },
] as const

export const mostNumbers = 40
export const tollFreeNumbers = 0.15

export const currencies = { USD: 0.6, EUR: 0.25, GBP: 0.1, JPY: 0.05 } as const
export type Currency = keyof typeof currencies

/** Shares of events; each but the first adds a line. */
export const faultRates = { duplicate: 0.005, conflict: 0.0001, void: 0.0005, unknownAccount: 0.0002, malformed: 0.0001 } as const

export const lateness = [
  { share: 0.97, median: 20_000, sigma: 1, from: 0, upTo: 300_000 },
  { share: 0.025, median: 3 * 3_600_000, sigma: 1, from: 300_000, upTo: 86_400_000 },
  { share: 0.004, median: 3 * 86_400_000, sigma: 0.6, from: 86_400_000, upTo: 10 * 86_400_000 },
  /** Counted from the end of the month. */
  { share: 0.001, median: 3 * 86_400_000, sigma: 0.5, from: 86_400_000, upTo: 10 * 86_400_000, afterMonth: true },
] as const
