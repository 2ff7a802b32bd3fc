import type { EnumType, Member, MessageType, Scalar, TypeRef } from '../../dtos/contract'
import { plainName } from '../languages/type-name'
import { constrained, constraintsOf, isRequired } from './constraints'
import type { OpenApiVersion, Schema } from './model'

const whole = (minimum: number, maximum: number): Schema => ({ type: 'integer', format: 'int32', minimum, maximum })

/** The scalars of the wire. Digits of int64 and decimal are JSON numbers of any length; the format tells generators to keep them exactly. */
const scalarSchemas: Readonly<Record<Scalar, Schema>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  char: { type: 'string', minLength: 1, maxLength: 1 },
  sbyte: whole(-128, 127),
  byte: whole(0, 255),
  int16: whole(-32768, 32767),
  uint16: whole(0, 65535),
  int32: { type: 'integer', format: 'int32' },
  uint32: { type: 'integer', format: 'int64', minimum: 0 },
  int64: { type: 'integer', format: 'int64' },
  uint64: { type: 'integer', format: 'int64', minimum: 0 },
  float: { type: 'number', format: 'float' },
  double: { type: 'number', format: 'double' },
  decimal: { type: 'number', format: 'decimal' },
  dateTime: { type: 'string', format: 'date-time' },
  dateTimeOffset: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  timeSpan: { type: 'string', format: 'duration' },
  guid: { type: 'string', format: 'uuid' },
  uri: { type: 'string', format: 'uri-reference' },
  bytes: { type: 'string', format: 'byte' },
  any: {},
}

const enumSchema = ({ flags, members, description }: EnumType): Schema => ({
  ...(flags
    ? { type: 'integer', format: 'int32' }
    : { type: 'string', enum: members.map(({ name, memberValue }) => memberValue ?? name) }),
  ...(description ? { description } : {}),
})

/** `Page_Loan` for a `Page` of `Loan`: component names have no angles. */
const nameOf = ({ name, generic }: MessageType): string =>
  generic ? [plainName(generic.name), ...generic.args.map(argumentName)].join('_') : name
const argumentName = (type: TypeRef): string => {
  switch (type.kind) {
    case 'object':
      return nameOf(type.type)
    case 'enum':
      return type.type.name
    case 'list':
      return `ListOf${argumentName(type.item)}`
    case 'dictionary':
      return `MapOf${argumentName(type.value)}`
    case 'scalar':
      return type.scalar
    case 'stream':
      return 'stream'
  }
}

/** The named schemas of one document: a type is written once, the first time that something refers to it. */
export class Schemas {
  readonly #names = new Map<MessageType | EnumType, string>()
  readonly #written = new Map<string, Schema>()

  /** `known`: schemas of the contract's own types, under their names. */
  constructor(
    readonly version: OpenApiVersion,
    private readonly known: Readonly<Record<string, Schema>> = {},
  ) {
    for (const [name, schema] of Object.entries(known)) this.#written.set(name, schema)
  }

  get all(): Readonly<Record<string, Schema>> {
    return Object.fromEntries([...this.#written].sort(([one], [other]) => (one < other ? -1 : 1)))
  }

  /** What a value of the type looks like. */
  of(type: TypeRef): Schema {
    switch (type.kind) {
      case 'scalar':
        return this.#scalar(type.scalar)
      case 'enum':
        return this.#named(type.type, type.type.name, () => enumSchema(type.type))
      case 'object':
        return this.message(type.type)
      case 'list':
        return { type: 'array', items: this.of(type.item) }
      case 'dictionary':
        return { type: 'object', additionalProperties: this.of(type.value) }
      case 'stream':
        return { type: 'string', format: 'binary' }
    }
  }

  message(message: MessageType): Schema {
    return this.#named(message, nameOf(message), () =>
      message.items ? { type: 'array', items: this.of(message.items) } : this.object(message.members, message.description),
    )
  }

  /** An object of these members, without a name. */
  object(members: readonly Member[], description?: string): Schema {
    const shown = members.filter(({ excludeMetadata }) => !excludeMetadata)
    const required = shown.filter(isRequired).map(({ wireName }) => wireName)
    return {
      type: 'object',
      ...(description ? { description } : {}),
      properties: Object.fromEntries(shown.map((member) => [member.wireName, this.member(member)])),
      ...(required.length > 0 ? { required } : {}),
    }
  }

  member(member: Member): Schema {
    const { type, description } = member
    const { value, items } = constraintsOf(member, this.version)
    const plain = this.of(type)
    const schema =
      type.kind === 'list'
        ? constrained({ ...plain, items: constrained(plain.items as Schema, items) }, value)
        : constrained(plain, value)
    const told = member.optional || member.nullAsNull ? this.#nullable(schema, type) : schema
    return description ? this.#described(told, description) : told
  }

  /** Beside a reference 3.0 reads nothing. */
  #described(schema: Schema, description: string): Schema {
    return schema.$ref !== undefined && this.version === '3.0' ? { allOf: [schema], description } : { ...schema, description }
  }

  #nullable(schema: Schema, type: TypeRef): Schema {
    const isReference = schema.$ref !== undefined
    if (this.version === '3.1') {
      if (isReference) return { anyOf: [schema, { type: 'null' }] }
      return schema.type === undefined ? schema : { ...schema, type: [schema.type, 'null'], ...withNull(schema) }
    }
    // 3.0 has null only beside a type of its own; an enum must list it too, so it stands here in full.
    if (isReference && type.kind !== 'enum') return { type: 'object', nullable: true, allOf: [schema] }
    const full = type.kind === 'enum' ? enumSchema(type.type) : schema
    return full.type === undefined ? full : { ...full, nullable: true, ...withNull(full) }
  }

  #scalar(scalar: Scalar): Schema {
    return scalar === 'bytes' && this.version === '3.1' ? { type: 'string', contentEncoding: 'base64' } : scalarSchemas[scalar]
  }

  #named(type: MessageType | EnumType, name: string, write: () => Schema): Schema {
    let known = this.#names.get(type) ?? (type.namespace === 'ServiceStack' && Object.hasOwn(this.known, name) ? name : undefined)
    if (known === undefined) {
      known = this.#free(name.replace(/[^\w.-]/g, '_'), type)
      this.#names.set(type, known)
      // Taken before it is written: a type may refer to itself.
      this.#written.set(known, {})
      this.#written.set(known, write())
    }
    return { $ref: `#/components/schemas/${known}` }
  }

  /** One name in two namespaces: the second one says which (M-6.19). */
  #free(name: string, { namespace }: MessageType | EnumType): string {
    if (!this.#written.has(name)) return name
    const qualified = `${namespace}.${name}`.replace(/[^\w.-]/g, '_')
    let free = qualified
    for (let count = 2; this.#written.has(free); count++) free = `${qualified}_${count}`
    return free
  }
}

const withNull = ({ enum: values }: Schema): Schema => (Array.isArray(values) ? { enum: [...values, null] } : {})
