import { Decimal } from 'decimal.js'
import { decimalText, type MessageType, type ResponseError, SerializationException } from '../../dtos/contract'

/** Why a value of a body was refused: the innermost reader says the value, those around it the way to it. */
export interface Fault {
  path: string
  value: unknown
  /** Names that a strict message does not know, instead of a value. */
  unknown?: readonly string[]
  /** Texts of this body are cells: a structure in one is JSV. */
  readonly cells: boolean
}

export const newFault = (cells = false): Fault => ({ path: '', value: undefined, cells })

/** Says which value, and is the refusal. */
export function refuse(fault: Fault, value: unknown): undefined {
  fault.path = ''
  fault.value = value
  return undefined
}

/** Says one step of the way: a name, or an index in brackets. */
export function within(fault: Fault, step: string): undefined {
  const { path } = fault
  fault.path = path === '' || path.startsWith('[') ? step + path : `${step}.${path}`
  return undefined
}

const longestEcho = 100
/** What the errors of one answer may hold together, as JSON (threats P4: 16 KB with everything around them). */
const errorBudget = 12_000
const mostErrors = 100

/** Text of the caller's, short enough to be said back to him. */
export function capped(text: string): string {
  if (text.length <= longestEcho) return text
  const lastUnit = text.charCodeAt(longestEcho - 1)
  return `${text.slice(0, lastUnit >= 0xd800 && lastUnit <= 0xdbff ? longestEcho - 1 : longestEcho)}…`
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'A list'
  if (value instanceof Decimal) return `'${capped(decimalText(value))}'`
  if (typeof value === 'object' && value !== null) return 'An object'
  return `'${capped(String(value))}'`
}

/** The words of. */
export const invalidValue = (fieldName: string, value: unknown): ResponseError => {
  const name = capped(fieldName)
  return { errorCode: 'SerializationException', fieldName: name, message: `${shown(value)} is an Invalid value for '${name}'` }
}

/** A name that a strict message does not have. */
export const unknownName = (path: string): ResponseError => {
  const fieldName = capped(path)
  return {
    errorCode: 'SerializationException',
    fieldName,
    message: `'${fieldName}' is not known; names that are not part of the message are refused here`,
  }
}

/** What a body's fault says to the caller. */
export const faultErrors = ({ path, value, unknown }: Fault): ResponseError[] =>
  unknown ? unknown.map((name) => unknownName(path === '' ? name : `${path}.${name}`)) : [invalidValue(path, value)]

/** As many errors as an answer may hold. */
export function affordable(errors: Iterable<ResponseError>): ResponseError[] {
  const kept: ResponseError[] = []
  let size = 0
  for (const error of errors) {
    size += JSON.stringify(error).length
    if (kept.length === mostErrors || (size > errorBudget && kept.length > 0)) break
    kept.push(error)
  }
  return kept
}

export const unbound = (type: MessageType, errors: Iterable<ResponseError>): SerializationException =>
  new SerializationException(`Unable to bind to request '${type.name}'`, affordable(errors))

/** A body that is not of its format at all. */
export const malformedBody = (type: MessageType, contentType: string, complaint: string): SerializationException =>
  new SerializationException(
    `Could not deserialize '${capped(contentType)}' request using ${type.namespace}.${type.name}'\nError: ${complaint}`,
  )
