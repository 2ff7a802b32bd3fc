import type { Message } from '../dtos/contract'
import type { ResponseOf } from './response-of'

/**
 * Sends messages to their services, in this process or on another host alike. Messages and responses keep their types; what fails is thrown
 * as a `WebServiceException`.
 */
export interface ServiceGateway {
  send<M extends Message<unknown>>(message: M): Promise<ResponseOf<M>>
  /** Messages of one class, as one batch: responses in the same order. */
  sendAll<M extends Message<unknown>>(messages: readonly M[]): Promise<ResponseOf<M>[]>
  /** One way: what it answers is dropped. */
  publish(message: Message<unknown>): Promise<void>
  publishAll(messages: readonly Message<unknown>[]): Promise<void>
}
