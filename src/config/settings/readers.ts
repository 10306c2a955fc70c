import type { Role } from '../setting.ts'

// Which roles read a setting.

export const ingest = ['ingest-api', 'ingest-worker'] as const satisfies readonly Role[]
export const worker = ['ingest-worker'] as const satisfies readonly Role[]
export const query = ['query-api'] as const satisfies readonly Role[]
export const http = ['ingest-api', 'query-api'] as const satisfies readonly Role[]
export const embedding = ['ingest-worker', 'query-api'] as const satisfies readonly Role[]
