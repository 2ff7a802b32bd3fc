import { scalarText } from './numbers'
import { bare, type ScalarReader } from './value-reader'

interface Duration {
  readonly negative: boolean
  /** Whole seconds, and the rest in ticks of 100 ns: together more than a double holds. */
  readonly seconds: number
  readonly ticks: number
}

/** Weeks, months and years have no length in seconds that everybody agrees on: they are refused (R-3.11). */
const xsd = /^(-?)P(?=\d|T\d)(?:(\d{1,8})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,11})M)?(?:(\d{1,12})(?:\.(\d{1,7}))?S)?)?$/
const clock = /^(-?)(?:(\d{1,8})\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/
const plainSeconds = /^(-?)(\d{1,12})(?:\.(\d{1,7}))?$/

/** .NET's TimeSpan.MaxValue. */
const mostSeconds = 922_337_203_685
const mostTicks = 4_775_807
const day = 86_400

function duration(sign: string, seconds: number, fraction = ''): Duration | undefined {
  const ticks = Number(fraction.padEnd(7, '0'))
  if (seconds > mostSeconds || (seconds === mostSeconds && ticks > mostTicks)) return undefined
  return { negative: sign === '-' && seconds + ticks > 0, seconds, ticks }
}

function parseDuration(text: string): Duration | undefined {
  const spelled = xsd.exec(text)
  if (spelled) {
    const [, sign = '', days = 0, hours = 0, minutes = 0, seconds = 0, fraction] = spelled
    return duration(sign, Number(days) * day + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds), fraction)
  }
  const shown = clock.exec(text)
  if (shown) {
    const [, sign = '', days = 0, hours, minutes, seconds = 0, fraction] = shown
    if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
    return duration(sign, Number(days) * day + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds), fraction)
  }
  const counted = plainSeconds.exec(text)
  return counted ? duration(counted[1] ?? '', Number(counted[2]), counted[3]) : undefined
}

/** `P1DT2H3M4.005S`: the wire's own form (R-4.8). */
function durationText({ negative, seconds, ticks }: Duration): string {
  const days = Math.floor(seconds / day)
  const hours = Math.floor((seconds % day) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  const fraction = ticks === 0 ? '' : `.${String(ticks).padStart(7, '0').replace(/0+$/, '')}`
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest || fraction ? `${rest}${fraction}S` : ''}`
  const date = days ? `${days}D` : ''
  return `${negative ? '-' : ''}P${date}${time ? `T${time}` : date ? '' : 'T0S'}`
}

const durations = (accepts: (value: Duration) => boolean): ScalarReader => {
  const fromText = (text: string) => {
    const value = parseDuration(bare(text))
    return value && accepts(value) ? durationText(value) : undefined
  }
  return {
    valueType: true,
    fromText,
    fromJson: (value) => (typeof value === 'boolean' ? undefined : fromText(scalarText(value) ?? '')),
  }
}

/** A TimeSpan: `PT1H30M`, `1.02:03:04`, `1:30`, or seconds; kept as the first of these. */
export const timeSpan = durations(() => true)
/** A TimeOnly: the span since midnight (R-4.7). */
export const timeOfDay = durations(({ negative, seconds }) => !negative && seconds < day)
