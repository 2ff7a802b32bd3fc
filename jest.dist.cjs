// The same tests on what `tsc` made: production code must behave as the code that swc made for the tests.
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/dist/test'],
  testMatch: ['**/*.test.js'],
  // Tests of the tree itself read its sources and its pages.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/test/long/', '<rootDir>/dist/test/project/'],
  transformIgnorePatterns: ['/node_modules/(?!(jose|openid-client|oauth4webapi)/)'],
  transform: { '/node_modules/(jose|openid-client|oauth4webapi)/.+\\.js$': ['@swc/jest', { swcrc: false, module: { type: 'commonjs' } }] },
}
