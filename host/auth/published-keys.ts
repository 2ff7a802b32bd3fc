import type { JsonWebKey } from 'node:crypto'
import type { Express } from 'express'

type Keys = () => readonly JsonWebKey[]

const name = 'publishedKeys'

/** Public keys of all the gateway's providers at one address, `/.well-known/jwks.json`. */
export function publishKeys(app: Express, keys: Keys): void {
  const all: Keys[] = (app.locals[name] ??= [])
  all.push(keys)
  if (all.length > 1) return
  app.get('/.well-known/jwks.json', (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=300')
    response.json({ keys: all.flatMap((each) => each()) })
  })
}
