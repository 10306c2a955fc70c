/** How much users ask while a move goes on. */
export interface QuestionTraffic {
  /** Whether a question was answered within the last seconds; true until that is known. Never rejects: where it cannot be told, none was. */
  isBusy(): Promise<boolean>
}
