import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
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

const Titles = z.array(z.looseObject({ id: z.string() }))

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

/** Signs that a terminal obeys, rather than shows. */
const obeyed = /[^\P{Cc}\n\t]/u
const rings = 'Порт \u001b[2J\u0007фонд'

/** Refusals that name what others wrote, or what was typed. */
const refusals = [
  'RINGS',
  'text RINGS',
  'sources RINGS',
  'sources --RINGS',
  'codebook list --kind RINGS',
  'review list SOURCE RINGS',
  'details RINGS --title x',
  'brief show RINGS',
  'open RINGS',
]

test('no refusal holds a sign that a terminal would obey', async () => {
  await run('details', source, '--title', rings)
  await imported('Иначе', 'Курьер об иначе\nНикто не знает, что было на причале в среду вечером.')
  for (const { id } of await json(Titles, 'sources')) await run('details', id, '--title', rings)
  const wrong: string[] = []
  for (const line of refusals) {
    const words = line.split(' ').map((word) => word.replace('RINGS', rings).replace('SOURCE', source))
    const { error } = await run(...words)
    if (error === '') wrong.push(`${line} said nothing`)
    if (obeyed.test(error)) wrong.push(`${line}: ${JSON.stringify(error.split('\n', 1))}`)
  }
  expect(wrong).toEqual([])
  expect((await run('text', rings)).error).toContain('are titled “Порт  [2J фонд”')
})

test('a list that lacks something names the text of it without such signs', async () => {
  await run('details', source, '--title', rings)
  await rm(join(folder, 'Harbour/backups'), { recursive: true })
  const file = join(folder, 'Harbour/sources', source, 'annotations/1.json')
  await writeFile(file, '')
  await rm(`${file}.previous`, { force: true })
  const { code, error } = await run('annotations')
  expect(code).toBe(1)
  expect(error).toContain('Порт  [2J фонд')
  expect(error).not.toMatch(obeyed)
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
