// breaks house/layers

import { ipcRenderer } from 'electron'

export const renderer = ipcRenderer
