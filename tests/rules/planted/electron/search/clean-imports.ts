import { openNotebook } from '../store/notebook-store'

export const opened = openNotebook
