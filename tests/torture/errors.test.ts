import { errors } from './errors'
import { shortTier } from './short-tier'

shortTier(errors)
