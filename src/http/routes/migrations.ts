import type { FastifyRequest } from 'fastify'
import type { Migration } from '../../contract/migrations.ts'
import {
  migrationRoute,
  migrationStepRoutes,
  migrationSteps,
  planRoute,
  startMigrationRoute,
  type MigrationStep,
} from '../../contract/routes/operator-routes.ts'
import { activeSide, type Verification } from '../../domain/move.ts'
import type { MovePlan } from '../../move/plan/plan.ts'
import type { MoveStatus } from '../../move/move-status.ts'
import { clientGone } from '../client-gone.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

/** The use cases of moves, with everything they need. */
export interface Migrations {
  plan(options: { readonly rebuild: boolean }, signal: AbortSignal): Promise<MovePlan>
  status(): Promise<MoveStatus | null>
  start(options: { readonly startedBy: string; readonly rebuild: boolean }, signal: AbortSignal): Promise<unknown>
  verify(): Promise<unknown>
  cutOver(force: boolean, signal: AbortSignal): Promise<unknown>
  rollBack(force: boolean, signal: AbortSignal): Promise<unknown>
  finish(): Promise<unknown>
  abandon(): Promise<unknown>
}

export interface MigrationRouteDeps {
  readonly operators: OperatorGate
  readonly migrations: Migrations
}

type StepWork = (force: boolean, signal: AbortSignal) => Promise<unknown>

/** Moves between vector stores, for operators. Every step replies with how the move stands then. */
export function migrationRoutes(app: Server, { operators, migrations }: MigrationRouteDeps): void {
  const standing = async () => ({ migration: toMigration(await migrations.status()) })
  const gate = { onRequest: async (request: FastifyRequest) => operators.require(request) }

  serveRoute(app, migrationRoute, standing, gate)
  serveRoute(
    app,
    planRoute,
    async ({ body, reply }) => {
      const { findings, ...others } = await migrations.plan({ rebuild: body.rebuild ?? false }, clientGone(reply))
      return { ...others, findings: [...findings] }
    },
    gate,
  )
  serveRoute(
    app,
    startMigrationRoute,
    async ({ body, reply }) => {
      const { started_by: startedBy = 'an operator', rebuild = false } = body
      await migrations.start({ startedBy, rebuild }, clientGone(reply))
      return standing()
    },
    gate,
  )

  const steps: Readonly<Record<MigrationStep, StepWork>> = {
    verify: () => migrations.verify(),
    cutover: (force, signal) => migrations.cutOver(force, signal),
    rollback: (force, signal) => migrations.rollBack(force, signal),
    finish: () => migrations.finish(),
    abandon: () => migrations.abandon(),
  }
  for (const [index, step] of migrationSteps.entries()) {
    const route = migrationStepRoutes[index]
    if (route === undefined) continue
    serveRoute(
      app,
      route,
      async ({ body, reply }) => {
        await steps[step](body.force, clientGone(reply))
        return standing()
      },
      gate,
    )
  }
}

function toMigration(status: MoveStatus | null): Migration | null {
  if (status === null) return null
  const { move, lag } = status
  const side = ({ store, name, address }: typeof move.from) => ({ store, name, address })
  return {
    id: move.id,
    state: move.state,
    from: side(move.from),
    to: side(move.to),
    rebuild: move.rebuild,
    answering: activeSide(move.state),
    started_by: move.startedBy,
    started_at: move.startedAt.toISOString(),
    updated_at: move.updatedAt.toISOString(),
    documents: move.documents,
    rows: move.rows,
    lag,
    verification: move.verification === null ? null : toVerification(move.verification),
    trouble: move.trouble,
  }
}

function toVerification({ differences, unowned, ...counts }: Verification): NonNullable<Migration['verification']> {
  return {
    ...counts,
    differences: differences.map(({ companyId, documentId, what }) => ({
      company_id: companyId,
      document_id: documentId,
      what,
    })),
    unowned: unowned.map(({ companyId, rows }) => ({ company_id: companyId, rows })),
  }
}
