import type { CollectionCopyReport } from '../../../contract/collection-copy-report.ts'
import { signReport } from '../../../domain/report/signed-report.ts'
import type { CopyOutcome, CopyPlan, PlannedCollection } from '../../../app/parts/open-collection-copy.ts'
import type { CopyLedger } from '../../../ports/moves/copy-ledger.ts'

interface Reported {
  readonly plan: CopyPlan
  readonly outcome: CopyOutcome
  readonly ledger: CopyLedger
  readonly madeAt: Date
}

/** Everything there is to say about a copy, signed with the key of its ledger. */
export function copyReport({ plan, outcome, ledger, madeAt }: Reported): CollectionCopyReport {
  const { beginning, comparison, differences } = outcome
  const { keys, duplicates, hash, missing, different, repaired, extra, examples, ...tolerated } = comparison
  const { tolerance, rounded, deviation } = tolerated
  const { rows, bytes, ms } = ledger.copy
  const end = ({ store, address, collection, version }: PlannedCollection) => ({ store, address, collection, version })
  const report = {
    format: 'atenex-copy-report-1' as const,
    made_at: madeAt.toISOString(),
    began_at: beginning.at,
    by: beginning.by,
    from: end(plan.from),
    to: end(plan.to),
    created: beginning.created,
    notes: [...beginning.notes],
    fields: plan.fields.map(({ name, from, to, becomes }) => ({ name, from, to, becomes })),
    copied: { rows, bytes, seconds: Math.round(ms / 100) / 10 },
    compared: {
      keys: { ...keys },
      duplicates: { ...duplicates },
      hash: { ...hash },
      missing,
      different,
      repaired,
      extra,
      tolerance,
      rounded,
      deviation,
      examples: [...examples],
    },
    differences,
  }
  return signReport(report, ledger.privateKey)
}
