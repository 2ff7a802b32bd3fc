import type { MetadataType } from '../type-metadata/model'
import { fullName } from './metadata-index'
import { isMarker } from './product-types'
import type { Program } from './program'

/**
 * Requests, then what they answer, then the rest, as they were collected (M-6.17); of two with one name the first (M-6.19). Markers are the client
 * library's; a page leaves out what else the library has too (M-7.7).
 */
export const inCollectionOrder = ({ collected, operation }: Program, library: ReadonlySet<string> = none): MetadataType[] => {
  const { requests, responses, met } = collected
  const known = new Map([...responses].reverse().map((type) => [fullName(type), type]))
  for (const type of [...met].reverse()) known.set(fullName(type), type)
  const answers = requests.flatMap((request) => {
    const response = operation(request)?.response
    return response ? (known.get(fullName(response)) ?? []) : []
  })
  const names = new Set<string>()
  return [...requests, ...answers, ...met, ...responses].filter(
    ({ name, namespace }) =>
      !isMarker(name) && !(namespace === 'ServiceStack' && library.has(name)) && !names.has(name) && names.add(name),
  )
}

const none: ReadonlySet<string> = new Set()
