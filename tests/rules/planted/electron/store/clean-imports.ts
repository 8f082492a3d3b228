import { rename, writeFile } from 'node:fs/promises'
import { Low } from 'lowdb'
import { Source } from '../../shared/model/source'

export const parts = [rename, writeFile, Low, Source]
