import { sessionStoreContract } from '../../services/session-store-contract'
import { openBook, places } from './books'

describe.each(places)('%s: sign-ins', (_, engine, inFile) => {
  sessionStoreContract(async () => {
    const book = await openBook(engine, inFile)
    return { store: book.engine.sessions, end: () => book.end() }
  })
})
