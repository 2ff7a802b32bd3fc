import { type BilledUnit, checkMeters, type Direction, type Meter, type Rounding } from './meter'

export * from './meter'

const seconds = { SECONDS: 1, MINUTES: 60 } as const
const wholeMinutes: Rounding = { minimum: 60, increment: 60, perUnit: 60 }
const whole: Rounding = { minimum: 0, increment: 1, perUnit: 1 }
const plain = { fraction: 'refuse', signed: false, counts: 'event', direction: '', consumption: true, ai: false } as const

type Given = Pick<Meter, 'description' | 'type' | 'product'> & Partial<Meter>
const timed = (code: string, given: Given): Meter => ({
  ...plain,
  code,
  rawUnits: seconds,
  rounding: wholeMinutes,
  fraction: 'up',
  unit: 'MINUTES',
  ...given,
})
const counted = (code: string, unit: BilledUnit, rawUnit: string, given: Given): Meter => ({
  ...plain,
  code,
  rawUnits: { [rawUnit]: 1 },
  rounding: whole,
  counts: 'quantity',
  unit,
  ...given,
})
/** Raw units are millionths, so that a quantity of money keeps six decimals. */
const money = (code: string, given: Given): Meter => ({
  ...plain,
  code,
  rawUnits: { CURRENCY: 1_000_000 },
  rounding: { minimum: 0, increment: 1, perUnit: 1_000_000 },
  unit: 'OTHER',
  unitPrice: '1',
  ...given,
})

const telephony = 'TD-USG-TEL-UG-102213'
const messaging = 'TD-USG-MSG-UG-102301'
const assistant = 'TD-USG-AIA-UG-102410'
const numbers = 'TD-USG-NUM-UG-102520'
const services = 'TD-USG-SVC-UG-102630'
const credits = 'TD-CRD-USG-UG-102740'

/** Products that the meters name; made with the book, and open to change by the catalog like any other. */
export const builtInProducts: readonly {
  readonly code: string
  readonly name: string
  readonly family: string
  readonly unitOfMeasure: string
  readonly chargeType: string
}[] = [
  { code: telephony, name: 'Telephony usage', family: 'CONSUMPTION', unitOfMeasure: 'PER_MINUTE', chargeType: 'USAGE' },
  { code: messaging, name: 'Messaging usage', family: 'CONSUMPTION', unitOfMeasure: 'PER_USE', chargeType: 'USAGE' },
  { code: assistant, name: 'AI assistant usage', family: 'CONSUMPTION', unitOfMeasure: 'PER_MINUTE', chargeType: 'USAGE' },
  { code: numbers, name: 'Phone numbers', family: 'CONSUMPTION', unitOfMeasure: 'EACH', chargeType: 'USAGE' },
  { code: services, name: 'Platform services', family: 'CONSUMPTION', unitOfMeasure: 'PER_USE', chargeType: 'USAGE' },
  { code: credits, name: 'Credits and adjustments', family: 'CREDIT', unitOfMeasure: 'CREDITS', chargeType: 'ONE_TIME' },
]

const callMeter = (code: string, description: string, direction: Direction, category: string): Meter =>
  timed(code, { description, type: 'CALL', direction, category, product: telephony })

/** The one mapping table: everything that any vendor's API says of a meter (usage-domain 3.6). */
export const meters: readonly Meter[] = [
  callMeter('call.inbound.local', 'Inbound local calls', 'INBOUND', 'calls-inbound-local'),
  callMeter('call.inbound.mobile', 'Inbound mobile calls', 'INBOUND', 'calls-inbound-mobile'),
  callMeter('call.inbound.tollfree', 'Inbound toll free calls', 'INBOUND', 'calls-inbound-tollfree'),
  callMeter('call.outbound', 'Outbound calls', 'OUTBOUND', 'calls-outbound'),
  callMeter('call.sip.inbound', 'Inbound SIP calls', 'INBOUND', 'calls-sip-inbound'),
  callMeter('call.sip.outbound', 'Outbound SIP calls', 'OUTBOUND', 'calls-sip-outbound'),
  callMeter('call.client', 'Client calls', 'OTHER', 'calls-client'),
  timed('call.recording', {
    description: 'Call recording',
    type: 'CALL_SERVICE',
    category: 'calls-recordings',
    product: telephony,
  }),
  timed('dialer', { description: 'Dialer', type: 'DIALER', direction: 'OUTBOUND', product: telephony }),
  counted('amd', 'REQUESTS', 'REQUESTS', {
    description: 'Answering machine detection',
    type: 'AMD',
    direction: 'OUTBOUND',
    category: 'answering-machine-detection',
    product: telephony,
  }),
  timed('transcription.speech', {
    description: 'Speech transcription',
    type: 'SPEECH_TRANSCRIPTION',
    category: 'speech-recognition',
    product: services,
  }),
  timed('transcription.voicemail', {
    description: 'Voicemail transcription',
    type: 'VOICEMAIL_TRANSCRIPTION',
    category: 'transcriptions',
    product: services,
  }),
  timed('ai.live', {
    description: 'AI live assistant',
    type: 'PRODUCT_SERVICE',
    category: 'ai-assistants-voice',
    ai: true,
    product: assistant,
  }),
  counted('ai.sage', 'SESSIONS', 'SESSIONS', {
    description: 'AI Sage sessions',
    type: 'PRODUCT_SERVICE',
    category: 'ai-assistants',
    channel: 'sage',
    product: assistant,
  }),
  counted('sms.inbound', 'SEGMENTS', 'SEGMENTS', {
    description: 'Inbound SMS',
    type: 'MESSAGE',
    direction: 'INBOUND',
    counts: 'event',
    category: 'sms-inbound',
    product: messaging,
  }),
  counted('sms.outbound', 'SEGMENTS', 'SEGMENTS', {
    description: 'Outbound SMS',
    type: 'MESSAGE',
    direction: 'OUTBOUND',
    counts: 'event',
    category: 'sms-outbound',
    channel: 'sms',
    product: messaging,
  }),
  counted('mms.outbound', 'OTHER', 'MESSAGES', {
    description: 'Outbound MMS',
    type: 'MESSAGE',
    direction: 'OUTBOUND',
    category: 'mms-outbound',
    product: messaging,
  }),
  counted('whatsapp.outbound', 'CONVERSATIONS', 'CONVERSATIONS', {
    description: 'Outbound WhatsApp',
    type: 'MESSAGE',
    direction: 'OUTBOUND',
    category: 'channels-whatsapp-outbound',
    channel: 'whatsapp',
    product: messaging,
  }),
  counted('email.outbound', 'OTHER', 'EMAILS', {
    description: 'Outbound e-mail',
    type: 'MESSAGE',
    direction: 'OUTBOUND',
    category: 'email',
    channel: 'email',
    product: messaging,
  }),
  counted('number.local', 'NUMBERS', 'NUMBERS', {
    description: 'Local number',
    type: 'NUMBER',
    category: 'phonenumbers-local',
    product: numbers,
  }),
  counted('number.tollfree', 'NUMBERS', 'NUMBERS', {
    description: 'Toll free number',
    type: 'NUMBER',
    category: 'phonenumbers-tollfree',
    product: numbers,
  }),
  counted('fax', 'PAGES', 'PAGES', { description: 'Fax pages', type: 'OTHER', category: 'pfax-pages', product: telephony }),
  counted('tts', 'CHARS', 'CHARS', {
    description: 'Text to speech',
    type: 'PRODUCT_SERVICE',
    counts: 'event',
    category: 'calls-text-to-speech',
    product: services,
  }),
  {
    ...plain,
    code: 'storage',
    description: 'Recording storage',
    rawUnits: { BYTES: 1, GB: 1_000_000_000 },
    fraction: 'up',
    rounding: { minimum: 0, increment: 1, perUnit: 1_000_000_000 },
    type: 'PRODUCT_SERVICE',
    unit: 'GB',
    category: 'recordingstorage',
    product: services,
  },
  counted('api', 'REQUESTS', 'REQUESTS', { description: 'API requests', type: 'API_REQUEST', product: services }),
  money('credit.commit', { description: 'Credit commitment', type: 'CREDIT_COMMIT', consumption: false, product: credits }),
  money('recharge', { description: 'Recharge', type: 'RECHARGE', consumption: false, product: credits }),
  money('adjustment', {
    description: 'Adjustment',
    type: 'OTHER',
    signed: true,
    category: 'min-spend-adjustments',
    product: credits,
  }),
]

/** The table with other roundings (`{ 'call.outbound': { minimum: 6, increment: 6 } }`), checked like the table itself. */
export const withRounding = (
  changes: Readonly<Record<string, Pick<Rounding, 'minimum' | 'increment'>>>,
  table: readonly Meter[] = meters,
): readonly Meter[] => {
  const unknown = Object.keys(changes).filter((code) => !table.some((meter) => meter.code === code))
  if (unknown.length > 0)
    throw new RangeError(`No such meter to round: ${unknown.join(', ')}. Meters: ${table.map((meter) => meter.code).join(', ')}`)
  return checkMeters(table.map((meter) => ({ ...meter, rounding: { ...meter.rounding, ...changes[meter.code] } })))
}
