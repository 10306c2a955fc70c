/** Counts searches that also went to the side of a move that does not answer. Never throws, never waits. */
export interface ShadowObserver {
  compared(search: { readonly overlap: number; readonly answeringMs: number; readonly otherMs: number }): void
  /** The other side gave no answer, or not in time. */
  failed(): void
  /** Left out because as many as may be were under way. */
  skipped(): void
}
