import {
  type MetadataOperationType,
  type MetadataPropertyType,
  type MetadataType,
  type MetadataTypes,
  select,
} from '../../metadata-pages'
import { type TypeName, typeName } from '../../metadata-pages/languages/type-name'
import { withClashes } from './recorded-set'
import { undefinedNames } from './undefined-names'

/** A fact of a page that differs: which, of what message, and both forms of it as text. */
export interface DifferentFact {
  /** `xml response`, `tables`. */
  readonly fact: string
  readonly operation: MetadataOperationType
  /** The types that the page shows. */
  readonly types: readonly MetadataType[]
  readonly own: string
  readonly reference: string
}

/** A fact that differs on purpose, or that type metadata alone does not tell: known by its construct, never by the name of a message. */
export interface FactDifference {
  readonly why: string
  readonly fact: RegExp
  readonly is: (found: DifferentFact) => boolean
}

const members = ({ types }: DifferentFact): readonly MetadataPropertyType[] => types.flatMap(({ properties = [] }) => properties)
const typesIn = (type: TypeName): TypeName[] => [type, ...type.args.flatMap(typesIn)]
const typesOf = (found: DifferentFact): TypeName[] =>
  members(found).flatMap(({ type, genericArgs }) => typesIn(typeName(type, genericArgs)))
const names = (found: DifferentFact, form: RegExp): boolean => typesOf(found).some(({ name }) => form.test(name))

const words = (text: string): string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? []
/** One text is the other with something left out. */
const isPartOf = (part: string, whole: string): boolean => {
  const all = words(whole)
  let at = 0
  return words(part).every((word) => {
    const found = all.indexOf(word, at)
    at = found + 1
    return found >= 0
  })
}

const sample = / (request|response)$/
/** Types of the platform that no message of ours can have. */
const platform = new RegExp(`${undefinedNames.source}|^(Uri|Type|IntPtr|UIntPtr|SByte|Stream|DateTimeOffset|TimeZone)$`)

export const factDifferences: readonly FactDifference[] = [
  { why: 'M-2.16: a format by its own name', fact: /^(?!(json|xml|jsv|csv|html) )\S+ (help|heading)$/, is: () => true },
  {
    why: 'M-8.1: arrays of arrays and of lists keep all their levels',
    fact: /^tables$/,
    is: (found) => typesOf(found).some(({ rank, args }) => rank > 1 || (rank > 0 && args.length > 0)),
  },
  {
    why: 'M-7.4: the message’s own closed response',
    fact: /^tables$/,
    is: ({ operation }) => (operation.returnType?.genericArgs ?? operation.response?.genericArgs ?? []).length > 0,
  },
  {
    why: 'M-2.6: priorities are not in type metadata; a catalog has them',
    fact: /^routes$/,
    is: ({ operation, own, reference }) =>
      (operation.routes ?? []).length > 1 && words(own).sort().join() === words(reference).sort().join(),
  },
  {
    why: 'M-5.14: a member that is left out of the metadata',
    fact: sample,
    is: ({ own, reference }) => isPartOf(own, reference),
  },
  {
    why: 'M-5.14: a member without a setter is told as any other',
    fact: /^xml (request|response)$/,
    is: ({ own, reference }) => isPartOf(reference, own),
  },
  {
    why: 'M-3.11: types of the platform that no message of ours can have',
    fact: /^/,
    is: (found) => names(found, platform),
  },
  {
    why: 'M-3.11: fields inside the queues and stacks of the platform',
    fact: /^xml (request|response)$/,
    is: (found) => names(found, /^(Queue|Stack|LinkedList|SortedSet|SortedList|ConcurrentDictionary)$/),
  },
  {
    why: 'M-4.7: an array of two dimensions is told as one of one',
    fact: sample,
    is: (found) =>
      typesOf(found).some(({ rank, name }) => rank === 1 && name !== 'Byte') &&
      isPartOf(found.reference.replace(/ i:nil=\\?"true\\?" \//g, ''), found.own),
  },
  {
    why: 'M-4.1: names that are equal after casing are refused at the start',
    fact: sample,
    is: ({ types }) => withClashes({ types, words: new Set(), genericAnswers: [] }).length > 0,
  },
  {
    why: 'M-4.7: the owners of an inner type are not told with its name',
    fact: /^xml (request|response)$/,
    is: ({ types }) => types.some(({ isNested }) => isNested),
  },
]

/** Why a fact of a message's page differs; undefined: it must not. */
export const whyDifferent = (
  metadata: MetadataTypes,
  operation: MetadataOperationType,
  fact: string,
  own: string,
  reference: string,
): string | undefined => {
  const types = select(metadata, operation)
  return factDifferences.find((each) => each.fact.test(fact) && each.is({ fact, operation, types, own, reference }))?.why
}
