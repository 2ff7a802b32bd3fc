import { hosts } from './hosts'

async function main(): Promise<void> {
  const first = Number(process.env.CONFORMANCE_PORT ?? 5020)
  const gateways = await Promise.all(
    hosts.map(async ([, make], index) => {
      const gateway = await make()
      await gateway.listen(first + index, '127.0.0.1')
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
