import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Decimal } from 'decimal.js'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  createGateway,
  Get,
  type MemberKind,
  RawBody,
  type RequestContext,
  Returns,
  ReturnsVoid,
  Route,
} from '../../../host'

enum Day {
  Monday = 1,
  Friday = 5,
}
const maybe = (type: MemberKind) => ApiMember({ type, isOptional: true })

class SubType {
  @maybe('int32') id?: number
  @maybe('string') name?: string
}
@Route('/hello')
@Route('/hello/{Name}')
@AllowAnonymous()
class Hello extends Returns(SubType) {
  @maybe('string') name?: string
  @maybe('string') title?: string
}
class ComplexMembers {
  @maybe('int32') n?: number
  @maybe('double') f?: number
  @maybe('boolean') flag?: boolean
  @maybe('string') nul?: string
  @maybe(['string']) list?: string[]
  @maybe({ dictionary: 'string' }) map?: Record<string, string>
  @maybe(SubType) subType?: SubType
  @maybe([SubType]) subTypes?: SubType[]
  @maybe({ dictionary: SubType }) subTypeMap?: Record<string, SubType>
  @maybe({ dictionary: 'string', key: 'int32' }) intStringMap?: Record<string, string>
  @maybe('dateTime') date?: Date
  @maybe('timeSpan') span?: string
  @maybe('guid') guid?: string
  @maybe('bytes') bytes?: Uint8Array
  @maybe('decimal') dec?: Decimal
  @maybe('int64') long?: bigint
  @maybe(Day) day?: Day
}
@AllowAnonymous()
class Complex extends Returns(ComplexMembers, ComplexMembers) {}
@AllowAnonymous()
class HelloReturnVoid extends ReturnsVoid() {
  @maybe('string') name?: string
}
@Route('/raw')
@RawBody()
@AllowAnonymous()
class ReturnString extends Returns(String) {
  @maybe('int32') id?: number
  @maybe('string') name?: string
}
@AllowAnonymous()
class SendGet extends Returns(SubType) {
  @maybe('int32') id?: number
}

class Services {
  @Any(Hello) hello({ name, title }: Hello, { verb }: RequestContext) {
    return Object.assign(new SubType(), { name: `${verb} ${name}${title ? ` ${title}` : ''}` })
  }
  @Any(Complex) complex(request: Complex) {
    return request
  }
  @Any(HelloReturnVoid) none() {}
  @Any(ReturnString) async text({ id, name }: ReturnString, { body }: RequestContext) {
    let text = ''
    if (body) for await (const piece of body.stream) text += String(piece)
    return `${id} ${name} ${text}`
  }
  @Get(SendGet) sent({ id }: SendGet) {
    return Object.assign(new SubType(), { id })
  }
}

export const clientGateway = () => createGateway({ services: [new Services()], onError: () => {} })

export interface Answer {
  readonly status: number
  readonly head: string
  readonly body: string
}
/** `head`: request line and headers as recorded; length and the end of the connection are added. */
export function send(server: Server, head: string, body: string | Buffer = ''): Promise<Answer> {
  const lines = head
    .trim()
    .split('\n')
    .map((line) => line.trim())
  const framed = Buffer.from(body)
  const more = ['host: desk', 'connection: close', ...(framed.length > 0 ? [`content-length: ${framed.length}`] : [])]
  return new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let all = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => (all += chunk))
    socket.on('error', reject)
    socket.on('end', () => {
      const final = all.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')
      const [top = '', rest = ''] = final.split(/\r\n\r\n([\s\S]*)/)
      resolve({ status: Number(top.split(' ')[1]), head: top, body: rest })
    })
    socket.write(`${[...lines, ...more].join('\r\n')}\r\n\r\n`)
    socket.write(framed)
  })
}
