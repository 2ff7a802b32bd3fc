import type { Gateway } from '../../host'
import { contentHost } from './content'
import { errorsHost } from './errors'
import { extraHost } from './extra'
import { fallbackHost } from './fallback'
import { resultsHost } from './results'
import { routesHost } from './routes'
import { routes2Host } from './routes2'
import { typesHost } from './types'
import { verbsHost } from './verbs'
import { corsHost, webHost } from './web'

/** The test hosts of the recorded exchanges, in the order of their ports. */
const hosts: readonly (readonly [name: string, make: () => Gateway])[] = [
  ['types', () => typesHost()],
  ['default', () => typesHost({ dateHandler: 'timestampOffset' })],
  ['routes', routesHost],
  ['routes2', routes2Host],
  ['fallback', fallbackHost],
  ['verbs', verbsHost],
  ['results', resultsHost],
  ['errors', errorsHost],
  ['content', contentHost],
  ['web', webHost],
  ['cors', corsHost],
  ['extra', extraHost],
]
const order = 'types default routes routes2 fallback verbs results errors content web cors extra'.split(' ')

async function main(): Promise<void> {
  const first = Number(process.env.CONFORMANCE_PORT ?? 5000)
  const gateways = await Promise.all(
    hosts.map(async ([name, make]) => {
      const gateway = make()
      await gateway.listen(first + order.indexOf(name), '127.0.0.1')
      return gateway
    }),
  )
  process.once('SIGTERM', () => void Promise.all(gateways.map((gateway) => gateway.close(1))).then(() => process.exit(0)))
  console.log('ready')
}

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
