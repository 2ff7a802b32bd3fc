import type { Member, MessageType } from '../../dtos/contract/message-type'
import { wireMembers } from './wire-members'

/**
 * A data contract, or a class marked `@CsvFirstList`, is an envelope: formats of rows write what it carries, its first list or dictionary
 * (R-4.50, R-4.70).
 */
export const pickedList = (type: MessageType): Member | undefined =>
  isEnvelope(type) ? wireMembers(type).find(({ type: { kind } }) => kind === 'list' || kind === 'dictionary') : undefined

/** What CSV takes of an envelope without a list: its first object. */
export const pickedObject = (type: MessageType): Member | undefined =>
  isEnvelope(type) ? wireMembers(type).find((member) => member.type.kind === 'object') : undefined

const isEnvelope = ({ dataContract, csvFirstList }: MessageType): boolean => dataContract !== undefined || csvFirstList === true
