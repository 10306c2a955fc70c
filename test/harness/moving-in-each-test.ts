import { afterEach, beforeEach } from 'vitest'
import { documentsOnMove, type DocumentsOnMove } from './documents-on-move.ts'
import { openMoving, type Moving } from './move.ts'

export interface MovingInEachTest {
  readonly moving: Moving
  readonly documents: DocumentsOnMove
  /** A worker at moves; it has stopped before the next test. */
  work(changes?: Parameters<Moving['work']>[0]): ReturnType<Moving['work']>
}

/** Called once at the top of a test file: each of its tests gets a move of its own to make. */
export function movingInEachTest(): MovingInEachTest {
  let moving: Moving
  let documents: DocumentsOnMove
  const stopping: (() => Promise<void>)[] = []
  beforeEach(async () => {
    moving = await openMoving()
    documents = documentsOnMove(moving)
  })
  afterEach(async () => {
    for (const stop of stopping.splice(0)) await stop()
    await moving.close()
  })
  return {
    get moving() {
      return moving
    },
    get documents() {
      return documents
    },
    work: (changes = {}) => {
      const working = moving.work(changes)
      stopping.push(working.stop)
      return working
    },
  }
}
