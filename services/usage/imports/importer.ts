import type { CatalogEntity, PutOutcome } from '../ledger/entities'
import type { LedgerEvent } from '../ledger/usage-event'
import { type Imported, type ImportItem, type ImportSource, isRejection, type Rejection } from './import-format'

/** Whatever takes events: a local book, or a running server (`httpTarget`). */
export interface IngestTarget {
  /** Answers when what it accepted is on disk. */
  ingest(events: readonly LedgerEvent[]): Promise<IngestOutcome>
}

export interface IngestOutcome {
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly message: string; readonly id?: string }[]
}

export interface ImportProgress {
  /** Lines read so far: accepted, duplicates, rejected, and those outside the window. */
  readonly items: number
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: number
  /** Left out by `since` and `until`. */
  readonly outside: number
  /** Everything up to this line was answered for: accepted, known before, or rejected. */
  readonly position: number
}

export interface ImportOptions {
  /** Milliseconds UTC, inclusive. */
  readonly since?: number
  /** Milliseconds UTC, exclusive. */
  readonly until?: number
  readonly batchSize?: number
  /** After each batch that the target acknowledged, and only then. */
  readonly onProgress?: (progress: ImportProgress) => void
  /** Awaited, so a slow side file slows the import instead of filling memory. */
  readonly onRejection?: (rejection: Rejection) => void | Promise<void>
  /** Ends the import after the batch that is under way. */
  readonly signal?: AbortSignal
}

const defaultBatch = 1_000
/** Texts are held until their batch is answered; long lines make shorter batches. */
const batchCharacters = 8_000_000

/**
 * Hands items over in batches and reports what became of each. One batch is with the target while the next is being read. Repeating an
 * import is safe at any point, because the book knows every event by its source and id.
 */
export async function importInto(
  target: IngestTarget,
  items: AsyncIterable<ImportItem<LedgerEvent>>,
  options: ImportOptions = {},
): Promise<ImportProgress> {
  const outside = ({ value }: Imported<LedgerEvent>) =>
    value.kind !== 'void' &&
    ((options.since !== undefined && value.occurredAt < options.since) ||
      (options.until !== undefined && value.occurredAt >= options.until))
  return run(items, options, outside, async (batch) => {
    const { accepted, duplicates, rejected } = await target.ingest(batch.map(({ value }) => value))
    return { accepted, duplicates, rejected }
  })
}

/** Whatever takes master data: a local book's `putAll`, or a running server. */
export interface CatalogTarget {
  put(entities: readonly CatalogEntity[]): Promise<readonly PutOutcome[]>
}

/** Master data; `duplicates` are the entities that were there already, unchanged. */
export async function importCatalog(
  target: CatalogTarget,
  items: AsyncIterable<ImportItem<CatalogEntity>>,
  options: Omit<ImportOptions, 'since' | 'until'> = {},
): Promise<ImportProgress> {
  return run(
    items,
    options,
    () => false,
    async (batch) => {
      const outcomes = await target.put(batch.map(({ value }) => value))
      const rejected = outcomes.flatMap((outcome, index) =>
        outcome.outcome === 'rejected' ? [{ index, code: outcome.code, message: outcome.message }] : [],
      )
      const duplicates = outcomes.filter(({ outcome }) => outcome === 'unchanged').length
      return { accepted: outcomes.length - rejected.length - duplicates, duplicates, rejected }
    },
  )
}

async function run<T>(
  items: AsyncIterable<ImportItem<T>>,
  { batchSize = defaultBatch, onProgress, onRejection, signal }: ImportOptions,
  isOutside: (item: Imported<T>) => boolean,
  send: (batch: readonly Imported<T>[]) => Promise<IngestOutcome>,
): Promise<ImportProgress> {
  const counts = { items: 0, accepted: 0, duplicates: 0, rejected: 0, outside: 0, position: 0 }
  let batch: ImportItem<T>[] = []
  let characters = 0
  let underWay: Promise<void> = Promise.resolve()

  const settle = async (sent: readonly ImportItem<T>[]) => {
    const inside = sent.filter((item): item is Imported<T> => !isRejection(item) && !isOutside(item))
    const outcome = inside.length > 0 ? await send(inside) : { accepted: 0, duplicates: 0, rejected: [] }
    const refused = outcome.rejected.map(({ index, code, message, id }) => {
      const { line, text } = inside[index]!
      return { line, text, code, message, ...(id ? { id } : {}) }
    })
    const rejections = [...sent.filter((item) => isRejection(item)), ...refused].sort((a, b) => a.line - b.line)
    for (const rejection of rejections) await onRejection?.(rejection)
    counts.items += sent.length
    counts.accepted += outcome.accepted
    counts.duplicates += outcome.duplicates
    counts.rejected += rejections.length
    counts.outside += sent.length - inside.length - (rejections.length - refused.length)
    counts.position = sent.at(-1)!.line
    onProgress?.({ ...counts })
  }
  const flush = async () => {
    const sent = batch
    batch = []
    characters = 0
    // The one before must have been answered: positions are told in order, and two batches bound the memory.
    await underWay
    underWay = settle(sent)
    underWay.catch(() => {}) // its error comes out of the next await
  }

  for await (const item of items) {
    if (signal?.aborted) break
    batch.push(item)
    characters += item.text.length
    if (batch.length >= batchSize || characters >= batchCharacters) await flush()
  }
  if (batch.length > 0 && !signal?.aborted) await flush()
  await underWay
  return counts
}

/** A rejection as a line of the side file. */
export const rejectionLine = ({ line, code, message, text }: Rejection): string =>
  `${JSON.stringify({ line, code, message, text })}\n`

/** The same stream, telling how many bytes went through: for a progress bar. */
export async function* counted(source: ImportSource, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array | string> {
  for await (const chunk of source) {
    onBytes(typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.byteLength)
    yield chunk
  }
}
