import { readFile as readBytes, readdir } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { textIn } from '../../electron/intake/parser-answer'
import { readFile } from '../../electron/intake/read-file'
import { projectText } from '../../shared/anchoring/text-projection'
import { detect } from '../../shared/detection/detect'
import { Labels } from './labels'
import { score } from './score'
import { sumUp, type Tally } from './tally'

/** Reads each labelled text of a folder as an import would, and prints what it scored as one line of JSON. */
async function evaluate(folder: string, texts: readonly string[]): Promise<void> {
  const scored: { text: string; fields: Record<string, Tally> }[] = []
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.json')).toSorted()) {
    const labels = Labels.parse(JSON.parse(await readBytes(join(folder, name), 'utf8')))
    const path = await textFor(basename(name, '.json'), [folder, ...texts])
    const bytes = await readBytes(path)
    const { blocks, structure, details } = textIn(path, await readFile(basename(path), bytes))
    const found = detect(blocks, { version: 1, marks: structure }, details)
    const file = bytes.toString('utf8').replaceAll('\r\n', '\n')
    scored.push({
      text: basename(path),
      fields: score(labels, file, { text: projectText(blocks).text, details, ...found }),
    })
  }
  if (scored.length === 0) throw new Error(`there are no labels (.json) in ${folder}`)
  process.stdout.write(
    `${JSON.stringify({ texts: scored, all: sumUp(scored.map(({ fields }) => fields)) })}\n`,
  )
}

/** The text of these labels: the file that begins with their name. */
async function textFor(name: string, folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    const found = (await readdir(folder)).find((file) => file.startsWith(name) && !file.endsWith('.json'))
    if (found !== undefined) return join(folder, found)
  }
  throw new Error(`there is no text for the labels ${name}.json in ${folders.join(', ')}`)
}

const [folder = '', ...texts] = process.argv.slice(2).map((path) => resolve(path))
await evaluate(folder, texts)
