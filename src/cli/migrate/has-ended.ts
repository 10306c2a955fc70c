import type { Migration } from '../../contract/migrations.ts'

/** Nothing comes after it. */
export const hasEnded = ({ state }: Pick<Migration, 'state'>): boolean => state === 'finished' || state === 'abandoned'
