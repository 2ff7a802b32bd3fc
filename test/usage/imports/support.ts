import type { ImportFormat, ImportItem, ReadOptions } from '../../../services/usage/imports'

export async function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length]!)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

export async function* pieces(...texts: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* texts
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export const readAll = <T>(format: ImportFormat<T>, text: string | Uint8Array, options?: ReadOptions): Promise<ImportItem<T>[]> =>
  collect(format.read(pieces(text), options))

/** `value` of an accepted item, `code` of a rejected one, for short expectations. */
export const verdicts = <T>(items: readonly ImportItem<T>[]) => items.map((item) => ('code' in item ? item.code : item.value))
