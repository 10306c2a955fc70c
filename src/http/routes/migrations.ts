import type { FastifyRequest } from 'fastify'
import {
  migrationReply,
  planReply,
  planRequest,
  startRequest,
  switchRequest,
  type Migration,
  type PlanReply,
} from '../../contract/migrations.ts'
import { activeSide, type Verification } from '../../domain/move.ts'
import type { MovePlan } from '../../move/plan/plan.ts'
import type { MoveStatus } from '../../move/move-status.ts'
import { clientGone } from '../client-gone.ts'
import type { OperatorGate } from '../identity/operator.ts'
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

const base = '/api/v1/migrations'

/** Moves between vector stores, for operators. Every step replies with how the move stands then. */
export function migrationRoutes(app: Server, { operators, migrations }: MigrationRouteDeps): void {
  const standing = async () => ({ migration: toMigration(await migrations.status()) })
  // before anything else of the request is looked at
  const onRequest = async (request: FastifyRequest) => operators.require(request)
  const response = { 200: migrationReply }

  app.get(`${base}/current`, { onRequest, schema: { response } }, standing)
  app.post(
    `${base}/plan`,
    { onRequest, schema: { body: planRequest.nullish(), response: { 200: planReply } } },
    async (request, reply): Promise<PlanReply> => {
      const plan = await migrations.plan({ rebuild: request.body?.rebuild ?? false }, clientGone(reply))
      return { ...plan, findings: [...plan.findings] }
    },
  )
  app.post(base, { onRequest, schema: { body: startRequest.nullish(), response } }, async (request, reply) => {
    const { started_by: startedBy = 'an operator', rebuild = false } = request.body ?? {}
    await migrations.start({ startedBy, rebuild }, clientGone(reply))
    return standing()
  })
  const step = (name: string, work: (force: boolean, signal: AbortSignal) => Promise<unknown>) =>
    app.post(
      `${base}/current/${name}`,
      { onRequest, schema: { body: switchRequest.nullish(), response } },
      async (request, reply) => {
        await work(request.body?.force ?? false, clientGone(reply))
        return standing()
      },
    )
  step('verify', () => migrations.verify())
  step('cutover', (force, signal) => migrations.cutOver(force, signal))
  step('rollback', (force, signal) => migrations.rollBack(force, signal))
  step('finish', () => migrations.finish())
  step('abandon', () => migrations.abandon())
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
