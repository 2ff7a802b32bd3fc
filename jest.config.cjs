// Tests run from the sources through swc: `npx jest` works on a clean checkout without a build.
module.exports = {
  testEnvironment: 'node',
  // All cores: jest leaves one of two idle unless told.
  maxWorkers: '100%',
  // A test that waits is slow on a busy machine, and no worse for it.
  testTimeout: 30_000,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/long/'],
  coverageProvider: 'v8',
  // These ship ES modules only, which jest on Node 20 cannot require.
  transformIgnorePatterns: ['/node_modules/(?!(jose|openid-client|oauth4webapi)/)'],
  transform: {
    '^.+\\.[tj]s$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: true,
        module: { type: 'commonjs' },
        jsc: {
          target: 'es2022',
          keepClassNames: true,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
      },
    ],
  },
}
