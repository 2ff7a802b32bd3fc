import { readFileSync } from 'node:fs'
import { type ReadMetadata, readMetadata } from '../../metadata-pages'
import { UsageError } from './command'

/** Where a host tells its types, in the order in which they are asked (M-5.1, M-26.6). */
const places = ['/types/metadata?format=json', '/metadata/app.json']
const mostBytes = 64 * 1024 * 1024
const timeoutMs = 30_000

const isAddress = (source: string): boolean => /^https?:\/\//i.test(source)

/** The host's own address, from whatever page of it was copied. */
export const hostAddress = (source: string): string | undefined =>
  isAddress(source)
    ? source
        .replace(/[?#].*$/, '')
        .replace(/\/(types|metadata)(\/.*)?$/i, '')
        .replace(/\/+$/, '')
    : undefined

/** The type metadata of a host, ours or ServiceStack's, or of a saved file. */
export async function typesOf(source: string): Promise<ReadMetadata> {
  const address = hostAddress(source)
  return address === undefined ? fromFile(source) : fromHost(address)
}

function fromFile(file: string): ReadMetadata {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as Error).message}); SOURCE is a host's address or a file.`)
  }
  return parsed(text, file)
}

async function fromHost(address: string): Promise<ReadMetadata> {
  const failures: string[] = []
  for (const place of places) {
    try {
      return parsed(await textAt(address + place), address + place)
    } catch (error) {
      const { message, cause } = error as Error
      failures.push(cause instanceof Error ? `${message} (${cause.message})` : message)
    }
  }
  throw new Error(`${address} did not tell its types.\n${failures.map((failure) => `- ${failure}`).join('\n')}`)
}

async function textAt(url: string): Promise<string> {
  const response = await fetch(url, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(timeoutMs) }).catch(
    (cause: unknown) => {
      throw new Error(`${url}: no answer`, { cause: (cause as Error).cause ?? cause })
    },
  )
  if (!response.ok) {
    await response.body?.cancel()
    throw new Error(`${url}: ${response.status}`)
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) throw new Error(`${url}: more than ${mostBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parsed(text: string, where: string): ReadMetadata {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`${where}: not JSON`)
  }
  try {
    return readMetadata(json)
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`)
  }
}
