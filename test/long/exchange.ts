import { connect } from 'node:net'

/** Sends bytes on a socket of their own; all that came back until it closed. `finish`: our side is closed once all is sent. */
export function exchanged(port: number, bytes: Buffer, finish = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`No answer in 5 s to ${JSON.stringify(bytes.toString('latin1').slice(0, 2000))}`))
    }, 5_000)
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => (answer += chunk))
    socket.on('error', (error) => (answer ||= `no answer: ${error.message}`))
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(answer)
    })
    // A client that ends its side before it has its answer gives up the call: node drops it then.
    if (finish) socket.end(bytes)
    else socket.write(bytes)
  })
}

/** The statuses of all answers in what came back. */
export const statusesOf = (answer: string): number[] =>
  Array.from(answer.matchAll(/(?:^|[\s\S])HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status))
