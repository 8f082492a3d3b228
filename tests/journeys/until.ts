import { vi } from 'vitest'

/** As long as the driver itself waits for what is to appear. */
const PATIENCE = 30_000

/** Waits until `claim` holds, as a person would: only what never comes about is a failure, not what takes long. */
export async function until(claim: () => Promise<void>): Promise<void> {
  await vi.waitFor(claim, { timeout: PATIENCE })
}
