import { kills } from './kills'
import { shortTier } from './short-tier'

shortTier(kills)
