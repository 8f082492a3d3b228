import { damage } from './damage'
import { shortTier } from './short-tier'

shortTier(damage)
