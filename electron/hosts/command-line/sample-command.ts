import type { Command } from './commands'
import { expectNoWords } from './typed-values'

const sample: Command = {
  usage: 'sample',
  says: 'fill a notebook without sources with the sample: six texts, their annotations and a finished brief',
  options: {},
  plan(typed) {
    expectNoWords(typed)
    return {
      access: 'create',
      async run(call) {
        const added = await call('sample.add', {})
        const { title } = await call('brief.get', { brief: added.brief })
        const words = `added ${added.sources.length} texts and the brief ${added.brief}, “${title}”`
        return { value: added, words }
      },
    }
  },
}

export const sampleCommands: Readonly<Record<string, Command>> = { sample }
