import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

/** A server in a process of its own, so that what all of its threads cost can be read. */
export class ServerProcess {
  private constructor(
    readonly name: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  /** `profile`: a folder for the CPU profile that is written when the server stops. */
  static async start(name: string, profile?: string): Promise<ServerProcess> {
    const execArgv = profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []
    const child = fork(path.join(__dirname, 'serve.js'), [name], { execArgv, env: { ...process.env, NODE_ENV: 'production' } })
    const port = await Promise.race([
      once(child, 'message').then(([message]) => (message as { port: number }).port),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} did not start (exit code ${code}).`))),
    ])
    return new ServerProcess(name, port, child)
  }

  /** Microseconds of CPU of all threads since the process began. */
  async cpu(): Promise<number> {
    this.child.send('cpu')
    const [message] = await once(this.child, 'message')
    return (message as { cpu: number }).cpu
  }

  async stop(): Promise<void> {
    this.child.send('stop')
    await once(this.child, 'exit')
  }
}
