import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { planRequest, stepRequest } from '../../contract/migrations.ts'
import {
  migrationReportRoute,
  migrationRoute,
  migrationShadowRoute,
  migrationStepRoutes,
  migrationSteps,
  planRoute,
  startMigrationRoute,
  type MigrationStep,
} from '../../contract/routes/operator-routes.ts'
import { AppError } from '../../domain/errors.ts'
import { parseCompanyId, type CompanyId } from '../../domain/ids.ts'
import { renderReport } from '../../domain/report/signed-report.ts'
import type { VectorTolerance } from '../../domain/vector-tolerance.ts'
import type { MovePlan } from '../../move/plan/plan.ts'
import type { MoveStatus } from '../../move/move-status.ts'
import type { MoveReport } from '../../move/report-move.ts'
import { replyUnwanted } from '../client-gone.ts'
import type { OperatorGate } from '../identity/operator.ts'
import { toPlan } from '../migrations/to-plan.ts'
import { toMigration } from '../migrations/to-migration.ts'
import { toReport } from '../migrations/to-report.ts'
import { serveRoute } from '../serve-route.ts'
import type { Server } from '../server.ts'

/** The use cases of moves, with everything they need. */
export interface Migrations {
  plan(wish: MoveWish, signal: AbortSignal): Promise<MovePlan>
  status(): Promise<MoveStatus | null>
  start(wish: MoveWish & { readonly startedBy: string }, signal: AbortSignal): Promise<unknown>
  verify(step: Step): Promise<unknown>
  pause(wish: { readonly paused: boolean; readonly who: string }): Promise<unknown>
  cutOver(step: Step, signal: AbortSignal): Promise<unknown>
  rollBack(step: Step, signal: AbortSignal): Promise<unknown>
  finish(step: Step, signal: AbortSignal): Promise<unknown>
  abandon(step: Step, signal: AbortSignal): Promise<unknown>
  sweep(step: Step, signal: AbortSignal): Promise<unknown>
  shadow(wish: { readonly share: number; readonly who: string }): Promise<unknown>
  /** Null when there never was a move. */
  report(): Promise<MoveReport | null>
}

/** What is to be moved. */
interface MoveWish {
  readonly rebuild: boolean
  /** Null: all. */
  readonly companyId: CompanyId | null
}

/** What somebody wants of a step. */
interface Step {
  readonly force: boolean
  readonly who: string
  /** A collection's name; null keeps it. */
  readonly drop: string | null
  /** Null: all. */
  readonly companyId: CompanyId | null
  /** How much a vector may differ; null: in no bit. */
  readonly tolerance: VectorTolerance | null
}

export interface MigrationRouteDeps {
  readonly operators: OperatorGate
  readonly migrations: Migrations
  /** Of this product; named in reports. */
  readonly version: string
}

const someone = 'an operator'

type StepWork = (step: Step, signal: AbortSignal) => Promise<unknown>

/** Moves between vector stores, for operators. Every step replies with how the move stands then. */
export function migrationRoutes(app: Server, { operators, migrations, version }: MigrationRouteDeps): void {
  const standing = async () => {
    const status = await migrations.status()
    return { migration: status === null ? null : toMigration(status) }
  }
  const gate = { onRequest: async (request: FastifyRequest) => operators.require(request) }

  serveRoute(app, migrationRoute, standing, gate)
  serveRoute(
    app,
    planRoute,
    async ({ body, reply }) => {
      return toPlan(await migrations.plan(toWish(body), replyUnwanted(reply)))
    },
    gate,
  )
  serveRoute(
    app,
    startMigrationRoute,
    async ({ body, reply }) => {
      const { started_by: startedBy = someone } = body
      await migrations.start({ startedBy, ...toWish(body) }, replyUnwanted(reply))
      return standing()
    },
    gate,
  )
  serveRoute(
    app,
    migrationReportRoute,
    async ({ reply }) => {
      const report = await migrations.report()
      if (report === null)
        throw new AppError('not_found', 'There was no move yet.', { spanish: 'Todavía no ha habido ningún traslado.' })
      // signed and written in one way: the bytes a client stores are those that are checked
      return reply.type('application/json').serializer(renderReport).send(toReport(report, version))
    },
    gate,
  )

  serveRoute(
    app,
    migrationShadowRoute,
    async ({ body: { share, by: who = someone } }) => {
      await migrations.shadow({ share, who })
      return standing()
    },
    gate,
  )

  const steps: Readonly<Record<MigrationStep, StepWork>> = {
    verify: (wish) => migrations.verify(wish),
    cutover: (wish, signal) => migrations.cutOver(wish, signal),
    rollback: (wish, signal) => migrations.rollBack(wish, signal),
    finish: (wish, signal) => migrations.finish(wish, signal),
    abandon: (wish, signal) => migrations.abandon(wish, signal),
    sweep: (wish, signal) => migrations.sweep(wish, signal),
    pause: ({ who }) => migrations.pause({ paused: true, who }),
    resume: ({ who }) => migrations.pause({ paused: false, who }),
  }
  for (const [index, step] of migrationSteps.entries()) {
    const route = migrationStepRoutes[index]
    if (route === undefined) continue
    serveRoute(
      app,
      route,
      async ({ body, reply }) => {
        requireTaken(step, body)
        const { force, by: who = someone, drop = null, company, tolerance = null } = body
        await steps[step]({ force, who, drop, companyId: toCompany(company), tolerance }, replyUnwanted(reply))
        return standing()
      },
      gate,
    )
  }
}

/** What only some steps take: the others would be about more than was meant. */
const takers: Readonly<Record<'company' | 'drop' | 'tolerance', readonly MigrationStep[]>> = {
  company: ['cutover', 'rollback', 'sweep'],
  drop: ['finish', 'abandon'],
  tolerance: ['verify'],
}

function requireTaken(step: MigrationStep, body: z.infer<typeof stepRequest>): void {
  for (const name of ['company', 'drop', 'tolerance'] as const) {
    if (body[name] === undefined || takers[name].includes(step)) continue
    const spanish = `El paso ${step} no admite ${name}. No se ha cambiado nada.`
    throw new AppError('invalid_request', `The step ${step} takes no ${name}. Nothing was changed.`, { spanish })
  }
}

const toCompany = (company: string | undefined) => (company === undefined ? null : parseCompanyId(company))

const toWish = ({ rebuild = false, company }: z.infer<typeof planRequest>): MoveWish => ({
  rebuild,
  companyId: toCompany(company),
})
