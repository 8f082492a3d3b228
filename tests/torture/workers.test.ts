import { shortTier } from './short-tier'
import { workers } from './workers'

shortTier(workers)
