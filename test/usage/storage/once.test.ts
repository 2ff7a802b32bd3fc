import { engines } from '../../../services/usage/storage'
import { onceStoreContract } from '../../services/once-store-contract'
import { openBook, places } from './books'

describe.each(places)('%s: what counts once', (_, engine, inFile) => {
  onceStoreContract(async () => {
    const book = await openBook(engine, inFile)
    return { store: book.engine.once, end: () => book.end() }
  })
})

test.each(Object.keys(engines))('%s: of two processes one is the first, and a new one knows', async (name) => {
  const book = await openBook(name, true)
  const second = await engines[name]!({ location: book.location })
  const until = Date.now() + 60_000
  const both = await Promise.all([book.engine.once.useOnce('x', until), second.once.useOnce('x', until)])
  expect(both.filter(Boolean)).toHaveLength(1)
  await second.close()
  const third = await engines[name]!({ location: book.location })
  expect(await third.once.useOnce('x', until)).toBe(false)
  await third.close()
  await book.end()
})
