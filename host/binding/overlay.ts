import { Decimal } from 'decimal.js'
import { type MessageType, type ResponseError, SerializationException } from '../../dtos/contract'
import type { BindInput } from './binder'
import { invalidValue, unbound, unknownName } from './faults'
import type { ReadLimits } from './limits'
import type { MemberPlan } from './member-plan'
import type { NameIndex } from './name-index'
import type { ObjectReader } from './objects'
import { decodePart, eachPair, type Found, findEncoded, findParts, nothingFound } from './url-encoded'

type Request = Record<string, unknown>

const integers: ReadonlySet<string> = new Set(['sbyte', 'byte', 'int16', 'uint16', 'int32', 'uint32'])

/** A form may carry the verb that it means. */
const methodOverride = 'x-http-method-override'

/** What path, query and form say, over what the body said: path, then query, then form; the last one wins. */
export class Overlay {
  readonly #names: NameIndex
  readonly #members: readonly MemberPlan[]
  /** `?v=3` for messages with a version: the slot of `v` is behind those of the members. */
  readonly #version: MemberPlan | undefined

  readonly #transforms: boolean

  constructor(
    private readonly type: MessageType,
    reader: ObjectReader,
    private readonly strict: boolean,
    private readonly limits: ReadLimits,
  ) {
    this.#names = reader.names
    this.#members = reader.members
    this.#transforms = reader.members.some((member) => member.transform !== undefined)
    const members = type.members.filter((member) => !member.ignoreIn)
    const version = members.findIndex(
      ({ declaredName, type: { kind }, type: ref }) =>
        declaredName === 'Version' && kind === 'scalar' && ref.kind === 'scalar' && integers.has(ref.scalar),
    )
    if (version >= 0 && this.#names.get('v') === undefined) {
      this.#version = this.#members[version]
      this.#names.alias('v', this.#members.length)
    }
  }

  /** `seen`: the members that a body had, where texts may fill the others only. */
  apply(request: Request, input: BindInput, seen: boolean[] | undefined): void {
    const found = this.#find(input)
    if (found === undefined) return
    const { texts } = found
    const members = this.#members
    let failed: Set<number> | undefined
    const sent = this.#transforms ? Object.fromEntries(sentTexts(input)) : nothingSent
    for (let index = 0; index < texts.length && index < members.length; index++) {
      const text = texts[index]
      if (text === undefined) continue
      const plan = members[index]!
      if (seen?.[index] && !holdsDefault(request[plan.name])) continue
      const value = found.undecodable?.has(index)
        ? undefined
        : plan.literal
          ? plan.reader.fromText(text)
          : plan.fromText(text, found.repeated?.has(index) === true, sent)
      if (value === undefined) {
        failed ??= new Set()
        failed.add(index)
      } else if (value !== null) request[plan.name] = value
    }
    if (failed) throw unbound(this.type, this.#errors(input, found, failed))
    if (this.#version && input.contentKind === 'none') this.#applyVersion(request, this.#version, texts)
  }

  /** A bad version is ignored, one given by its name wins. */
  #applyVersion(request: Request, version: MemberPlan, texts: Found['texts']): void {
    const text = texts[this.#members.length]
    if (text === undefined || texts[this.#members.indexOf(version)] !== undefined) return
    const value = version.reader.fromText(text)
    if (value !== undefined && value !== null) request[version.name] = value
  }

  #find({ pathParams, query, contentKind, form }: BindInput): Found | undefined {
    let found: Found | undefined
    for (const name in pathParams) {
      const index = this.#names.get(name)
      const text = pathParams[name]
      if (index === undefined || text === '') continue
      found ??= nothingFound()
      found.texts[index] = text
    }
    if (query !== '') found = over(found, this.#counted(findEncoded(query, this.#names, nothingFound())))
    if (contentKind === 'form' && form !== undefined) {
      const empty: Found = this.strict ? { ...nothingFound(), unknown: [] } : nothingFound()
      const fields = this.#counted(
        typeof form === 'string' ? findEncoded(form, this.#names, empty) : findParts(form, this.#names, empty),
      )
      this.#refuseUnknown(fields.unknown)
      found = over(found, fields)
    }
    return found
  }

  #counted(found: Found): Found {
    if (found.count <= this.limits.keys) return found
    throw new SerializationException(`Unable to bind to request '${this.type.name}': more than ${this.limits.keys} parameters`)
  }

  #refuseUnknown(names: readonly string[] = []): void {
    const unknown = names.filter((name) => name.toLowerCase() !== methodOverride)
    if (unknown.length > 0) throw unbound(this.type, unknown.map(unknownName))
  }

  /** Every wrong value, in the order and by the names that the caller sent. */
  #errors(input: BindInput, found: Found, failed: ReadonlySet<number>): ResponseError[] {
    const spelling = new Map<number, string>()
    for (const [name] of sentTexts(input)) {
      const index = this.#names.get(name)
      if (index !== undefined && failed.has(index)) spelling.set(index, name)
    }
    return [...spelling].map(([index, name]) => invalidValue(name, found.texts[index]))
  }
}

/** What class-transformer would call the plain object is made only for `@Transform` functions, which look at other members. */
const nothingSent = Object.freeze({})

/** What one source says replaces what the earlier ones said. */
function over(found: Found | undefined, later: Found): Found {
  if (found === undefined) return later
  for (let index = 0; index < later.texts.length; index++) {
    const text = later.texts[index]
    if (text === undefined) continue
    found.texts[index] = text
    for (const kind of ['repeated', 'undecodable'] as const) {
      found[kind]?.delete(index)
      if (!later[kind]?.has(index)) continue
      found[kind] ??= new Set()
      found[kind].add(index)
    }
  }
  return found
}

/** All names and texts of path, query and form as sent, decoded. */
function sentTexts({ pathParams, query, contentKind, form }: BindInput): [name: string, text: string][] {
  const sent: [string, string][] = Object.entries(pathParams ?? {})
  const add = (name: string, value: string) => {
    const decoded = decodePart(name)
    if (decoded !== undefined) sent.push([decoded, decodePart(value) ?? value])
  }
  eachPair(query, add)
  if (contentKind === 'form' && typeof form === 'string') eachPair(form, add)
  else if (contentKind === 'form' && form !== undefined)
    for (const [name, value] of form as Iterable<[string, string]>) sent.push([name, value])
  return sent
}

/** .NET's default of the member's type: 0, false or null; an empty text or list is a value. */
const holdsDefault = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === 0 ||
  value === 0n ||
  value === false ||
  (value instanceof Decimal && value.isZero())
