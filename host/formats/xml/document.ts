import type { TypeRef } from '../../../dtos/contract/message-type'
import { pascalCase } from '../../../dtos/contract/names'
import { isAbsent, isIterable, isKnown } from '../any-text'
import { lateBound } from '../late-type'
import { readAny } from './any-value'
import { errorResponse } from './error-response'
import { contractNamespace, encodeName, namespaces, type XmlName, xmlNameOf } from './names'
import { Scope } from './scope'
import { escapeXml } from './text'
import { type ElementWriter, XmlWriters } from './writer'

const prolog = '<?xml version="1.0" encoding="utf-8"?>'

/** A reply's document. Null is an empty body. */
export function compileDocument(type: TypeRef | undefined): (body: unknown) => string {
  const write = isKnown(type) ? typedDocument(type) : lateBound(typedDocument, anyDocument())
  return (body) => (isAbsent(body) ? '' : write(body))
}

function typedDocument(type: TypeRef): (body: unknown) => string {
  const { write } = rootElement(type)
  return (body) => prolog + write(body)
}

/** What stands around and what writes the items of a document that is a list. */
export function listDocument(type: Extract<TypeRef, { kind: 'list' }>): { head: string; tail: string; item: ElementWriter } {
  const name = xmlNameOf(type)
  const place = { scope: new Scope(name.namespace), depth: 1, level: 1 }
  return {
    head: `${prolog}<${name.name}${rootAttributes(name)}>`,
    tail: `</${name.name}>`,
    item: new XmlWriters().item(type, place),
  }
}

function rootElement(type: TypeRef, name = rootName(type)): ElementWriter {
  const place = { scope: new Scope(name.namespace), depth: 1, level: 1 }
  return new XmlWriters().tagged(name.name, rootAttributes(name, type), type, place)
}

/** A scalar alone is in .NET's own namespace. */
function rootName(type: TypeRef): XmlName {
  const name = xmlNameOf(type)
  return type.kind === 'scalar' && type.scalar !== 'dateTimeOffset' ? { ...name, namespace: namespaces.serialization } : name
}

function rootAttributes({ namespace }: XmlName, type?: TypeRef): string {
  const instance = type?.kind === 'scalar' || type?.kind === 'enum' ? '' : ` xmlns:i="${namespaces.instance}"`
  return `${instance} xmlns="${escapeXml(namespace).replaceAll('"', '&quot;')}"`
}

/** A reply of unknown type: errors as `ErrorResponse`, an instance under its class' name, anything else as what .NET would call it. */
function anyDocument(): (body: unknown) => string {
  let error: ElementWriter | undefined
  const roots = new Map<string, ElementWriter>()
  return (body) => {
    if (isError(body)) return prolog + (error ??= rootElement(errorResponse())).write(body)
    const instance = instanceName(body)
    if (instance) return prolog + instanceDocument(body as object, instance)
    const { type, value } = readAny(body)
    const { name } = xmlNameOf(type)
    let root = roots.get(name)
    if (!root) roots.set(name, (root = rootElement(type)))
    return prolog + root.write(value)
  }
}

const isError = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && typeof (body as { responseStatus?: unknown }).responseStatus === 'object'

/** An object of a class that was not declared: its members by name, each of whatever type it has. */
function instanceDocument(body: object, className: string): string {
  const name = { name: encodeName(className), namespace: contractNamespace('') }
  const place = { scope: new Scope(name.namespace), depth: 2, level: 2 }
  const writers = new XmlWriters()
  const members = Object.entries(body)
    .filter(([, value]) => !isAbsent(value))
    .map(([property, value]) => [encodeName(pascalCase(property)), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([member, value]) => writers.element({ ...name, name: member }, any, place).write(value))
  return `<${name.name}${rootAttributes(name)}>${members.join('')}</${name.name}>`
}

const any: TypeRef = { kind: 'scalar', scalar: 'any' }

/** The name of a class of the service's own; undefined for values that .NET has, too. */
function instanceName(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || isIterable(body) || readAny(body).type.kind !== 'dictionary') return undefined
  const { constructor } = body
  return typeof constructor === 'function' && constructor !== Object && constructor.name !== '' ? constructor.name : undefined
}
