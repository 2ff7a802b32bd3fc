import { premiumTelephony, telephony } from './prices'

/**
 * What the vendors' APIs say of each meter of the sample, written down a second time on purpose: expected answers that read the ledger's own
 * table would agree with its mistakes (usage-domain 3.6).
 */
export interface ExpectedMeter {
  readonly type: string
  readonly unit: string
  /** Empty: as the event says. */
  readonly direction: string
  /** Leaf first, then what it is part of. */
  readonly categories: readonly string[]
  /** Seconds that are billed as started minutes, bytes that are billed as GB, or units that are billed as they are. */
  readonly billing: 'minutes' | 'bytes' | 'units'
  /** An event counts once, or as often as its quantity says. */
  readonly counts: 'once' | 'quantity'
  readonly product: string
  readonly channel?: ExpectedChannel
}

export type ExpectedChannel = 'usageSms' | 'usageWhatsapp' | 'usageEmail' | 'usageSage'
export const expectedChannels = ['usageSms', 'usageWhatsapp', 'usageEmail', 'usageSage'] as const

const messaging = 'TD-USG-MSG-UG-102301'
const assistant = 'TD-USG-AIA-UG-102410'
const numbers = 'TD-USG-NUM-UG-102520'
const services = 'TD-USG-SVC-UG-102630'

const call = (direction: string, ...categories: string[]): ExpectedMeter => ({
  type: 'CALL',
  unit: 'MINUTES',
  direction,
  categories,
  billing: 'minutes',
  counts: 'once',
  product: telephony,
})
const other = (type: string, unit: string, product: string, categories: readonly string[], more: Partial<ExpectedMeter> = {}) =>
  ({ type, unit, direction: '', categories, billing: 'units', counts: 'quantity', product, ...more }) satisfies ExpectedMeter

export const expectedMeters: Readonly<Record<string, ExpectedMeter>> = {
  'call.inbound.local': call('INBOUND', 'calls-inbound-local', 'calls-inbound', 'calls'),
  'call.inbound.mobile': call('INBOUND', 'calls-inbound-mobile', 'calls-inbound', 'calls'),
  'call.inbound.tollfree': call('INBOUND', 'calls-inbound-tollfree', 'calls-inbound', 'calls'),
  'call.outbound': call('OUTBOUND', 'calls-outbound', 'calls'),
  'call.sip.inbound': call('INBOUND', 'calls-sip-inbound', 'calls-sip', 'calls'),
  'call.sip.outbound': call('OUTBOUND', 'calls-sip-outbound', 'calls-sip', 'calls'),
  'call.client': call('OTHER', 'calls-client'),
  'call.recording': other('CALL_SERVICE', 'MINUTES', telephony, ['calls-recordings'], { billing: 'minutes', counts: 'once' }),
  amd: other('AMD', 'REQUESTS', telephony, ['answering-machine-detection'], { direction: 'OUTBOUND' }),
  'transcription.voicemail': other('VOICEMAIL_TRANSCRIPTION', 'MINUTES', services, ['transcriptions'], {
    billing: 'minutes',
    counts: 'once',
  }),
  'ai.live': other('PRODUCT_SERVICE', 'MINUTES', assistant, ['ai-assistants-voice', 'ai-assistants'], {
    billing: 'minutes',
    counts: 'once',
  }),
  'ai.sage': other('PRODUCT_SERVICE', 'SESSIONS', assistant, ['ai-assistants'], { channel: 'usageSage' }),
  'sms.inbound': other('MESSAGE', 'SEGMENTS', messaging, ['sms-inbound', 'sms'], { direction: 'INBOUND', counts: 'once' }),
  'sms.outbound': other('MESSAGE', 'SEGMENTS', messaging, ['sms-outbound', 'sms'], {
    direction: 'OUTBOUND',
    counts: 'once',
    channel: 'usageSms',
  }),
  'whatsapp.outbound': other(
    'MESSAGE',
    'CONVERSATIONS',
    messaging,
    ['channels-whatsapp-outbound', 'channels-whatsapp', 'channels'],
    { direction: 'OUTBOUND', channel: 'usageWhatsapp' },
  ),
  'email.outbound': other('MESSAGE', 'OTHER', messaging, ['email'], { direction: 'OUTBOUND', channel: 'usageEmail' }),
  'number.local': other('NUMBER', 'NUMBERS', numbers, ['phonenumbers-local', 'phonenumbers']),
  'number.tollfree': other('NUMBER', 'NUMBERS', numbers, ['phonenumbers-tollfree', 'phonenumbers']),
  fax: other('OTHER', 'PAGES', telephony, ['pfax-pages', 'pfax']),
  tts: other('PRODUCT_SERVICE', 'CHARS', services, ['calls-text-to-speech'], { counts: 'once' }),
  storage: other('PRODUCT_SERVICE', 'GB', services, ['recordingstorage'], { billing: 'bytes', counts: 'once' }),
  api: other('API_REQUEST', 'REQUESTS', services, []),
}

/** A category that counts sessions takes the sessions, not the minutes, of what it sums up. */
export const countsSessions: ReadonlySet<string> = new Set(['ai-assistants'])

/** The product that another is added up under, where that is not itself. */
export const aggregateOf = (product: string) => (product === premiumTelephony ? telephony : product)

/** Millionths of a billed unit. Safe in a double: a sum stays below 2^53 up to nine billion units. */
export function billedMillionths(quantity: number, billing: ExpectedMeter['billing']): number {
  if (billing === 'minutes') return Math.ceil(quantity / 60) * 1_000_000
  // The sample's bytes come in thousands.
  return billing === 'bytes' ? quantity / 1_000 : quantity * 1_000_000
}

/** The text of `value` x 10^-decimals, without zeros at its end. */
export function decimal(value: bigint, decimals: number): string {
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0')
  const [whole, fraction] = [digits.slice(0, -decimals), digits.slice(-decimals).replace(/0+$/, '')]
  return (value < 0n ? '-' : '') + (fraction === '' ? whole : `${whole}.${fraction}`)
}

/** A price's text in billionths. */
export function billionths(price: string): bigint {
  const [whole, fraction = ''] = price.split('.')
  return BigInt(whole!) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'))
}
