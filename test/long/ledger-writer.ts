import { engines } from '../../services/usage/storage'
import { whole } from '../usage/reaches'
import { call, catalog, everywhere } from '../usage/storage/books'

/**
 * A process that writes into a book until it is killed: `ledger-writer.ts LOCATION PREFIX EVENTS SIZE`. A line `+ FIRST LAST` follows each batch that was
 * acknowledged, and only then.
 */
const run = async (location: string, prefix: string, total: number, size: number): Promise<void> => {
  const engine = await engines.sqlite!({ location, busyMs: 20_000 })
  await engine.masterData.put(whole, catalog)
  process.stdout.write('ready\n')
  const write = async (first: number) => {
    const batch = Array.from({ length: Math.min(size, total - first) }, (_, at) => call({ id: `${prefix}-${first + at}` }))
    await engine.ledger.ingest(batch, { ...everywhere, receivedAt: Date.now() })
    process.stdout.write(`+ ${first} ${first + batch.length - 1}\n`)
  }
  for (let first = 0; first < total; first += 4 * size)
    await Promise.all(
      [0, 1, 2, 3]
        .map((lane) => first + lane * size)
        .filter((start) => start < total)
        .map(write),
    )
  await engine.close()
  process.stdout.write('complete\n')
}

const [location, prefix, total, size] = process.argv.slice(2)
void run(location!, prefix!, Number(total), Number(size))
