import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync, statSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import {
  type CatalogTarget,
  catalog,
  counted,
  detectFormat,
  formatByName,
  type ImportFormat,
  type ImportProgress,
  type IngestTarget,
  importCatalog,
  importFormats,
  importInto,
  isCatalog,
  mappedCsv,
  peek,
  type ReadOptions,
  type Rejection,
  readProfile,
  rejectionLine,
} from '../../services/usage/imports'
import type { LedgerEvent } from '../../services/usage/ledger'
import type { ProgressView } from './progress'

export interface ImportFileOptions extends ReadOptions {
  /** A format's name; seen from the file unless said. */
  readonly format?: string
  /** A mapping profile's file. */
  readonly profile?: string
  readonly isCatalog?: boolean
  readonly since?: number
  readonly until?: number
  /** Where rejected lines go; made with the first one. */
  readonly rejectedFile: string
  readonly view: (totalBytes: number) => ProgressView
  readonly signal?: AbortSignal
}

/** Imports one file through the one path that all input takes, streaming; repeating it is safe. */
export async function importFile(
  file: string,
  target: IngestTarget & Partial<CatalogTarget>,
  options: ImportFileOptions,
): Promise<ImportProgress & { readonly rejectedFile?: string }> {
  const { size } = statSync(file)
  const view = options.view(size)
  const side = new SideFile(options.rejectedFile)
  const source = counted(createReadStream(file, { highWaterMark: 1 << 18 }), (bytes) => view.bytes(bytes))
  const { text: first, rest: whole } = await peek(source, () => false)
  const common = {
    onProgress: (progress: ImportProgress) => view.update(progress),
    onRejection: (rejection: Rejection) => side.write(rejection),
    ...(options.signal ? { signal: options.signal } : {}),
  }
  try {
    const progress =
      options.isCatalog || isCatalog(path.basename(file), first)
        ? await importCatalog(catalogTarget(target), catalog.read(whole), common)
        : await importInto(target, (await formatOf(file, first, options)).read(whole, options), {
            ...common,
            ...(options.since === undefined ? {} : { since: options.since }),
            ...(options.until === undefined ? {} : { until: options.until }),
          })
    return { ...progress, ...(await side.end()) }
  } finally {
    view.end()
  }
}

function catalogTarget(target: Partial<CatalogTarget>): CatalogTarget {
  if (!target.put) throw new Error('Master data is imported into the book itself: leave out --url.')
  return target as CatalogTarget
}

async function formatOf(file: string, first: string, options: ImportFileOptions): Promise<ImportFormat<LedgerEvent>> {
  if (options.profile !== undefined) return mappedCsv(readProfile(readFileSync(options.profile, 'utf8'), options.profile))
  const format = options.format === undefined ? detectFormat(path.basename(file), first) : formatByName(options.format)
  if (!format)
    throw new Error(
      `${file}: the format is not known; name it with --format (${importFormats.map(({ name }) => name).join(', ')}), or give a --profile.`,
    )
  return format
}

/** Rejected lines as JSONL, on disk before the import says that it is done. */
class SideFile {
  #stream: WriteStream | undefined

  constructor(private readonly file: string) {}

  async write(rejection: Rejection): Promise<void> {
    this.#stream ??= createWriteStream(this.file, { flags: 'w', mode: 0o600 })
    if (!this.#stream.write(rejectionLine(rejection))) await once(this.#stream, 'drain')
  }

  async end(): Promise<{ rejectedFile?: string }> {
    if (!this.#stream) return {}
    this.#stream.end()
    await once(this.#stream, 'close')
    return { rejectedFile: this.file }
  }
}
