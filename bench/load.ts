import { connect, type Socket } from 'node:net'

const headEnd = Buffer.from('\r\n\r\n')
const contentLength = /\r\ncontent-length: *(\d+)/i

export interface Reply {
  readonly status: number
  readonly head: string
  readonly body: string
}

/** One keep-alive connection that sends the same bytes again and again; replies are framed by their Content-Length alone. */
class Connection {
  private socket!: Socket
  private left = 0
  private head: Buffer = Buffer.alloc(0)
  private collected: Buffer[] | undefined
  private done: (reply: Reply | undefined) => void = () => {}
  private fail: (error: Error) => void = () => {}
  private text = ''

  static async open(port: number, request: Buffer): Promise<Connection> {
    const connection = new Connection(request)
    await new Promise<void>((resolve, reject) => {
      connection.socket = connect({ port, host: '127.0.0.1', noDelay: true }, resolve)
      connection.socket.once('error', reject)
    })
    connection.socket.on('error', (error) => connection.fail(error))
    connection.socket.on('close', () => connection.fail(new Error('The server closed a connection.')))
    connection.socket.on('data', (chunk) => connection.receive(chunk))
    return connection
  }

  private constructor(private readonly request: Buffer) {}

  /** Sends one request after another while `more` says so. */
  repeat(more: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.fail = reject
      const next = () => {
        if (more()) this.socket.write(this.request)
        else resolve()
      }
      this.done = next
      next()
    })
  }

  /** One request and its whole reply. */
  once(): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.fail = reject
      this.collected = []
      this.done = (reply) => {
        this.collected = undefined
        resolve(reply!)
      }
      this.socket.write(this.request)
    })
  }

  close(): void {
    this.fail = () => {}
    this.socket.destroy()
  }

  private receive(chunk: Buffer): void {
    if (this.left === 0) {
      const bytes = this.head.length > 0 ? Buffer.concat([this.head, chunk]) : chunk
      const end = bytes.indexOf(headEnd)
      if (end < 0) {
        this.head = bytes
        return
      }
      this.head = Buffer.alloc(0)
      this.text = bytes.toString('latin1', 0, end)
      const length = contentLength.exec(this.text)
      if (!length) return void this.fail(new Error(`A reply without Content-Length: ${this.text}`))
      this.left = Number(length[1])
      chunk = bytes.subarray(end + headEnd.length)
    }
    this.left -= chunk.length
    this.collected?.push(chunk)
    if (this.left < 0) return void this.fail(new Error('More came than was asked for.'))
    if (this.left > 0) return
    const reply = this.collected && {
      status: Number(this.text.slice(9, 12)),
      head: this.text,
      body: Buffer.concat(this.collected).toString(),
    }
    this.done(reply)
  }
}

/** What a server answers, for the comparison before anything is measured. */
export async function ask(port: number, request: Buffer): Promise<Reply> {
  const connection = await Connection.open(port, request)
  try {
    return await connection.once()
  } finally {
    connection.close()
  }
}

export interface Load {
  readonly connections: number
  readonly requests: number
  /** The connections stand, and each had its first reply. */
  readonly before: () => Promise<void>
  /** All replies are in. */
  readonly after: () => Promise<void>
}

/** Keeps the server busy with that many requests. */
export async function load(port: number, request: Buffer, { requests, before, after, ...options }: Load): Promise<void> {
  const connections = await Promise.all(Array.from({ length: options.connections }, () => Connection.open(port, request)))
  try {
    await Promise.all(connections.map((connection) => connection.once()))
    await before()
    let running = true
    // A generator that sleeps makes the server's socket writes dearer, and ratios bimodal: this one never does.
    const spin = () => {
      if (running) setImmediate(spin)
    }
    spin()
    let left = requests
    await Promise.all(connections.map((connection) => connection.repeat(() => left-- > 0)))
    running = false
    await after()
  } finally {
    for (const connection of connections) connection.close()
  }
}
