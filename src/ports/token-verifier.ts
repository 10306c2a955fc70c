import type { Principal } from '../domain/principal.ts'

/** Says who a bearer token stands for. */
export interface TokenVerifier {
  /**
   * @throws AppError `unauthenticated` for a token that is not, not yet or no longer valid, without saying which part of it is
   *   wrong; `identity_unavailable` or `database_unavailable` (retryable) when it cannot be told now.
   */
  readonly verify: (token: string) => Promise<Principal>
}
