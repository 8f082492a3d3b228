import { resolve } from 'node:path'
import { NothingToScore, scoreFolder } from './score-folder'

/** Prints what the labelled texts of a folder scored as one line of JSON. */
const [folder = '', ...elsewhere] = process.argv.slice(2).map((path) => resolve(path))
try {
  process.stdout.write(`${JSON.stringify(await scoreFolder(folder, elsewhere))}\n`)
} catch (error) {
  if (!(error instanceof NothingToScore)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
