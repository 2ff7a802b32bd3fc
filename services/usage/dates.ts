import { HttpError } from '../../dtos/contract'
import { isoTime } from './imports/timestamps'
import { type Day, type DayRange, dayOf, dayText, lastDay, parseDay } from './ledger/days'

/** A date that was given, or nothing: an open end. */
export type OpenRange = { readonly [K in keyof DayRange]: Day | undefined }

const firstDay = parseDay('0001-01-01')!
const instant = isoTime('UTC')
/** What ServiceStack clients write; the offset is for show, the number is UTC. */
const wcfDate = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/

/**
 * The UTC day of a caller's date (usage-domain 3.7): `2026-02-28`, an ISO 8601 time (its offset is taken off first), or `/Date(ms)/`.
 * Anything else is 400: a date that was misread would be a wrong bill.
 */
export function readDay(text: string, fieldName: string): Day {
  const day = parseDay(text) ?? dayOfInstant(text)
  if (day === undefined || !(day >= firstDay && day <= lastDay)) throw invalidDate(text, fieldName)
  return day
}

function dayOfInstant(text: string): Day | undefined {
  const wcf = wcfDate.exec(text)
  const ms = wcf ? Number(wcf[1]) : instant(text)
  return ms === undefined ? undefined : dayOf(ms)
}

const relative = /^([+-])(\d{1,5})days?$/

/** Twilio's dates: a day, or an offset from today such as `-30days`. */
export function readTwilioDay(text: string, fieldName: string, today: Day): Day {
  const [, sign, days] = relative.exec(text) ?? []
  const day = days === undefined ? parseDay(text) : today + (sign === '-' ? -1 : 1) * Number(days)
  if (day === undefined || !(day >= firstDay && day <= lastDay))
    throw invalidDate(text, fieldName, ', or an offset from today such as -30days')
  return day
}

/** Both ends, both included; swapped ones are a mistake of the caller's and no empty answer. */
export function readRange(
  { startDate, endDate }: { readonly startDate?: string; readonly endDate?: string },
  read: (text: string, fieldName: string) => Day = readDay,
): OpenRange {
  const from = isGiven(startDate) ? read(startDate, 'StartDate') : undefined
  const to = isGiven(endDate) ? read(endDate, 'EndDate') : undefined
  if (from !== undefined && to !== undefined && to < from)
    throw new HttpError(
      400,
      'InvalidDateRange',
      `endDate ${dayText(to)} is before startDate ${dayText(from)}; both days are included.`,
      { fieldName: 'EndDate' },
    )
  return { from, to }
}

/** `startDate=` is how an empty input of a form is sent: nothing was said. */
const isGiven = (text: string | null | undefined): text is string => text !== undefined && text !== null && text !== ''

const invalidDate = (text: string, fieldName: string, more = '') => {
  const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
  return new HttpError(
    400,
    'InvalidDate',
    `${shown} is no date. Write a day that exists as YYYY-MM-DD, such as 2026-02-28${more}.`,
    { fieldName },
  )
}
