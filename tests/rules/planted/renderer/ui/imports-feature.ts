// breaks house/layers

import { Card } from '../excerpts/Card'

export const card = Card
