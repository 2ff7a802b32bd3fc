import { msPerDay, type Plan } from './options'
import type { Currency } from './parameters'
import type { SampleWorld } from './world'

export const telephony = 'TD-USG-TEL-UG-102213'
export const premiumTelephony = 'TD-USG-TEL-PR-102214'

/** Invented prices of one billed unit in US dollars. Meters that are not here stay unrated. */
const dollars: Readonly<Record<string, number>> = {
  'call.inbound.local': 0.0085,
  'call.inbound.mobile': 0.0095,
  'call.inbound.tollfree': 0.022,
  'call.outbound': 0.014,
  'call.sip.inbound': 0.004,
  'call.sip.outbound': 0.004,
  'call.client': 0.004,
  'call.recording': 0.0025,
  amd: 0.0075,
  'transcription.voicemail': 0.05,
  'ai.live': 0.08,
  'ai.sage': 0.02,
  'sms.inbound': 0.0079,
  'sms.outbound': 0.0079,
  'whatsapp.outbound': 0.005,
  'email.outbound': 0.0009,
  'number.local': 1.15,
  'number.tollfree': 2.15,
  fax: 0.01,
  tts: 0.0008,
  storage: 0.1,
  api: 0.0001,
}
const perDollar: Readonly<Record<Currency, number>> = { USD: 1, EUR: 0.92, GBP: 0.79, JPY: 150 }

const text = (value: number) => value.toFixed(6).replace(/\.?0+$/, '')
export const priceIn = (currency: Currency, meter: string, factor = 1) => text(dollars[meter]! * perDollar[currency] * factor)

export interface SampleRate {
  readonly id: string
  readonly meter: string
  readonly product?: string
  readonly organization?: string
  readonly account?: string
  readonly currency: Currency
  readonly unitPrice: string
  readonly validFrom?: number
  readonly validTo?: number
}

/** Meters whose price rises once, on the last 1 July of the sample (or its middle month, where it has no July). */
const rising = new Set(['call.outbound', 'sms.outbound', 'sms.inbound'])
export function priceChange({ monthStarts }: Plan): number {
  const inside = monthStarts.slice(1, -1)
  const july = inside.filter((day) => new Date(day * msPerDay).getUTCMonth() === 6).at(-1)
  return (july ?? inside[inside.length >> 1]!) * msPerDay
}

/** Defaults for all, a dearer product, and lower prices of some organizations and accounts. */
export function* ratesOf({ plan, organizations, accounts }: SampleWorld): Generator<SampleRate> {
  const change = priceChange(plan)
  for (const currency of Object.keys(perDollar) as Currency[]) {
    for (const meter of Object.keys(dollars)) {
      const id = `rate-${currency}-${meter}`
      if (!rising.has(meter)) yield { id, meter, currency, unitPrice: priceIn(currency, meter) }
      else {
        yield { id, meter, currency, unitPrice: priceIn(currency, meter), validTo: change }
        yield { id: `${id}-2`, meter, currency, unitPrice: priceIn(currency, meter, 1.05), validFrom: change }
      }
    }
    const premium = priceIn(currency, 'call.outbound', 1.5)
    yield { id: `rate-${currency}-premium`, meter: 'call.outbound', product: premiumTelephony, currency, unitPrice: premium }
  }
  for (const { index, id, currency } of organizations) {
    if (index % 3 !== 1) continue
    const unitPrice = priceIn(currency, 'call.inbound.local', 0.9)
    yield { id: `rate-${id}-local`, meter: 'call.inbound.local', organization: id, currency, unitPrice }
  }
  for (const { index, key, organization } of accounts) {
    if (index % 5 !== 3) continue
    const unitPrice = priceIn(organization.currency, 'ai.live', 0.75)
    yield { id: `rate-${key}-ai`, meter: 'ai.live', account: key, currency: organization.currency, unitPrice }
  }
}
