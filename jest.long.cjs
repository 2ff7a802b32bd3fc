// The long suites (kills, a million events, packing, browsers): run by .ci/run, one at a time.
const base = require('./jest.config.cjs')
module.exports = {
  ...base,
  roots: ['<rootDir>/test/long'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 600_000,
  maxWorkers: 1,
}
