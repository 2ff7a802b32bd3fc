// Starts a thread from TypeScript sources (tests, development). A build starts the compiled file itself and never comes here.
const { readFileSync } = require('node:fs')
const { workerData } = require('node:worker_threads')
const { transformSync } = require('@swc/core')

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
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
  })
  module._compile(code, filename)
}

// Also usable as `node --require`: then there is nothing to start.
if (workerData?.source) require(workerData.source)
