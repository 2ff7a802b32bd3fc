// Starts the test hosts and replays the recorded exchanges of the reference against them: node scripts/replay-reference.cjs ../shared/golden
const { spawn, spawnSync } = require('node:child_process')
const path = require('node:path')

const wire = path.join(path.resolve(process.argv[2]), 'wire')
const first = Number(process.env.CONFORMANCE_PORT ?? 5000)
const names = [
  'types',
  'default',
  'routes',
  'routes2',
  'fallback',
  'verbs',
  'results',
  'errors',
  'content',
  'web',
  'cors',
  'extra',
]
const ports = names.map((name, index) => `${name}=${first + index}`).join(',')

const hosts = spawn(process.execPath, [path.join(__dirname, '../dist/test/conformance/main.js')], {
  env: { ...process.env, CONFORMANCE_PORT: String(first) },
  stdio: ['ignore', 'pipe', 'inherit'],
})
hosts.once('exit', (code) => process.exit(code ?? 1))
hosts.stdout.once('data', () => {
  const files = [path.join(wire, 'replay.mjs'), path.join(wire, 'cases.jsonl'), 'http://127.0.0.1']
  const options = ['--ports', ports, '--known', path.join(wire, 'known.json'), '--quiet']
  const { status } = spawnSync(process.execPath, [...files, ...options], { stdio: 'inherit' })
  hosts.removeAllListeners('exit')
  hosts.once('exit', () => process.exit(status ?? 1))
  hosts.kill('SIGTERM')
})
