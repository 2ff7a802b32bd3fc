// The long suites (kills, a million events, packing, browsers): run by .ci/run, one at a time.
const base = require('./jest.config.cjs')
module.exports = {
  ...base,
  roots: ['<rootDir>/test/long'],
  // Every language's compiler over every recorded set takes many minutes (ALL_COMPILERS=1), so does every door with every credential
  // (NIGHTLY=1: the normal suite has a part of it), and times mean something on a quiet machine only (TIMING=1).
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.ALL_COMPILERS ? [] : ['compile-languages\\.test']),
    ...(process.env.NIGHTLY ? [] : ['access-matrix\\.test']),
    ...(process.env.TIMING ? [] : ['timing\\.test']),
  ],
  testTimeout: 600_000,
  maxWorkers: 1,
}
