// Compiles with the local TypeScript. With --if-stale only when a source file is newer than the last build.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const root = path.join(__dirname, '..')
const stamp = path.join(root, 'dist', '.built')
const sources = ['dtos', 'services', 'host', 'metadata-pages', 'test', 'bench', 'tsconfig.json', 'package.json']

function newest(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(0, ...fs.readdirSync(file).map((name) => newest(path.join(file, name))))
}

const built = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
const stale = Math.max(...sources.map((source) => newest(path.join(root, source)))) > built
if (process.argv.includes('--if-stale') && !stale) process.exit(0)

const tsc = path.join(path.dirname(require.resolve('typescript/package.json')), 'bin', 'tsc')
const result = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit' })
if (result.status !== 0) process.exit(result.status ?? 1)
fs.writeFileSync(stamp, '')
fs.chmodSync(path.join(root, 'dist/host/usage/tollgate.js'), 0o755)
