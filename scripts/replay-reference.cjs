// Starts test hosts and replays the recorded exchanges of the reference against them: node scripts/replay-reference.cjs ../shared/golden [set…]
const { spawn, spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const golden = path.resolve(process.argv[2])
const first = Number(process.env.CONFORMANCE_PORT ?? 5000)

const wireHosts = 'types default routes routes2 fallback verbs results errors content web cors extra'.split(' ')
const authHosts = 'a1 a2 a3 a4 a5 a6 a7 keys'.split(' ')

/** Hosts that remember (sign-ins, wrong passwords, names that are taken) are started fresh for each run. */
const sets = {
  wire: { folder: 'wire', main: 'main.js', hosts: wireHosts, port: first, options: [], env: {} },
  auth: { folder: 'auth', main: 'auth/main.js', hosts: authHosts, port: first + 20, options: [], env: {} },
  'auth, own denials': {
    folder: 'auth',
    main: 'auth/main.js',
    hosts: authHosts,
    port: first + 30,
    options: ['--denials', 'own'],
    env: { DENIALS: 'own' },
  },
}

function replay({ folder, main, hosts, port, options, env }) {
  const cases = path.join(golden, folder)
  const ports = hosts.map((name, index) => `${name}=${port + index}`).join(',')
  const running = spawn(process.execPath, [path.join(__dirname, '../dist/test/conformance', main)], {
    env: { ...process.env, ...env, CONFORMANCE_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve) => {
    running.once('exit', (code) => resolve(code ?? 1))
    running.stdout.once('data', () => {
      const files = [path.join(cases, 'replay.mjs'), path.join(cases, 'cases.jsonl'), 'http://127.0.0.1']
      const known = ['--ports', ports, '--known', path.join(cases, 'known.json'), '--quiet']
      const { status } = spawnSync(process.execPath, [...files, ...known, ...options], { stdio: 'inherit' })
      running.removeAllListeners('exit')
      running.once('exit', () => resolve(status ?? 1))
      running.kill('SIGTERM')
    })
  })
}

async function main() {
  const wanted = process.argv.slice(3)
  let failed = 0
  for (const [name, set] of Object.entries(sets)) {
    if (!fs.existsSync(path.join(golden, set.folder)) || (wanted.length > 0 && !wanted.includes(name))) continue
    console.log(`\n${name}`)
    failed ||= await replay(set)
  }
  process.exit(failed)
}

main()
