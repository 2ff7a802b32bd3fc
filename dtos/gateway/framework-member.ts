import { ApiMember, type ApiMemberOptions, DataMember } from '../contract'

/** Where the reference keeps its own messages, for XML and for generated clients. */
export const frameworkNamespace = 'ServiceStack'

/** A member of a message that the reference has as well: its place on the wire, and that it may be absent. */
export const framework =
  (order: number, words: string, options: Omit<ApiMemberOptions, 'isOptional'> = {}): PropertyDecorator =>
  (prototype, property) => {
    DataMember({ order })(prototype, property)
    ApiMember(words, { type: 'string', ...options, isOptional: true })(prototype, property)
  }
