import type { Log } from '../../src/ports/log.ts'

const nothing = () => undefined

/** For code under test whose log is not the point. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing, child: () => silentLog }
