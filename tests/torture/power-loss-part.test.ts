import { powerLoss } from './power-loss-part'
import { shortTier } from './short-tier'

shortTier(powerLoss)
