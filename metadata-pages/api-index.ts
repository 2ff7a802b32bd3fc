import type { Catalog, Operation } from '../dtos/contract'
import type { Visible } from './metadata-pages'
import { typeText } from './type-metadata/clr-names'

export interface ApiIndexEntry {
  readonly name: string
  readonly returns?: string
  readonly description?: string
  readonly notes?: string
  readonly links: Readonly<Record<string, string>>
}

/** Which messages there are, tag by tag: what `/api` answers. */
export function apiIndex(
  { operations }: Catalog,
  baseUrl: string,
  visible: Visible = () => true,
): Readonly<Record<string, readonly ApiIndexEntry[]>> {
  const shown = operations
    .filter(({ message }) => !message.excludeMetadata && visible(message.name))
    .sort((one, other) => (one.message.name < other.message.name ? -1 : 1))
  const untagged = shown.some(({ message }) => message.tags.length > 0) ? 'apis' : 'other'
  const byTag = new Map<string, ApiIndexEntry[]>()
  for (const operation of shown) {
    const { tags } = operation.message
    for (const tag of tags.length > 0 ? tags : [untagged])
      byTag.set(tag, [...(byTag.get(tag) ?? []), entryOf(operation, baseUrl)])
  }
  return Object.fromEntries(byTag)
}

function entryOf({ message }: Operation, baseUrl: string): ApiIndexEntry {
  const { name, response, description, notes } = message
  return {
    name,
    ...(response?.kind === 'value' ? { returns: typeText(response.type) } : {}),
    ...(description === undefined ? {} : { description }),
    ...(notes === undefined ? {} : { notes }),
    links: { api: `${baseUrl}/api/${name}`, ui: `${baseUrl}/json/metadata?op=${name}` },
  }
}
