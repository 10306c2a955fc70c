import type { Product } from './product.ts'
import { waitFor } from './wait.ts'

/** Kills one process of the product. Right after a kill there may be none: then the supervisor is given time to bring it back. */
export async function killPart(product: Product, what: 'api' | 'worker' | 'postgres'): Promise<void> {
  const killed = () => product.kill(what).then(() => true)
  await waitFor(killed, {
    what: () => `a ${what} to kill; the end of the log:\n${product.output().slice(-6_000)}`,
  })
}
