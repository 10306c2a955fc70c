/** @throws AppError `database_unavailable` (retryable). */
export interface ReportKey {
  /** The installation's one key for reports, PKCS #8 in PEM; made when it is first asked for. Never leaves the server. */
  privateKey(): Promise<string>
}
