/** A Twilio usage category: its words and the category that it is part of (usage-domain 3.6). */
export interface Category {
  readonly code: string
  readonly description: string
  readonly parent?: string
  readonly countUnit: string
  readonly usageUnit: string
}

const call = (code: string, description: string, parent?: string): Category => ({
  code,
  description,
  parent,
  countUnit: 'calls',
  usageUnit: 'minutes',
})
const same = (code: string, description: string, unit: string, parent?: string): Category => ({
  code,
  description,
  parent,
  countUnit: unit,
  usageUnit: unit,
})

export const categories: readonly Category[] = [
  call('calls', 'Voice Minutes'),
  call('calls-inbound', 'Inbound Voice Minutes', 'calls'),
  call('calls-inbound-local', 'Inbound Local Calls', 'calls-inbound'),
  call('calls-inbound-mobile', 'Inbound Mobile Calls', 'calls-inbound'),
  call('calls-inbound-tollfree', 'Inbound Toll Free Calls', 'calls-inbound'),
  call('calls-outbound', 'Outbound Voice Minutes', 'calls'),
  call('calls-sip', 'SIP Minutes', 'calls'),
  call('calls-sip-inbound', 'Inbound SIP Minutes', 'calls-sip'),
  call('calls-sip-outbound', 'Outbound SIP Minutes', 'calls-sip'),
  call('calls-client', 'Client Minutes'),
  call('calls-recordings', 'Call Recordings'),
  same('answering-machine-detection', 'Answering Machine Detection', 'calls'),
  { code: 'speech-recognition', description: 'Speech Recognition', countUnit: 'requests', usageUnit: 'minutes' },
  { code: 'transcriptions', description: 'Transcriptions', countUnit: 'transcriptions', usageUnit: 'minutes' },
  same('ai-assistants', 'AI Assistants', 'sessions'),
  {
    code: 'ai-assistants-voice',
    description: 'AI Assistants Voice',
    parent: 'ai-assistants',
    countUnit: 'sessions',
    usageUnit: 'minutes',
  },
  same('sms', 'SMS', 'messages'),
  same('sms-inbound', 'Inbound SMS', 'messages', 'sms'),
  same('sms-outbound', 'Outbound SMS', 'messages', 'sms'),
  same('mms', 'MMS', 'messages'),
  same('mms-outbound', 'Outbound MMS', 'messages', 'mms'),
  same('channels', 'Channels', 'messages'),
  same('channels-whatsapp', 'WhatsApp Messages', 'messages', 'channels'),
  same('channels-whatsapp-outbound', 'Outbound WhatsApp Messages', 'messages', 'channels-whatsapp'),
  same('email', 'Email', 'emails'),
  same('phonenumbers', 'Phone Numbers', 'numbers'),
  same('phonenumbers-local', 'Local Phone Numbers', 'numbers', 'phonenumbers'),
  same('phonenumbers-tollfree', 'Toll Free Phone Numbers', 'numbers', 'phonenumbers'),
  same('pfax', 'Programmable Fax', 'pages'),
  same('pfax-pages', 'Programmable Fax Pages', 'pages', 'pfax'),
  { code: 'calls-text-to-speech', description: 'Text To Speech', countUnit: 'requests', usageUnit: 'characters' },
  { code: 'recordingstorage', description: 'Recording Storage', countUnit: '', usageUnit: 'GB-months' },
  same('min-spend-adjustments', 'Minimum Spend Adjustments', ''),
]

/** The sum of everything; it has no count (usage-domain 3.7). */
export const totalPrice = 'totalprice'

export const categoryByCode: ReadonlyMap<string, Category> = new Map(categories.map((category) => [category.code, category]))

/** A category and all that it is part of, the innermost first. */
export const withParents = (code: string): readonly Category[] => {
  const found: Category[] = []
  for (let at: string | undefined = code; at !== undefined; at = found.at(-1)?.parent) {
    const category = categoryByCode.get(at)
    if (!category) throw new RangeError(`No category ${at} (services/usage/ledger/categories.ts)`)
    found.push(category)
  }
  return found
}
