// The same tests on what `tsc` made: production code must behave as the code that swc made for the tests.
module.exports = {
  testEnvironment: 'node',
  // All cores: jest leaves one of two idle unless told.
  maxWorkers: '100%',
  // A test that waits is slow on a busy machine, and no worse for it.
  testTimeout: 30_000,
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  // Tests of the tree itself read its sources and its pages.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/test/long/', '<rootDir>/dist/test/project/'],
  transformIgnorePatterns: ['/node_modules/(?!(jose|openid-client|oauth4webapi)/)'],
  // Node loads ES modules by `import()`; jest on Node 20 cannot, so that where one is written is made a `require`, and nothing else is touched.
  transform: {
    '/node_modules/(jose|openid-client|oauth4webapi)/.+\\.js$|/host/auth/.+\\.js$': [
      '@swc/jest',
      { swcrc: false, jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
}
