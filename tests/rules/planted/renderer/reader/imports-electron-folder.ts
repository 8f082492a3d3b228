// breaks house/layers

import { openNotebook } from '../../electron/store/notebook-store'

export const opened = openNotebook
