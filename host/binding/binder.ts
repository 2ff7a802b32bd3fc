import type { MessageType, SerializationException } from '../../dtos/contract'
import type { ReadLimits } from './limits'

/** What the caller sent, as the dispatcher found it: nothing in it is decoded or read yet, except path variables and the body's tree. */
export interface BindInput {
  /** Variables of the route's template by their names in it, percent-decoded. */
  readonly pathParams?: Readonly<Record<string, string>>
  /** The raw query text without `?`; empty when there is none. */
  readonly query: string
  /** `none`: no body. `form`: see `form`. `tree`: see `tree`. `raw`: the message takes the stream unread. */
  readonly contentKind: 'none' | 'form' | 'tree' | 'raw'
  /** Raw urlencoded text, or the text parts of a multipart body in their order. */
  readonly form?: string | readonly (readonly [name: string, value: string])[]
  /** Parts of the form that were read as what their member says; `tree` is undefined where the text is not of that format. */
  readonly parts?: readonly { readonly name: string; readonly text: string; readonly tree: unknown; readonly cells: boolean }[]
  /** What the format's reader made of the body. */
  readonly tree?: unknown
  /** The tree's texts are cells: a structure in one is JSV (CSV, R-3.35). */
  readonly cells?: boolean
  /** The body's media type, for the words of. */
  readonly contentType?: string
  /** Predefined routes and `/api`: the query fills only what the body left at its default; else it overrides the body. */
  readonly predefined: boolean
}

export interface BinderOptions {
  /** Unknown names in a body are 400, for every message (else only where the message is `strict`). */
  readonly strict?: boolean
  /** A body's value of a wrong kind is dropped silently, as the reference does. */
  readonly lenient?: boolean
  readonly limits?: Partial<ReadLimits>
}

/** The compiled reader of one message. */
export interface Binder {
  readonly type: MessageType
  /** A JSON body of this message must be read without losing digits: `readJson(text, exactJson)`. */
  readonly exactJson: boolean
  /**
   * The caller's words as the message: body, then path, query, form; the last one wins.
   * Throws `SerializationException`; what is absent is for the validator to say.
   */
  bind(input: BindInput): object
  /** The answer to a body that its format's reader refused with a `FormatException`. */
  malformed(contentType: string, complaint: string): SerializationException
}
