import 'reflect-metadata'
import { type ValidationError, type ValidationOptions, validateSync } from 'class-validator'
import type { ResponseError } from '../../../dtos/contract'

/** Each rule of class-validator's is told apart by a code of its own: its name, and whether it runs on each item. */
export const tagged = (name: string, options: ValidationOptions = {}): ValidationOptions => ({
  ...options,
  context: { errorCode: `${name}${options.each ? ' each' : ''}` },
})

/** `path rule`, sorted, from our failures: declared names back to properties, one failure for all items of an each rule. */
export function ours(errors: readonly ResponseError[] | undefined): string[] {
  const found = (errors ?? []).map(({ fieldName, errorCode }) => {
    const each = errorCode.endsWith(' each')
    const path = each ? fieldName.replace(/\[[^\]]*\]$/, '') : fieldName
    return `${path.replaceAll('[', '.').replaceAll(']', '').toLowerCase()} ${errorCode.replace(' each', '')}`
  })
  return [...new Set(found)].sort()
}

/** The same from class-validator's. */
export function theirs(errors: readonly ValidationError[], path = ''): string[] {
  const found = errors.flatMap((error) => {
    const at = path === '' ? error.property : `${path}.${error.property}`
    const own = Object.keys(error.constraints ?? {}).map(
      (name) =>
        `${at.toLowerCase()} ${name === 'nestedValidation' ? 'ValidateNested' : (error.contexts?.[name]?.errorCode ?? name).replace(' each', '')}`,
    )
    return [...own, ...theirs(error.children ?? [], at)]
  })
  return [...new Set(found)].sort()
}

/** class-validator's verdict on an object, as a gateway asks for it: rules without a set always, sets by verb. Undefined where it throws. */
export function theirVerdict(object: object, verb?: string): string[] | undefined {
  let errors: ValidationError[]
  try {
    errors = validateSync(object, { forbidUnknownValues: false, ...(verb ? { groups: [verb], always: true } : {}) })
  } catch {
    return undefined
  }
  return theirs(errors)
}
