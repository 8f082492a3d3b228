// breaks house/layers

import { sample } from '../../tests/fixtures/sample'

export const first = sample
