// breaks house/layers

import { sample } from '../testing/samples'

export const first = sample
