import { properties } from './properties'
import { shortTier } from './short-tier'

shortTier(properties)
