import type { AnswersItself, Message } from '../dtos/contract'

/** The response type of a message, as its `Returns` says it. */
export type ResponseOf<M> = M extends Message<infer R> ? (R extends AnswersItself ? M : R) : never
