import type { UnitReader } from '../../../ports/models.ts'
import type { LazyPool } from '../inference/lazy-pool.ts'
import type { TextTokenizer } from '../tokenizer/text-tokenizer.ts'
import { pairEncoder } from './encode-pair.ts'

/** A reader in the processes of the embedder whose tokens it was taught with. */
export function createUnitReader(tokenizer: TextTokenizer, lazy: LazyPool): UnitReader {
  return {
    async read(question, units, { companyId, signal }) {
      const pool = lazy.running() ?? (await lazy.get(signal))
      const encode = pairEncoder(tokenizer, question)
      const readings = units.map(async (unit) => {
        const { ids, segments } = encode(unit)
        const [logOdds = 0] = await pool.embed(ids, { segments, urgent: true, company: companyId, signal })
        return logOdds
      })
      return await Promise.all(readings)
    },
  }
}
