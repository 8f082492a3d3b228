import { shortTier } from './short-tier'
import { syncFolder } from './sync-folder'

shortTier(syncFolder)
