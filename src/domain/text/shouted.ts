/** Whether a text is written in capitals throughout: a capital in it tells no name. */
export function isShouted(text: string): boolean {
  return text === text.toUpperCase()
}
