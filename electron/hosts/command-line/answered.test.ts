import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { Annotation } from '../../../shared/model/annotation'
import { Brief } from '../../../shared/model/brief'
import type { SourceId } from '../../../shared/model/ids'
import { steadyPorts } from '../../testing/steady-ports'
import { temporaryFolder } from '../../testing/temporary-folder'
import { answered } from './answered'
import { notebookLine } from './testing/notebook-line'

// What others wrote here has neither Latin letters nor figures, so whatever has them is ours.
const title = 'Порт \u202eфонд'
const outlet = '\u2067Курьер'
const fileName = 'Порт \u202eфонд'
const quote = 'Гильдия \u2066против'
const text = `Порт и фонд делят совет
«${quote} денег», сказал совет в среду вечером у старого причала.
Причал \u202bзакрыт, и никто не знает, почему совет молчит об этом.`
const later = text.replace('Причал', 'Старый причал').replace('против', 'опять против')

/** The lines in which a sign of ours stands behind one of others that turns it, or that leave a direction open. */
function turned(words: string): string[] {
  return words.split('\n').filter((line) => {
    let open = 0
    for (const sign of line) {
      if (/[\u202a\u202b\u202d\u202e\u2066-\u2068]/.test(sign)) open += 1
      else if (/[\u202c\u2069]/.test(sign)) open = Math.max(0, open - 1)
      else if (open > 0 && /[A-Za-z0-9]/.test(sign)) return true
    }
    return open > 0
  })
}

let folder = ''
let source: SourceId
let tagged = ''
let brief = ''
let { run, json, imported } = notebookLine(folder, steadyPorts())

beforeEach(async () => {
  folder = await temporaryFolder()
  process.env['SOURCEBOOK_SETTINGS_DIR'] = join(folder, 'settings')
  ;({ run, json, imported } = notebookLine(folder, steadyPorts()))
  source = await imported(fileName, text)
  await run('details', source, '--title', title, '--outlet', outlet, '--via', outlet, '--author', outlet)
  const words = ['--exact', quote, '--memo', title]
  tagged = (await json(Annotation, 'annotate', source, '--kind', 'claim', ...words)).id
  const position = ['--actor', outlet, '--issue', title, '--stance', 'supports', '--condition', quote]
  await run('annotate', source, '--kind', 'position', '--exact', quote, ...position, '--code', title)
  brief = (await json(Brief, 'brief', 'new', '--title', title)).id
  await run('brief', 'add', brief, '--all')
})

/** Every command that prints what others wrote; SOURCE and the like stand for the ids. */
const lines = [
  'sources',
  'details SOURCE',
  'review list SOURCE',
  'review again SOURCE',
  'version list SOURCE',
  'annotations',
  'memo TAGGED MEMO',
  'excerpts',
  'positions',
  'claims',
  'codebook list',
  'codebook describe code TITLE MEMO',
  'search порт',
  'brief list',
  'brief show BRIEF',
  'brief check BRIEF',
  'brief rename BRIEF --title TITLE',
  'detect FILE',
  'import FILE',
  'import FILE --again',
  'verify',
  'health',
  'backup list',
  // Refusals, which name what was typed.
  'details NOBODY',
  'brief show NOBODY',
  'codebook list --kind TITLE',
  'restore TITLE',
  'sources TITLE',
]

test('our words keep their order behind those of others, in every answer and refusal', async () => {
  const named: Readonly<Record<string, string>> = {
    SOURCE: source,
    TAGGED: tagged,
    BRIEF: brief,
    FILE: join(folder, fileName),
    TITLE: title,
    NOBODY: `${title}ы`,
    MEMO: quote,
  }
  const wrong: string[] = []
  for (const line of lines) {
    const { out, error } = await run(...line.split(' ').map((word) => named[word] ?? word))
    if (out + error === '') wrong.push(`${line} said nothing`)
    wrong.push(...turned(`${out}\n${error}`).map((words) => `${line}: ${words}`))
  }
  expect(wrong).toEqual([])
})

test('what programs read, and what is printed to the letter, stays as it is', async () => {
  expect(await json(Brief, 'brief', 'show', brief)).toMatchObject({ title })
  expect((await run('text', source)).out).toBe(text)
})

test('what is shown of a value is closed at any depth, and holds no sign that a terminal obeys', () => {
  const value = { names: ['Порт \u202eфонд', '\u001b[2JКурьер'], count: 2, none: null }
  const outcome = answered(value, ({ names, count, none }) => `${names.join(', ')}: ${count} ${none}`)
  expect(outcome).toEqual({ value, words: 'Порт \u202eфонд\u202c,  [2JКурьер: 2 null' })
})

test('what is in the trash, and a newer version, are named so too', async () => {
  await run('unannotate', tagged)
  const newer = await imported('Позже.txt', later)
  const said = [await run('alike', newer), await run('review', 'list', newer)]
  await run('version', 'add', source, newer)
  said.push(
    await run('trash', '--source', source),
    await run('version', 'compare', source),
    await run('version', 'decisions', source),
  )
  await run('remove', source)
  await run('brief', 'delete', brief)
  said.push(await run('trash'))
  for (const { out } of said) {
    expect(out).toMatch(/[\u202e\u2066\u202b]/)
    expect(turned(out)).toEqual([])
  }
})
