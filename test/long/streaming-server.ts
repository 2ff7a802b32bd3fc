import { AllowAnonymous, ApiMember, Returns, Route } from '../../dtos/contract'
import { compression, createGateway } from '../../host'
import { Any } from '../../services'

class ExportedRow {
  @ApiMember({ type: 'int64' }) id!: bigint
  @ApiMember({}) account!: string
  @ApiMember({}) product!: string
  @ApiMember({ type: 'double' }) quantity!: number
  @ApiMember({ type: 'dateTime' }) at!: Date
}

@Route('/export/{Kind}/{Count}')
@AllowAnonymous()
class ExportRows extends Returns([ExportedRow]) {
  @ApiMember({}) kind!: string
  @ApiMember({ type: 'int32' }) count!: number
}

const row = (id: number) => ({
  id: BigInt(id),
  account: `account ${id % 1000}`,
  product: 'outbound, "call"',
  quantity: id / 4,
  at: new Date(id * 1000),
})

class ExportService {
  @Any(ExportRows) export({ kind, count }: ExportRows) {
    return kind === 'async' ? slow(count) : quick(count)
  }
}
function* quick(count: number) {
  for (let id = 0; id < count; id++) yield row(id)
}
/** As a database's cursor: a page of rows, then a wait. */
async function* slow(count: number) {
  for (let id = 0; id < count; id++) {
    if (id % 5000 === 0) await new Promise(setImmediate)
    yield row(id)
  }
}

/** A process of its own, whose memory is nobody else's: told when asked, with the largest since it was asked last. */
async function main(): Promise<void> {
  const gateway = createGateway({ services: [new ExportService()], features: [compression()] })
  const server = await gateway.listen(0, '127.0.0.1')
  let largest = 0
  setInterval(() => {
    largest = Math.max(largest, process.memoryUsage.rss())
  }, 5)
  process.on('message', () => {
    process.send!(largest)
    largest = process.memoryUsage.rss()
  })
  process.send!((server.address() as { port: number }).port)
}

void main()
