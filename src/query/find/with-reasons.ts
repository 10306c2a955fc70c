import type { RetrievalReport } from '../../domain/passage.ts'

/** The same report; degraded by these reasons, where there are any. */
export function withReasons(report: RetrievalReport, reasons: readonly string[]): RetrievalReport {
  if (reasons.length === 0) return report
  return { ...report, degraded: true, reasons: [...report.reasons, ...reasons] }
}
