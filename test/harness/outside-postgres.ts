import { inject } from 'vitest'
import {
  postgresPrograms,
  startPackagedPostgres,
  type OutsidePostgres,
  type PackagedVersion,
} from './packaged-postgres.ts'

/** A PostgreSQL of this version where it can be had; otherwise the server of the run. */
export async function startOutsidePostgres(version: PackagedVersion = 15): Promise<OutsidePostgres> {
  const programs = await postgresPrograms(version)
  if (programs !== null) return startPackagedPostgres(programs)
  console.warn('the embedded PostgreSQL is used instead')
  return { url: inject('postgres').serverUrl, stop: async () => undefined }
}
