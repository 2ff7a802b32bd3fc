import { declareEnum } from '../../contract'

export const talkdeskNamespace = 'Talkdesk.ServiceModel'

/** A vocabulary whose members are their own names: `{ CALL: 'CALL', … }`. */
const vocabulary = <const Names extends readonly string[]>(name: string, names: Names) =>
  declareEnum(Object.fromEntries(names.map((word) => [word, word])) as { readonly [N in Names[number]]: N }, {
    name,
    namespace: talkdeskNamespace,
  })
type WordOf<V> = V[keyof V]

export const UsageType = vocabulary('UsageType', [
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
])
export type UsageType = WordOf<typeof UsageType>

export const UsageDirection = vocabulary('UsageDirection', ['INBOUND', 'OUTBOUND', 'OTHER'])
export type UsageDirection = WordOf<typeof UsageDirection>

export const UsageResolution = vocabulary('UsageResolution', ['ABANDONED', 'ANSWERED', 'MACHINE', 'MISSED', 'VOICEMAIL', 'OTHER'])
export type UsageResolution = WordOf<typeof UsageResolution>

export const UsageUnit = vocabulary('UsageUnit', [
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
])
export type UsageUnit = WordOf<typeof UsageUnit>
