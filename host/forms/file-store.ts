import { createReadStream, rmSync } from 'node:fs'
import { type FileHandle, mkdtemp, open, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { UploadedFile } from '../../services'

/** Bytes of a file that are held in memory; a longer one goes to the disk as it comes. */
const mostInMemory = 64 << 10

/** The files of one call; `discard` takes the temporary ones away. */
export class FileStore {
  readonly files: UploadedFile[] = []
  #folder: Promise<string> | undefined
  #count = 0

  /** `root`: where temporary files stand. */
  constructor(private readonly root = tmpdir()) {}

  /** Reads one part to its end; a file stands where its part began. */
  async take(name: string, fileName: string, contentType: string, part: AsyncIterable<Buffer>): Promise<void> {
    const place = this.#count++
    const chunks: Buffer[] = []
    let length = 0
    let path: string | undefined
    let handle: FileHandle | undefined
    try {
      for await (const chunk of part) {
        length += chunk.length
        if (handle === undefined && length > mostInMemory) {
          path = join(await this.#directory(), String(place))
          handle = await open(path, 'wx', 0o600)
          for (const held of chunks) await handle.writeFile(held)
          chunks.length = 0
        }
        if (handle) await handle.writeFile(chunk)
        else chunks.push(chunk)
      }
    } finally {
      await handle?.close()
    }
    const words = { name, fileName, contentType, length }
    this.files[place] = path === undefined ? inMemory(words, Buffer.concat(chunks)) : onDisk(words, path)
  }

  discard(): void {
    const folder = this.#folder
    this.#folder = undefined
    // What the operating system does not let go stays in its temporary folder.
    folder?.then((path) => rmSync(path, { recursive: true, force: true })).catch(() => {})
  }

  #directory(): Promise<string> {
    this.#folder ??= mkdtemp(join(this.root, 'upload-'))
    return this.#folder
  }
}

type Words = Pick<UploadedFile, 'name' | 'fileName' | 'contentType' | 'length'>

const inMemory = (words: Words, bytes: Buffer): UploadedFile => ({
  ...words,
  stream: () => Readable.from(bytes.length === 0 ? [] : [bytes]),
  bytes: async () => bytes,
  text: async () => bytes.toString('utf8'),
})

const onDisk = (words: Words, path: string): UploadedFile => ({
  ...words,
  stream: () => createReadStream(path),
  bytes: () => readFile(path),
  text: () => readFile(path, 'utf8'),
})
