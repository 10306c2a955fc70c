interface Led {
  readonly lead: { readonly text: string } | null
  readonly text: string
}

/** The text of a unit below that of its lead, such as the names of a row's columns. */
export const withLead = ({ lead, text }: Led): string => `${lead?.text ?? ''}\n${text}`
