import type { ValidationArguments } from 'class-validator'
import { metaText } from './values'

const textual = new Set(['string', 'boolean', 'number'])

/** class-validator's `$property`, `$value`, `$target`, `$constraint1` … in a text. `property`: what the text calls the member. */
export function replaceTokens(text: string, { value, targetName, constraints }: ValidationArguments, property: string): string {
  return text.replace(/\$(?:constraint(\d+)|(value|property|target))/g, (token, number: string | undefined, name: string) => {
    if (number !== undefined) {
      const at = Number(number) - 1
      return at >= 0 && at < constraints.length ? constraintText(constraints[at]) : token
    }
    if (name === 'property') return property
    if (name === 'target') return targetName
    return textual.has(typeof value) ? String(value) : token
  })
}

/** Dates in the wire's form, whatever the zone of the machine; of a function its name, never its source. */
function constraintText(constraint: unknown): string {
  if (Array.isArray(constraint)) return constraint.map(constraintText).join(', ')
  if (typeof constraint === 'symbol') return constraint.description ?? ''
  if (typeof constraint === 'function') return constraint.name
  return constraint instanceof Date ? (metaText(constraint) ?? '') : String(constraint)
}
