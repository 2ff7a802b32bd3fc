// Starts a thread from TypeScript sources (tests, development). A build starts the compiled file itself and never comes here.
// Also usable as `node --require`: then it only teaches the process to read TypeScript.
const { createHash } = require('node:crypto')
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { workerData } = require('node:worker_threads')

const cache = join(__dirname, '../../../../node_modules/.cache/tollgate-threads')

const compile = (source, filename) =>
  require('@swc/core').transformSync(source, {
    filename,
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  }).code

// Every test that opens a book starts a thread: what was compiled once is kept by its content.
const compiled = (filename) => {
  const source = readFileSync(filename, 'utf8')
  const kept = join(cache, `${createHash('sha256').update(`1 ${filename} ${source}`).digest('hex')}.js`)
  if (existsSync(kept)) return readFileSync(kept, 'utf8')
  const code = compile(source, filename)
  mkdirSync(cache, { recursive: true })
  const own = `${kept}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(own, code)
  renameSync(own, kept)
  return code
}

require.extensions['.ts'] = (module, filename) => module._compile(compiled(filename), filename)

if (workerData?.source) require(workerData.source)
