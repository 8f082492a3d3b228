import { migrations } from './migrations'
import { shortTier } from './short-tier'

shortTier(migrations)
