import type { FormatName, MessageType } from './message-type'

/** What a format that is a page for a person tells of the call, beside its answer. */
export interface ReplyFacts {
  readonly serviceName: string
  /** Name and version of the gateway. */
  readonly product: string
  /** The gateway has metadata pages: messages can be linked to. */
  readonly hasPages: boolean
  /** Where the gateway is mounted, without a slash at the end: `''` at the root. Addresses in the page begin with it, whatever host it was called by. */
  readonly mount: string
  readonly verb: string
  /** Path and query as sent. */
  readonly url: string
  readonly status: number
  /** Undefined: the address names no message. */
  readonly message?: MessageType
  /** The predefined route answers whatever the path says: `/html/reply/{Name}`. */
  readonly predefined: boolean
  /** The path has a variable, so that the address itself says part of the message. */
  readonly hasPathParams: boolean
  readonly formats: readonly FormatName[]
  readonly time: Date
  /** What the time went into, in order. */
  readonly stages: readonly StageTime[]
  /** The message's members as the caller sent them, by names as sent: what a form to mend them starts with. */
  sent(): ReadonlyMap<string, string>
}

export interface StageTime {
  readonly name: string
  readonly ms: number
}
