import { resolve } from 'node:path'
import { scoreFolder } from './score-folder'

/** Prints what the labelled texts of a folder scored as one line of JSON. */
const [folder = '', ...elsewhere] = process.argv.slice(2).map((path) => resolve(path))
process.stdout.write(`${JSON.stringify(await scoreFolder(folder, elsewhere))}\n`)
