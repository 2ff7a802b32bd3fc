import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { asteriskProfile } from '../imports/asterisk'
import { catalogOf } from './catalog'
import { expectedOf, type SampleExpected } from './expected'
import { filesOf } from './files'
import { planOf, type SampleOptions } from './options'
import { sampleWorld } from './world'

export interface SampleProgress {
  readonly file: string
  /** Of this file. */
  readonly bytes: number
}

/** Master data, usage files, the profile of the CDR file, and the expected answers, all into one folder. */
export async function writeSample(
  folder: string,
  options: SampleOptions = {},
  onProgress: (progress: SampleProgress) => void = () => {},
): Promise<readonly string[]> {
  const world = sampleWorld(planOf(options))
  const written: string[] = []
  const write = async (name: string, text: AsyncIterable<string> | Iterable<string>) => {
    const path = join(folder, name)
    const stream = createWriteStream(path)
    const end = finished(stream)
    end.catch(() => {}) // told by the await below
    for await (const chunk of text) {
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), end])
      onProgress({ file: name, bytes: stream.bytesWritten + stream.writableLength })
    }
    stream.end()
    await end
    written.push(path)
  }
  await mkdir(folder, { recursive: true })
  await write('catalog.jsonl', catalogLines(world))
  for (const file of filesOf(world)) {
    await write(file.name, file.chunks())
    if (file.format === 'asterisk')
      await write('asterisk.profile.json', [`${JSON.stringify({ ...asteriskProfile, zone: file.zone }, null, 2)}\n`])
  }
  await write('expected.json', expectedLines(expectedOf(world)))
  return written
}

export function* catalogLines(world: ReturnType<typeof sampleWorld>): Generator<string> {
  for (const entity of catalogOf(world)) yield `${JSON.stringify(entity)}\n`
}

/** JSON with a month a line: the whole of a large sample is longer than a string can be. */
function* expectedLines({ months, ...head }: SampleExpected): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"months":[\n`
  for (const [i, month] of months.entries()) yield `${JSON.stringify(month)}${i < months.length - 1 ? ',' : ''}\n`
  yield ']}\n'
}
