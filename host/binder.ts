import type { MessageType } from '../dtos/contract'
import type { Binder, BinderOptions } from './binding/binder'
import { compileBinding } from './binding/compile'

/** Made once per message at start-up; nothing is looked up by reflection later. */
export const compileBinder = (type: MessageType, options: BinderOptions = {}): Binder => compileBinding(type, options)

export type { Binder, BinderOptions, BindInput } from './binding/binder'
export { needsExactJson } from './binding/exact'
export { readJson } from './binding/json-reader'
export type { ReadLimits } from './binding/limits'
export { decodeUtf8 } from './binding/utf8'
