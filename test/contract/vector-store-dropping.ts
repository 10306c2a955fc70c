import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { DocumentScope } from '../../src/domain/document.ts'
import { parseCompanyId, parseDocumentId } from '../../src/domain/ids.ts'
import type { VectorStore } from '../../src/ports/vector-store.ts'
import { documentOf, specOf } from './vector-store-chunks.ts'

interface DroppingContext {
  readonly open: (collection: string) => Promise<VectorStore>
  readonly newName: () => string
  readonly random: () => number
}

const never = new AbortController().signal
const newScope = (): DocumentScope => ({
  companyId: parseCompanyId(randomUUID()),
  documentId: parseDocumentId(randomUUID()),
})

/** Part of the vector store suite: a collection goes as a whole, and alone. */
export function describeDropping({ open, newName, random }: DroppingContext): void {
  describe('dropping', () => {
    it('takes this collection away with every row in it, no other one, and may be repeated', async () => {
      const [gone, kept] = [newName(), newName()]
      const [dropped, beside] = [await open(gone), await open(kept)]
      await dropped.drop(never)
      const [scope, foreign, other] = [newScope(), newScope(), newScope()]
      for (const [one, its] of [
        [dropped, scope],
        [dropped, foreign],
        [beside, other],
      ] as const) {
        await one.ensure(specOf(one === dropped ? gone : kept), never)
        await one.replace(its, documentOf(its, 3, random), never)
      }
      const elsewhere = await open(gone)
      expect(await elsewhere.count(scope.companyId, null, never)).toBe(3)
      await dropped.drop(never)
      await dropped.drop(never)
      expect(await dropped.describe(never)).toBeNull()
      // whoever has it open notices
      expect(await elsewhere.describe(never)).toBeNull()
      expect(await (await open(gone)).describe(never)).toBeNull()
      expect(await beside.count(other.companyId, null, never)).toBe(3)

      // and one of the same name that is made later is empty
      await dropped.ensure(specOf(gone), never)
      for (const { companyId } of [scope, foreign]) expect(await dropped.count(companyId, null, never)).toBe(0)
    })

    it('is not begun once its signal has fired', async () => {
      const name = newName()
      const fresh = await open(name)
      await fresh.ensure(specOf(name), never)
      await expect(fresh.drop(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
      expect(await fresh.describe(never)).not.toBeNull()
    })

    it('tells a collection from another one of its name, where the store tells it at all', async () => {
      const name = newName()
      const fresh = await open(name)
      const { identity } = await fresh.ensure(specOf(name), never)
      expect(await (await open(name)).describe(never)).toMatchObject({ identity })
      await fresh.drop(never)
      const later = await fresh.ensure(specOf(name), never)
      if (identity !== null) expect(later.identity).not.toBe(identity)
    })
  })
}
