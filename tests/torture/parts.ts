import { kills } from './kills'
import type { Part } from './part'
import { races } from './races'

/** Every part there is, in the order in which they are run. */
export const parts: readonly Part[] = [kills, races]
