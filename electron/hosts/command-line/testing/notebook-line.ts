import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { FileReport } from '../../../../shared/contract/intake'
import type { SourceId } from '../../../../shared/model/ids'
import type { Ports } from '../../../api/ports'
import { sourceIn } from '../../../api/testing/source-in'
import { type Ran, runLine } from './run-line'

/** What a test does on the command line with the notebook `folder/Harbour`, time and again. */
export function notebookLine(folder: string, ports: Ports) {
  const notebook = join(folder, 'Harbour')
  const run = (...line: string[]): Promise<Ran> => runLine([...line, '--notebook', notebook], ports)

  async function json<Schema extends z.ZodType>(schema: Schema, ...line: string[]): Promise<z.infer<Schema>> {
    const { code, out, error } = await run(...line, '--json')
    expect([code, error]).toEqual([0, ''])
    return schema.parse(JSON.parse(out))
  }

  async function imported(name: string, text: string): Promise<SourceId> {
    const path = join(folder, name)
    await writeFile(path, text)
    const [report] = await json(z.array(FileReport), 'import', path)
    if (report === undefined) throw new Error('nothing was imported')
    return sourceIn(report)
  }

  return { notebook, run, json, imported }
}
