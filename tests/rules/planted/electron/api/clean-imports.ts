import { calls } from '../../shared/contract/calls'
import { readPlainFile } from '../intake/read-file'
import { openNotebook } from '../store/notebook-store'

export const parts = [calls, readPlainFile, openNotebook]
