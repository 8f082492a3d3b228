// breaks house/layers

import type { View } from '../../renderer/state/view'

export type Shown = View
