import 'reflect-metadata'
import { getMetadataStorage } from 'class-validator'
import type { ClassValidatorRule } from './rules'

/** What class-validator, class-transformer and the compiler know of one property. */
export interface Evidence {
  readonly rules: readonly ClassValidatorRule[]
  readonly conditions: readonly ((object: any, value: unknown) => boolean)[]
  readonly nested: boolean
  readonly nestedEach: boolean
  readonly optional: boolean
  /** `@Type(() => X)`: what the function gives, and its discriminator. */
  readonly type?: Function
  readonly discriminator?: {
    readonly property: string
    readonly keepProperty: boolean
    readonly subTypes: readonly { readonly name: string; readonly value: Function }[]
  }
  readonly transforms: readonly ((params: any) => unknown)[]
  readonly expose?: { readonly name?: string; readonly toClassOnly?: boolean; readonly toPlainOnly?: boolean }
  readonly exclude?: { readonly toClassOnly?: boolean; readonly toPlainOnly?: boolean }
  /** `design:type`; only String, Number, Boolean, BigInt, Date, Buffer, Uint8Array, Decimal and Array are trusted: the compilers differ on the rest. */
  readonly design?: unknown
}

// class-transformer has no public reader of its own metadata.
const { defaultMetadataStorage: transformer } = require('class-transformer/cjs/storage') as {
  defaultMetadataStorage: {
    findTypeMetadata(target: Function, property: string): { typeFunction(): Function; options?: any } | undefined
    findExposeMetadata(target: Function, property: string): { options: any } | undefined
    findExcludeMetadata(target: Function, property: string): { options: any } | undefined
    findTransformMetadatas(target: Function, property: string, type: number): { transformFn(params: any): unknown }[]
    getExposedProperties(target: Function, type: number): string[]
  }
}
const plainToClass = 0

type Known = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number]

/** class-validator's metadata of the class, inherited ones included, in its own order. */
const knownOf = (target: Function): Known[] => getMetadataStorage().getTargetValidationMetadatas(target, '', false, false)

/** The properties that class-validator knows of this class itself, each with the place of its first rule. */
export function validatedProperties(target: Function): Map<string, number> {
  const first = new Map<string, number>()
  for (const [index, rule] of knownOf(target)
    .filter((rule) => rule.target === target)
    .entries())
    if (!first.has(rule.propertyName)) first.set(rule.propertyName, index)
  return first
}

/** Properties that only class-transformer's `@Expose` names. */
export const exposedProperties = (target: Function): string[] => transformer.getExposedProperties(target, plainToClass)

/** Properties that the compiler wrote a type for cannot be listed, so a class' members are those that some decorator of ours or class-validator's names. */
export function evidenceOf(target: Function, property: string): Evidence {
  const known = knownOf(target).filter((rule) => rule.propertyName === property)
  const type = transformer.findTypeMetadata(target, property)
  const discriminator = type?.options?.discriminator
  const nested = known.filter((rule) => rule.type === 'nestedValidation')
  const conditions = known.filter((rule) => rule.type === 'conditionalValidation')
  return {
    rules: known.filter((rule) => rule.constraintCls).map(ruleOf),
    conditions: conditions.map((rule) => rule.constraints[0]),
    nested: nested.length > 0,
    nestedEach: nested.some((rule) => rule.each),
    optional: conditions.some((rule) => rule.name === 'isOptional'),
    ...(type?.typeFunction ? { type: type.typeFunction() } : {}),
    ...(discriminator
      ? {
          discriminator: {
            property: discriminator.property,
            keepProperty: type?.options?.keepDiscriminatorProperty ?? false,
            subTypes: discriminator.subTypes,
          },
        }
      : {}),
    transforms: transformsOf(target, property, type?.typeFunction),
    ...optionsOf('expose', transformer.findExposeMetadata(target, property)),
    ...optionsOf('exclude', transformer.findExcludeMetadata(target, property)),
    design: designOf(target, property),
  }
}

/** What `@Type` makes of a plain value before the functions of `@Transform` see it. */
const makers = new Map<unknown, (value: any) => unknown>([
  [String, String],
  [Number, Number],
  [Boolean, Boolean],
  [Date, (value) => new Date(value)],
])

/** Of a class that is only imported as a type, tsc says Function and swc says Object: nothing is known of it. */
function designOf(target: Function, property: string): unknown {
  const design: unknown = Reflect.getMetadata('design:type', target.prototype, property)
  return design === Function ? Object : design
}

function transformsOf(target: Function, property: string, typeFunction: (() => Function) | undefined): Evidence['transforms'] {
  const functions = transformer.findTransformMetadatas(target, property, plainToClass).map((metadata) => metadata.transformFn)
  const make = functions.length > 0 && typeFunction ? makers.get(typeFunction()) : undefined
  if (!make) return functions
  const one = (value: unknown) => (value === null || value === undefined ? value : make(value))
  return [({ value }) => (Array.isArray(value) ? value.map(one) : one(value)), ...functions]
}

const optionsOf = (key: 'expose' | 'exclude', metadata: { options: any } | undefined) =>
  metadata ? { [key]: metadata.options ?? {} } : {}

function ruleOf(rule: Known): ClassValidatorRule {
  const constraint = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls)[0]
  const { validateIf } = rule as { validateIf?: ClassValidatorRule['validateIf'] }
  return {
    family: 'classValidator',
    name: rule.name ?? constraint?.name ?? 'customValidation',
    args: rule.constraints ?? [],
    each: rule.each ?? false,
    ...(rule.message === undefined || rule.message === null ? {} : { message: rule.message }),
    groups: rule.groups ?? [],
    always: rule.always ?? false,
    ...(validateIf ? { validateIf } : {}),
    ...(rule.context === undefined ? {} : { context: rule.context }),
    async: constraint?.async ?? false,
    ...(constraint ? { constraint: constraint.instance } : {}),
  }
}
