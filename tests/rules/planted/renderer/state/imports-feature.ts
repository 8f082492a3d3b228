// breaks house/layers

import { matrix } from '../compare/matrix'

export const cells = matrix
