import type { Member } from '../../dtos/contract'

/** class-transformer's `TransformationType.PLAIN_TO_CLASS`. */
const plainToClass = 0

/** What class-transformer hands to a function as its options when nobody gave any. */
const options = Object.freeze({
  enableCircularCheck: false,
  enableImplicitConversion: false,
  excludeExtraneousValues: false,
  excludePrefixes: undefined,
  exposeDefaultValues: false,
  exposeUnsetFields: true,
  groups: undefined,
  ignoreDecorators: false,
  strategy: undefined,
  targetMaps: undefined,
  version: undefined,
})

/** One member's `@Transform` functions, one after the other. A function of a message's author may throw at any value: then the value is refused. */
export type Transform = (value: unknown, sent: object) => unknown

/** Undefined where the member has none. `sent` is the object or query that the value is part of. */
export function compileTransforms(member: Member): Transform | undefined {
  if (member.transforms.length === 0) return undefined
  const { transforms, name: key } = member
  return (value, sent) =>
    transforms.reduce((result, transform) => transform({ value: result, key, obj: sent, type: plainToClass, options }), value)
}
