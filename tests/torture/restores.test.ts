import { restores } from './restores'
import { shortTier } from './short-tier'

shortTier(restores)
