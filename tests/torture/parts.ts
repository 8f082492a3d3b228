import { damage } from './damage'
import { errors } from './errors'
import { fullDisk } from './full-disk'
import { kills } from './kills'
import { migrations } from './migrations'
import type { Part } from './part'
import { powerLoss } from './power-loss-part'
import { properties } from './properties'
import { races } from './races'
import { restores } from './restores'
import { syncFolder } from './sync-folder'
import { workers } from './workers'

/** Every part there is, in the order in which they are run. */
export const parts: readonly Part[] = [
  kills,
  errors,
  powerLoss,
  fullDisk,
  damage,
  races,
  syncFolder,
  migrations,
  properties,
  restores,
  workers,
]
