// breaks house/layers

import { ipcRenderer } from 'electron'
import { calls } from '../shared/contract/calls'

export const names = Object.keys(calls)
export const invoke = (name: string) => ipcRenderer.invoke(name)
