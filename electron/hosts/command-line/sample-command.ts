import { answered, asShown } from './answered'
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
        const { title } = asShown(await call('brief.get', { brief: added.brief }))
        return answered(
          added,
          ({ sources, brief }) => `added ${sources.length} texts and the brief ${brief}, “${title}”`,
        )
      },
    }
  },
}

export const sampleCommands: Readonly<Record<string, Command>> = { sample }
