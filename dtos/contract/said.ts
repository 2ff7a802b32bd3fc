import 'reflect-metadata'
import { getMetadataStorage } from 'class-validator'
import type { Access } from './access'
import type { CacheWords } from './cache-words'
import type { Contract } from './contract'
import type { MemberKind } from './member-kind'
import type { AnyClass, ApiMemberWords } from './message-type'
import type { Restriction } from './restriction'
import type { RouteDefinition } from './route-definition'
import type { ServiceStackRule, TypeRule } from './rules'

/** What the decorators of one class said, own words only; `describe` reads it. */
export interface ClassSaid {
  readonly routes: RouteDefinition[]
  readonly access: { -readonly [K in keyof Access]?: Access[K] | undefined }
  readonly typeRules: TypeRule[]
  readonly restrictions: Restriction[]
  readonly tags: string[]
  description?: string
  notes?: string
  api?: { description?: string; bodyParameter?: number; isRequired?: boolean }
  namespace?: string
  verb?: string
  contract?: Contract
  excludeMetadata?: boolean
  strict?: boolean
  partialUpdate?: boolean
  rawBody?: readonly string[]
  cacheResponse?: CacheWords
  csvFirstList?: boolean
  dataContract?: { name?: string; namespace?: string }
  generic?: { readonly name: string; readonly args: () => readonly MemberKind[] }
  readonly members: Map<string, MemberSaid>
}

export interface MemberSaid {
  /** How many rules class-validator knew of the class when this member first spoke: tells the order of members of both kinds. */
  readonly after: number
  words?: ApiMemberWords
  name?: string
  type?: MemberKind
  isOptional?: boolean
  allowableValues?: readonly string[]
  allowableRange?: { min: number; max: number }
  dataMember?: { name?: string; order?: number; isRequired?: boolean; emitDefaultValue?: boolean }
  excludeMetadata?: boolean
  nullAsNull?: boolean
  formField?: string
  ignore?: boolean
  readonly rules: ServiceStackRule[]
  stopAtFirstFailure?: boolean
}

const said = Symbol('tollgate:said')

/** The class' own words, made on first use. */
export function saidOf(target: AnyClass | Function): ClassSaid {
  let words: ClassSaid | undefined = Reflect.getOwnMetadata(said, target)
  if (!words) {
    words = { routes: [], access: {}, typeRules: [], restrictions: [], tags: [], members: new Map() }
    Reflect.defineMetadata(said, words, target)
  }
  return words
}

export function hasSaid(target: Function): boolean {
  return Reflect.hasOwnMetadata(said, target)
}

export function memberSaid(prototype: object, property: string | symbol): MemberSaid {
  const target = prototype.constructor
  const { members } = saidOf(target)
  const name = String(property)
  let member = members.get(name)
  if (!member) {
    const known = getMetadataStorage().getTargetValidationMetadatas(target, '', false, false)
    member = { after: known.filter((rule) => rule.target === target).length, rules: [] }
    members.set(name, member)
  }
  return member
}

/** A class decorator that adds to the class' words. Decorators run from the last to the first: lists are filled from the front. */
export const says =
  (add: (words: ClassSaid) => void): ClassDecorator =>
  (target) => {
    add(saidOf(target))
  }

export const memberSays =
  (add: (member: MemberSaid) => void): PropertyDecorator =>
  (prototype, property) => {
    add(memberSaid(prototype, property))
  }
