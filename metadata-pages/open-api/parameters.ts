import type { Member, MessageType } from '../../dtos/contract'
import { isRequired } from './constraints'
import type { ApiOperation, MediaType, Parameter, Schema } from './model'
import type { Schemas } from './schemas'

/** What comes in the address and what in the body of one call. */
export interface CallWords {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: NonNullable<ApiOperation['requestBody']>
}

const bodyVerbs: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH'])

/** The members of a message by the verb: in the path, then in the body where the verb has one, else in the query. */
export const callWords = (
  message: MessageType,
  verb: string,
  own: readonly string[],
  variables: readonly string[],
  schemas: Schemas,
): CallWords => {
  const members = message.members.filter(({ ignoreIn, excludeMetadata }) => !ignoreIn && !excludeMetadata)
  const inPath = new Map(own.map((name, at) => [memberNamed(members, name), variables[at] ?? name]))
  const rest = members.filter((member) => !inPath.has(member))
  const inQuery = bodyVerbs.has(verb) || message.items ? [] : rest
  const parameters = [
    ...variables.map((name, at) => pathParameter(name, memberNamed(members, own[at] ?? name), schemas)),
    ...inQuery.map((member) => queryParameter(member, schemas)),
  ]
  return {
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(bodyVerbs.has(verb) ? bodyOf(message, rest, members, schemas) : {}),
  }
}

const memberNamed = (members: readonly Member[], name: string): Member | undefined => {
  const lower = name.toLowerCase()
  return members.find(({ declaredName, wireName }) => declaredName.toLowerCase() === lower || wireName.toLowerCase() === lower)
}

/** A variable of a path is always there, so it is never null. */
const pathParameter = (name: string, member: Member | undefined, schemas: Schemas): Parameter => ({
  name,
  in: 'path',
  required: true,
  ...(member?.description ? { description: member.description } : {}),
  schema: member ? asText(member, schemas) : { type: 'string' },
})

const queryParameter = (member: Member, schemas: Schemas): Parameter => {
  const { wireName, type, description } = member
  const about: Parameter = {
    name: wireName,
    in: 'query',
    ...(isRequired(member) ? { required: true } : {}),
    ...(description ? { description } : {}),
  }
  // A structure in an address is JSON.
  if (isStructured(member)) return { ...about, content: { 'application/json': { schema: schemas.of(type) } } }
  return { ...about, ...(type.kind === 'list' ? { style: 'form', explode: false } : {}), schema: asText(member, schemas) }
}

const isStructured = ({ type }: Member): boolean => {
  const inner = type.kind === 'list' ? type.item : type
  return inner.kind !== 'scalar' && inner.kind !== 'enum'
}

/** In an address there is no null, and in a path a structure is a text. */
const asText = (member: Member, schemas: Schemas): Schema => {
  if (isStructured(member)) return { type: 'string' }
  const { description, ...schema } = schemas.member({ ...member, optional: false, nullAsNull: false })
  return schema
}

const bodyOf = (
  message: MessageType,
  rest: readonly Member[],
  members: readonly Member[],
  schemas: Schemas,
): Pick<CallWords, 'requestBody'> => {
  const raw = Object.fromEntries(
    (message.rawBody?.length === 0 ? ['*/*'] : (message.rawBody ?? [])).map((type): [string, MediaType] => [
      type,
      { schema: { type: 'string', format: 'binary' } },
    ]),
  )
  if (message.rawBody?.length === 0) return { requestBody: { required: true, content: raw } }
  if (rest.length === 0 && !message.items) return message.rawBody ? { requestBody: { required: true, content: raw } } : {}
  const schema = rest.length === members.length || message.items ? schemas.message(message) : schemas.object(rest)
  const isFlat = !message.items && !rest.some(isStructured)
  return {
    requestBody: {
      ...(message.items || rest.some(isRequired) ? { required: true } : {}),
      content: { 'application/json': { schema }, ...(isFlat ? { 'application/x-www-form-urlencoded': { schema } } : {}), ...raw },
    },
  }
}
