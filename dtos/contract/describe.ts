import { accessOf } from './access-of'
import { enumWordsOf } from './api'
import { type Evidence, evidenceOf } from './evidence'
import { deepFreeze } from './freeze'
import { type KindReader, kindType, resolveType, Uncertain } from './kinds'
import { ancestors, ownProperties, speaks } from './lineage'
import { itemKindOf } from './list-of'
import type { EnumObject, MemberKind } from './member-kind'
import type { Class, EnumType, Member, MessageType, ResponseRef, TypeRef } from './message-type'
import { camelCase, pascalCase } from './names'
import { Itself, type NullableResponse, type ResponseSaid, responseSaid, Stream, verbOf } from './returns'
import { type ClassSaid, hasSaid, type MemberSaid, saidOf } from './said'

/** Every fault of a set of classes, found at start-up, each with its fix. */
export class DescribeError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `${faults.length} fault${faults.length === 1 ? '' : 's'} in message classes:\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
    this.name = 'DescribeError'
  }
}

export interface DescribeOptions {
  /** The namespace of classes without `@Namespace`. */
  readonly namespace?: string
  /** The service classes that answer a message: their rights are added to its own. */
  readonly guards?: ReadonlyMap<Function, readonly Function[]>
}

/** The models of these classes and of all that they use; the only reader of decorators. Throws `DescribeError` with every fault at once. */
export function describeAll(classes: readonly Function[], options: DescribeOptions = {}): MessageType[] {
  const describer = new Describer(options.namespace ?? '', options.guards)
  const types = classes.map((target) => describer.type(target))
  describer.finish()
  return types
}

/** The model of one class. */
export const describe = (target: Function, options: DescribeOptions = {}): MessageType => describeAll([target], options)[0]!

/** What a kind is, for values that no message declares. */
export function describeKind(kind: MemberKind, options: DescribeOptions = {}): TypeRef {
  const describer = new Describer(options.namespace ?? '')
  const type = kindType(kind, describer)
  describer.finish()
  return type
}

type Draft<T> = { -readonly [K in keyof T]: T[K] }

class Describer implements KindReader {
  readonly #types = new Map<Function, MessageType>()
  readonly #enums = new Map<object, EnumType>()
  readonly #faults: string[] = []
  #at = ''

  constructor(
    private readonly namespace: string,
    private readonly guards?: DescribeOptions['guards'],
  ) {}

  finish(): void {
    const byName = new Map<string, Function>()
    for (const [target, type] of this.#types) {
      const fullName = `${type.namespace}.${type.name}`
      const other = byName.get(fullName)
      if (other && other !== target && !type.generic)
        this.#faults.push(
          `two classes are called ${fullName}: give one another name or @Namespace, or mark a factory's classes with @GenericType`,
        )
      byName.set(fullName, target)
    }
    if (this.#faults.length > 0) throw new DescribeError(this.#faults)
    for (const type of this.#types.values()) deepFreeze(type)
  }

  object(target: Function): TypeRef {
    return { kind: 'object', type: this.type(target) }
  }

  enumeration(values: EnumObject): TypeRef {
    let type = this.#enums.get(values)
    if (!type) {
      const words = enumWordsOf(values)
      const entries = Object.entries(values).filter(([name]) => !/^-?\d+$/.test(name))
      type = {
        name: words?.name ?? this.#at,
        namespace: words?.namespace ?? this.namespace,
        flags: words?.flags ?? false,
        ...(words?.description ? { description: words.description } : {}),
        members: entries.map(([name, value]) => {
          const memberValue = typeof value === 'string' && value !== name ? value : words?.memberValues?.[name]
          const description = words?.descriptions?.[name]
          return { name, value, ...(memberValue === undefined ? {} : { memberValue }), ...(description ? { description } : {}) }
        }),
      }
      this.#enums.set(values, type)
    }
    return { kind: 'enum', type }
  }

  /** Made once a class; a class that is met again while it is read gets the same, unfinished object: types may be recursive. */
  type(target: Function): MessageType {
    const known = this.#types.get(target)
    if (known) return known
    const words = saidOf(target)
    const draft = { name: target.name } as Draft<MessageType>
    this.#types.set(target, draft)
    const base = this.#base(target)
    const { verb, marker } = verbOf(target)
    const own = this.#members(target, words)
    const ownNames = new Set(own.map((member) => member.name))
    const members = [...own, ...(base?.members ?? []).filter((member) => !ownNames.has(member.name))]
    this.#compareNames(target, members)
    const response = this.#response(target)
    Object.assign(draft, {
      namespace: words.namespace ?? this.namespace,
      target: target as Class,
      ...(base ? { base } : {}),
      ...(words.generic ? { name: words.generic.name, generic: this.#generic(target, words.generic) } : {}),
      isAbstract: false,
      ...((words.description ?? words.api?.description) ? { description: words.description ?? words.api?.description } : {}),
      ...(words.notes ? { notes: words.notes } : {}),
      ...(words.api ? { api: words.api } : {}),
      tags: words.tags,
      ...(words.dataContract ? { dataContract: words.dataContract } : {}),
      ...(words.csvFirstList ? { csvFirstList: true } : {}),
      excludeMetadata: words.excludeMetadata ?? false,
      members,
      ownMembers: own,
      ...(response ? { response } : {}),
      ...this.#items(target),
      routes: words.routes,
      verb,
      verbMarker: marker,
      access: accessOf(words, this.#guards(target)),
      restrictions: words.restrictions,
      typeRules: this.#guards(target).flatMap((said) => said.typeRules),
      ...this.#contract(target),
      strict: this.#inherited(target).some((said) => said.strict),
      ...(words.partialUpdate ? { partialUpdate: true } : {}),
      ...(words.rawBody ? { rawBody: words.rawBody } : {}),
      ...(words.cacheResponse ? { cacheResponse: words.cacheResponse } : {}),
    } satisfies Partial<MessageType>)
    return draft
  }

  /** The nearest ancestor that says anything; the class that `Returns` made is none. */
  #base(target: Function): MessageType | undefined {
    for (const ancestor of ancestors(target).slice(1)) if (speaks(ancestor)) return this.type(ancestor)
    return undefined
  }

  /** What the class and its ancestors say, the class first. */
  #inherited(target: Function): ClassSaid[] {
    return ancestors(target).filter(hasSaid).map(saidOf)
  }

  /** Who may call: what the class and its ancestors say, then the services that answer it and theirs. */
  #guards(target: Function): ClassSaid[] {
    const services = this.guards?.get(target) ?? []
    return [...this.#inherited(target), ...new Set(services.flatMap((service) => ancestors(service).filter(hasSaid).map(saidOf)))]
  }

  #contract(target: Function) {
    const contract = this.#inherited(target).find((said) => said.contract)?.contract
    return contract ? { contract } : {}
  }

  #response(target: Function): ResponseRef | undefined {
    const said = responseSaid(target)
    if (said === undefined) return undefined
    if (said === 'void') return { kind: 'void' }
    if (said === Itself) return { kind: 'value', type: { kind: 'object', type: this.type(target) }, nullable: false }
    const nullable = typeof said === 'object' && !Array.isArray(said)
    return this.#certain(`${target.name}: the response`, () => ({
      kind: 'value' as const,
      type: this.#responseType(nullable ? ((said as NullableResponse<unknown>).nullable as ResponseSaid) : said),
      nullable,
    }))
  }

  #responseType(said: ResponseSaid): TypeRef {
    if (said === Stream) return { kind: 'stream' }
    if (Array.isArray(said)) return { kind: 'list', item: this.#responseType(said[0]) }
    return kindType(said as MemberKind, this)
  }

  #items(target: Function): { items: TypeRef } | undefined {
    const kind = itemKindOf(target)
    const items = kind && this.#certain(`${target.name}: its items`, () => kindType(kind, this))
    return items && { items }
  }

  #generic(target: Function, generic: NonNullable<ClassSaid['generic']>) {
    const args = this.#certain(`${target.name}: its type arguments`, () => generic.args().map((kind) => kindType(kind, this)))
    return { name: generic.name, args: args ?? [] }
  }

  #members(target: Function, words: ClassSaid): Member[] {
    const members: Member[] = []
    for (const property of ownProperties(target, words)) {
      this.#at = pascalCase(target.name) + pascalCase(property)
      const said = words.members.get(property)
      if (said?.ignore) continue
      const evidence = evidenceOf(target, property)
      const type = this.#certain(`${target.name}.${property}`, () => resolveType(said?.type, evidence, this))
      if (type) members.push(this.#member(target, property, said, evidence, type))
    }
    return words.dataContract ? members.filter((member) => member.dataMember) : members
  }

  #member(target: Function, property: string, said: MemberSaid | undefined, evidence: Evidence, type: TypeRef): Member {
    const declaredName = said?.name ?? pascalCase(property)
    const { expose, exclude } = evidence
    const wireName = said?.dataMember?.name ?? expose?.name ?? camelCase(declaredName)
    const rules = [...evidence.rules, ...(said?.rules ?? [])]
    const optional = said?.isOptional ?? evidence.optional
    const ruled = evidence.rules.length > 0 || evidence.nested
    const required = said?.rules.some((rule) => rule.name === 'NotEmpty' || rule.name === 'NotNull') || (ruled && !optional)
    const values = said?.allowableValues ?? choices(type, evidence)
    return {
      name: property,
      declaredName,
      wireName,
      type,
      optional,
      isRequired: said?.words?.isRequired ?? (required && isMessage(target)),
      ...(said?.words?.description ? { description: said.words.description } : {}),
      ...(said?.words?.parameterType ? { parameterType: said.words.parameterType } : {}),
      ...(said?.words?.dataType ? { dataType: said.words.dataType } : {}),
      ...(said?.words?.format ? { format: said.words.format } : {}),
      ...(values ? { allowableValues: values } : {}),
      ...(said?.allowableRange ? { allowableRange: said.allowableRange } : {}),
      ...(said?.dataMember ? { dataMember: said.dataMember } : {}),
      ...(said?.words ? { apiMember: said.words } : {}),
      excludeMetadata: said?.excludeMetadata ?? false,
      ignoreIn: Boolean(expose?.toPlainOnly) || (exclude !== undefined && !exclude.toPlainOnly),
      ignoreOut: Boolean(expose?.toClassOnly) || (exclude !== undefined && !exclude.toClassOnly),
      nullAsNull: said?.nullAsNull ?? false,
      ...(said?.formField ? { formField: said.formField } : {}),
      transforms: evidence.transforms,
      ...(evidence.discriminator ? { discriminator: this.#discriminator(evidence.discriminator) } : {}),
      rules,
      stopAtFirstFailure: said?.stopAtFirstFailure ?? false,
      conditions: evidence.conditions,
      nested: evidence.nested,
    }
  }

  #discriminator({ property, keepProperty, subTypes }: NonNullable<Evidence['discriminator']>) {
    return { property, keepProperty, subTypes: new Map(subTypes.map(({ name, value }) => [name, this.type(value)])) }
  }

  /** Names that are equal on the wire would hide each other (M chapter 27). */
  #compareNames(target: Function, members: readonly Member[]): void {
    const seen = new Map<string, Member>()
    for (const member of members) {
      const other = seen.get(member.wireName.toLowerCase())
      if (other)
        this.#faults.push(
          `${target.name}: ${other.name} and ${member.name} are both ${JSON.stringify(member.wireName)} on the wire, whose names compare without case; rename one, or give it @DataMember({ name })`,
        )
      seen.set(member.wireName.toLowerCase(), member)
    }
  }

  #certain<T>(where: string, resolve: () => T): T | undefined {
    try {
      return resolve()
    } catch (error) {
      if (!(error instanceof Uncertain || error instanceof TypeError || error instanceof ReferenceError)) throw error
      this.#faults.push(`${where}: ${error.message}`)
      return undefined
    }
  }
}

const isMessage = (target: Function) => responseSaid(target) !== undefined

function choices(type: TypeRef, evidence: Evidence): readonly string[] | undefined {
  if (type.kind === 'enum') return type.type.members.map((member) => member.name)
  const listed = evidence.rules.find((rule) => rule.name === 'isIn')?.args[0]
  return Array.isArray(listed) ? listed.map(String) : undefined
}
