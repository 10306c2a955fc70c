import fc from 'fast-check'

/**
 * Every run of the property tests tries the same values: what fails by chance, once in months, helps nobody who changes something else.
 * `TEST_SEED` is for trying others, and `npm run repeat` gives each of its runs one.
 */
const pinned = 20_261_127

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['TEST_SEED'] ?? pinned) })
