import { expect, test } from 'vitest'
import type { InstallationFigures } from './installation-metrics.ts'
import { createMetrics } from './metrics.ts'

const figures: InstallationFigures = {
  documents: { processed: 7, error: 1 },
  oldestUnfinishedSeconds: 90,
  queues: [{ queue: 'process', waiting: 3, oldestSeconds: 12 }],
  move: {
    state: 'copying',
    documentsDone: 2,
    documentsTotal: 8,
    rows: 40,
    phase: { rows: { done: 40, total: 160 }, bytes: 80_000, workedMs: 2_000 },
    pace: { rowsPerSecond: 20, bytesPerSecond: 40_000, remainingSeconds: 6 },
    lag: { from: 0, to: 5 },
    different: 0,
    stuck: true,
    paused: true,
  },
  cost: {
    vcu: { today: 5, month: 50, forecast: 90 },
    usd: { today: 0.1, month: 1, forecast: 2 },
    budgetUsd: null,
    limits: { vcu_a_month: 2_500_000, upsert_bytes_a_second: null, delete_bytes_a_second: null },
  },
}

test('the whole installation is shown when somebody asks: documents, queues and the open move', async () => {
  const metrics = createMetrics('api')
  metrics.showInstallation(async () => figures)
  const text = await metrics.expose()
  for (const line of [
    'atenex_database_up{process="api"} 1',
    'atenex_documents{status="processed",process="api"} 7',
    'atenex_oldest_unfinished_document_seconds{process="api"} 90',
    'atenex_queue_jobs{queue="process",process="api"} 3',
    'atenex_queue_oldest_job_seconds{queue="process",process="api"} 12',
    'atenex_move_state{state="copying",process="api"} 1',
    'atenex_move_documents{part="total",process="api"} 8',
    'atenex_move_phase_rows{part="total",process="api"} 160',
    'atenex_move_rows_per_second{process="api"} 20',
    'atenex_move_remaining_seconds{process="api"} 6',
    'atenex_move_lag_changes{side="to",process="api"} 5',
    'atenex_move_stuck{process="api"} 1',
    'atenex_move_paused{process="api"} 1',
    'atenex_cost_vcu{period="forecast",process="api"} 90',
    'atenex_plan_limit{what="vcu_a_month",process="api"} 2500000',
  ])
    expect(text).toContain(`${line}\n`)
  // a rule compares with the budget: one that is not set must not look like one of nothing
  expect(text).not.toContain('atenex_cost_budget_usd{')
})

test('a database that is away shows as that, and the scrape goes on', async () => {
  const metrics = createMetrics('api')
  metrics.showInstallation(() => Promise.reject(new Error('away')))
  const text = await metrics.expose()
  expect(text).toContain('atenex_database_up{process="api"} 0\n')
  expect(text).not.toContain('atenex_documents{')
})

test('scrapes that come close together share one look at the database', async () => {
  const metrics = createMetrics('api')
  let looks = 0
  metrics.showInstallation(async () => {
    looks += 1
    return figures
  })
  await metrics.expose()
  await metrics.expose()
  expect(looks).toBe(1)
})
