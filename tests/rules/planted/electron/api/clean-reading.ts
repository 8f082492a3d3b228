import { mkdir, open, readFile, stat } from 'node:fs/promises'

export const read = async (path: string) => [await readFile(path), await stat(path), await open(path, 'r')]
export const prepare = (path: string) => mkdir(path, { recursive: true })
