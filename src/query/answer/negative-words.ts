/** Words that turn what a verb says into its opposite, for a pattern on folded text. "Sin" and "without" do so only for a noun. */
export const negativeWords =
  "no|not|nunca|jamas|never|cannot|(?:ca|wo)n['’]t|(?:do|does|did|is|are|was|were|has|have|had|would|should|could|must|need)n['’]?t"
