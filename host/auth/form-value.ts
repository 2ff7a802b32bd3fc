import type { Call } from '../call'
import { queryValue } from '../query-value'
import { isFormless, isUrlEncoded } from '../reader'

/** One value of a form by its name, for the few names that are not data; undefined: absent, or no form. */
export function formValue(call: Call, name: string): string | undefined {
  if (call.fields) return call.fields.find(([key]) => key.toLowerCase() === name)?.[1]
  if (call.bytes === undefined || !isUrlEncoded(call) || isFormless(call) || !call.bytes.includes(name)) return undefined
  return queryValue(call.bytes.toString('utf8'), name)
}
