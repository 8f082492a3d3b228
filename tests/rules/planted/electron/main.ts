import { app } from 'electron'
import { carryCalls } from './hosts/electron-ipc'
import { ourPage } from './shell/our-page'
import { openNotebook } from './store/notebook-store'

export const start = () => app.whenReady().then(() => carryCalls(openNotebook, ourPage))
