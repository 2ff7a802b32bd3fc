import type { ScalarText } from './sample-node'

/** Dates at midnight have no time in JSV and CSV, dates with an offset always have it all. */
const dates: Readonly<Record<string, string>> = {
  DateTime: '0001-01-01',
  DateTimeOffset: '0001-01-01T00:00:00.0000000+00:00',
}

export const jsvScalar: ScalarText = ({ type, value }) =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : (dates[type.name] ?? value)
