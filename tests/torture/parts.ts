import { migrations } from './migrations'
import type { Part } from './part'
import { powerLoss } from './power-loss-part'

/** Every part there is, in the order in which they are run. */
export const parts: readonly Part[] = [powerLoss, migrations]
