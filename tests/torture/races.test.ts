import { races } from './races'
import { shortTier } from './short-tier'

shortTier(races)
