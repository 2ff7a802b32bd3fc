import type { LedgerEvent } from '../ledger/usage-event'
import { asterisk } from './asterisk'
import { catalog } from './catalog'
import { cloudEvents } from './cloud-events'
import { freeswitch } from './freeswitch'
import { genericCsv } from './generic-csv'
import type { ImportFormat } from './import-format'

export { toCloudEvent } from './cloud-events'
export * from './http-target'
export * from './import-format'
export * from './importer'
export { mappedCsv } from './mapped-csv'
export { type MappingProfile, readProfile } from './mapping-profile'
export { firstBytes, peek } from './peek'
export { catalog, cloudEvents, genericCsv }

/** Forms of usage that are read out of the box. A new one is a file and a word here; the first that knows its own form reads the file. */
export const importFormats: readonly ImportFormat<LedgerEvent>[] = [genericCsv, asterisk, freeswitch, cloudEvents]

/** The format of a file by its name and its first bytes; undefined: ask for a name or a mapping profile. */
export const detectFormat = (
  fileName: string,
  firstText: string,
  formats: readonly ImportFormat<LedgerEvent>[] = importFormats,
): ImportFormat<LedgerEvent> | undefined => formats.find((format) => format.detect(fileName, firstText))

/** Whether a file is master data and not usage. */
export const isCatalog = (fileName: string, firstText: string): boolean => catalog.detect(fileName, firstText)

export const formatByName = (name: string, formats: readonly ImportFormat<LedgerEvent>[] = importFormats) =>
  formats.find((format) => format.name === name)

/** The format that a call's content type names. */
export const formatByMediaType = (mediaType: string, formats: readonly ImportFormat<LedgerEvent>[] = importFormats) => {
  const bare = mediaType.split(';')[0]!.trim().toLowerCase()
  return formats.find((format) => format.mediaTypes.includes(bare))
}
