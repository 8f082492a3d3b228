import { readFile as readBytes, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { textIn } from '../../electron/intake/parser-answer'
import { readFile } from '../../electron/intake/read-file'
import { projectText } from '../../shared/anchoring/text-projection'
import { detect } from '../../shared/detection/detect'
import { Labels } from './labels'
import { score } from './score'
import { sumUp, type Tally } from './tally'

/** What each labelled text scored, and all of them together. */
export type FolderScore = {
  readonly texts: readonly { readonly text: string; readonly fields: Readonly<Record<string, Tally>> }[]
  readonly all: Readonly<Record<string, Tally>>
}

/** There is nothing that can be scored; the message is one sentence: what, why, and what to do about it. */
export class NothingToScore extends Error {
  override readonly name = 'NothingToScore'
}

/**
 * Read each labelled text of a folder as an import would, and score it. A text lies beside its labels or in one of `elsewhere`,
 * and its name begins with theirs. Throws a NothingToScore
 * where there are no labels, or a text is not there.
 */
export async function scoreFolder(folder: string, elsewhere: readonly string[] = []): Promise<FolderScore> {
  const names = (await filesIn(folder)).filter((file) => file.endsWith('.json')).toSorted()
  if (names.length === 0)
    throw new NothingToScore(
      `Nothing in ${folder} can be scored, since it holds no labels, which say what a person finds in a text: name the folder of the labels (01-name.json) first, and behind it that of the texts (01-name.txt).`,
    )
  const texts: FolderScore['texts'][number][] = []
  for (const name of names) {
    const labels = Labels.parse(JSON.parse(await readBytes(join(folder, name), 'utf8')))
    const path = await textFor(basename(name, '.json'), [folder, ...elsewhere])
    const bytes = await readBytes(path)
    const { blocks, structure, details } = textIn(path, await readFile(basename(path), bytes))
    const found = detect(blocks, { version: 1, marks: structure }, details)
    const file = bytes.toString('utf8').replaceAll('\r\n', '\n')
    const reading = { text: projectText(blocks).text, details, ...found }
    texts.push({ text: basename(path), fields: score(labels, file, reading) })
  }
  return { texts, all: sumUp(texts.map(({ fields }) => fields)) }
}

async function textFor(name: string, folders: readonly string[]): Promise<string> {
  for (const folder of folders) {
    const found = (await filesIn(folder)).find((file) => file.startsWith(name) && !file.endsWith('.json'))
    if (found !== undefined) return join(folder, found)
  }
  throw new NothingToScore(
    `The labels ${name}.json cannot be scored, since no text whose name begins with ${name} is in ${folders.join(' or ')}: name the folder of the texts behind that of the labels.`,
  )
}

async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((cause: unknown) => {
    throw new NothingToScore(
      `Nothing in ${folder} can be scored, since it is no folder that can be read: name one that holds labels.`,
      { cause },
    )
  })
}
