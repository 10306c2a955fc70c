import { defineConfig } from 'oxlint'

import { boundaryOverrides } from './lint-boundaries.ts'

export default defineConfig({
  plugins: ['typescript', 'import', 'unicorn', 'oxc', 'promise', 'vitest', 'node'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  env: { node: true, es2024: true },
  ignorePatterns: ['node_modules', 'models', 'docs', 'test/fixtures'],
  rules: {
    'max-lines': ['error', { max: 350, skipBlankLines: false, skipComments: false }],
    'max-depth': ['error', 4],
    'max-params': ['error', { max: 5 }],
    complexity: ['error', 20],
    eqeqeq: 'error',
    'no-console': 'error',
    'no-else-return': 'error',
    'no-throw-literal': 'error',
    'no-await-in-loop': 'off',
    'no-shadow': 'off',
    'no-underscore-dangle': 'off',
    // Taste, or wrong about code we want: small local functions, vendor namespaces, messages in expect().
    'unicorn/consistent-function-scoping': 'off',
    'import/no-named-as-default-member': 'off',
    'oxc/no-map-spread': 'off',
    'oxc/no-async-endpoint-handlers': 'off',
    'unicorn/prefer-set-has': 'off',
    'typescript/no-misused-spread': 'off',
    // Does not see that a callback changes the variable.
    'no-unmodified-loop-condition': 'off',
    'promise/always-return': 'off',
    'vitest/valid-expect': ['error', { maxArgs: 2 }],
    'vitest/require-to-throw-message': 'off',
    'vitest/no-conditional-expect': 'off',
    // tsc already refuses a path without a value where one is promised.
    'typescript/consistent-return': 'off',
    // Control characters are what a text cleaner looks for.
    'no-control-regex': 'off',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-unassigned-import': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': ['error', { checksVoidReturn: false }],
    'typescript/await-thenable': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-type-assertion': 'off',
  },
  overrides: [
    ...boundaryOverrides(),
    {
      files: ['**/*.test.ts', 'test/**/*.ts'],
      rules: { complexity: 'off', 'typescript/no-non-null-assertion': 'off' },
    },
    {
      files: ['scripts/**', 'bench/**', 'bin/**', 'test/**', 'deploy/**'],
      rules: { 'no-console': 'off' },
    },
    {
      // Loaded by tools that want a default export.
      files: ['*.config.ts', 'test/harness/postgres-server.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
})
