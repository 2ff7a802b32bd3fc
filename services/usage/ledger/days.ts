/** UTC days since 1970-01-01 and UTC months since year 0, as integers (usage-domain 3.4). */
export type Day = number
export type Month = number

/** Both days are included. */
export interface DayRange {
  readonly from: Day
  readonly to: Day
}

/** Both months are included. */
export interface MonthRange {
  readonly from: Month
  readonly to: Month
}

export const msPerDay = 86_400_000
/** 9999-12-31, the last day that four digits of a year can say. */
export const lastDay: Day = 2_932_896

export const dayOf = (ms: number): Day => Math.floor(ms / msPerDay)
export const msOf = (day: Day): number => day * msPerDay

export const monthOf = (ms: number): Month => {
  const date = new Date(ms)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
export const monthOfDay = (day: Day): Month => monthOf(msOf(day))

/** Year, month from 1, day → day number; undefined where the calendar has no such day. */
export const dayFrom = (year: number, month: number, day: number): Day | undefined => {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const same = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return same ? dayOf(date.getTime()) : undefined
}

export const firstDayOf = (month: Month): Day => {
  const date = new Date(0)
  date.setUTCFullYear(Math.floor(month / 12), month % 12, 1)
  return dayOf(date.getTime())
}
export const lastDayOf = (month: Month): Day => firstDayOf(month + 1) - 1

/** `2026-02-28`. */
export const dayText = (day: Day): string => new Date(msOf(day)).toISOString().slice(0, 10)
/** `2026-02`. */
export const monthText = (month: Month): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`

/** `2026-02` → month; undefined where the text is not of that form. */
export const parseMonth = (text: string): Month | undefined =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1 : undefined

const dayForm = /^(\d{4})-(\d{2})-(\d{2})$/
/** `2026-02-28` → day; undefined where the text is not of that form or the calendar has no such day. */
export const parseDay = (text: string): Day | undefined => {
  const parts = dayForm.exec(text)
  return parts ? dayFrom(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined
}

/** A range as the rollups answer it: whole months from the month tables, the rest (at most 60 days) from the day tables. */
export interface SplitRange {
  readonly months?: MonthRange
  readonly edges: readonly DayRange[]
}

/** Whole months and edge days of a range; nothing is in both, nothing is left out (usage-domain 3.5). */
export const splitRange = ({ from, to }: DayRange): SplitRange => {
  if (to < from) return { edges: [] }
  const first = monthOfDay(from)
  const last = monthOfDay(to)
  const firstWhole = firstDayOf(first) === from ? first : first + 1
  const lastWhole = lastDayOf(last) === to ? last : last - 1
  if (lastWhole < firstWhole) return { edges: [{ from, to }] }
  const edges: DayRange[] = []
  if (firstWhole > first) edges.push({ from, to: firstDayOf(firstWhole) - 1 })
  if (lastWhole < last) edges.push({ from: firstDayOf(last), to })
  return { months: { from: firstWhole, to: lastWhole }, edges }
}
