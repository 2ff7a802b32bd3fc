// Adds up the JSON results of the suites, tells what failed, and closes with one line; exits 1 where anything failed.
const fs = require('node:fs')
const path = require('node:path')

const folder = process.argv[2]
const sum = { passed: 0, failed: 0, skipped: 0 }
for (const name of fs.readdirSync(folder)) {
  const result = JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))
  console.log(`${name.replace('.json', '')}: ${result.numPassedTests} passed, ${result.numFailedTests} failed`)
  sum.passed += result.numPassedTests
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites
  sum.skipped += result.numPendingTests
  for (const suite of result.testResults) {
    const file = path.relative(process.cwd(), suite.name)
    if (suite.status === 'failed' && suite.assertionResults.length === 0) console.log(`FAILED ${file}\n${suite.message}`)
    for (const test of suite.assertionResults)
      if (test.status === 'failed')
        console.log(`FAILED ${file}: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 4000)}`)
  }
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
process.exit(sum.failed > 0 ? 1 : 0)
