import type { AddressInfo } from 'node:net'
import { servers } from './servers'

/** The child: one server of the list, on a port of its own. */
async function serve(name: string): Promise<void> {
  const start = servers[name]
  if (!start) throw new Error(`No server is called ${name}; there are ${Object.keys(servers).join(', ')}.`)
  const server = await start()()
  const { port } = server.address() as AddressInfo
  process.on('message', (message) => {
    if (message === 'stop') process.exit(0)
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: user + system })
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ port })
}

void serve(process.argv[2] ?? '')
