import { newReportKey } from '../../../domain/report/signed-report.ts'
import type { ReportKey } from '../../../ports/moves/report-key.ts'
import { guarded, type Database } from '../database.ts'

export function createReportKey(db: Database): ReportKey {
  const stored = () => db.selectFrom('report_key').select('private_key').executeTakeFirst()
  return {
    privateKey: () =>
      guarded(async () => {
        const found = await stored()
        if (found !== undefined) return found.private_key
        // whoever comes first decides for all
        await db
          .insertInto('report_key')
          .values({ private_key: newReportKey() })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        const made = await stored()
        if (made === undefined) throw new Error('the key that was just stored is not there')
        return made.private_key
      }),
  }
}
