import type { ImportSource } from './import-format'

/** The beginning of a stream as text (one byte a character), and the stream as if nobody had looked. */
export async function peek(
  source: ImportSource,
  enough: (text: string) => boolean,
): Promise<{ text: string; rest: ImportSource }> {
  const iterator = source[Symbol.asyncIterator]()
  const first: (Uint8Array | string)[] = []
  let text = ''
  while (text.length < firstBytes && !enough(text)) {
    const { value, done } = await iterator.next()
    if (done) break
    first.push(value)
    text +=
      typeof value === 'string'
        ? value.slice(0, firstBytes)
        : Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1', 0, firstBytes)
  }
  return {
    text: text.slice(0, firstBytes),
    rest: {
      async *[Symbol.asyncIterator]() {
        try {
          yield* first
          for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
        } finally {
          await iterator.return?.()
        }
      },
    },
  }
}

/** How much of a file is looked at to see its form. */
export const firstBytes = 4096
