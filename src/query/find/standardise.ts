/** To mean 0 and deviation 1; all zeros when the values do not differ. */
export function standardise(values: readonly number[]): number[] {
  if (values.length === 0) return []
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  const deviation = Math.sqrt(variance)
  // Equal scores differ by rounding only: dividing by that would turn noise into an order.
  if (deviation <= 1e-9 * Math.max(1, Math.abs(mean))) return values.map(() => 0)
  return values.map((value) => (value - mean) / deviation)
}
