// breaks house/layers

import { callNames } from '../api/call-names'

export const names = callNames
