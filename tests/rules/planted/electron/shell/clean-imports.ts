import { net, shell } from 'electron'
import { resourceOf } from '../hosts/page-files'

export const open = (url: string) => shell.openExternal(url)
export const serve = (path: string) => net.fetch(resourceOf(path))
