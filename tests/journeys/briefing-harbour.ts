import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { commandLine } from './built'
import { desk } from './desk'
import { type Driver, openApp } from './drive'

const fixtures = join(import.meta.dirname, '../fixtures/harbour')
export const agency = join(fixtures, 'agency.txt')
export const blog = join(fixtures, 'live-blog.txt')
export const agencyTitle = 'State offers Port Ellery a fund for its harbour but no guards'
export const blogTitle = 'Port Ellery live: fund agreed, but no word on who guards the quay'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sourcebook-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export type Folders = { readonly notebook: string; readonly settings: string }

/** A notebook with two texts of the harbour and one excerpt of each kind in the first, two figures in the second. */
export function taggedHarbour(): Folders {
  const folder = temporaryFolder()
  const folders = { notebook: join(folder, 'Harbour'), settings: join(folder, 'settings') }
  const run = (...line: readonly string[]): unknown =>
    JSON.parse(commandLine(folders.notebook, folders.settings, [...line, '--json']))
  run('import', agency, blog)
  // What `sources` prints is the answer of `library.list`.
  const sources = run('sources') as readonly { readonly id: string; readonly title: string }[]
  const idOf = (title: string) => sources.find((source) => source.title === title)?.id ?? ''
  run('details', idOf(agencyTitle), '--outlet', 'Coastal Press', '--published', '2025-02-28')
  run('details', idOf(blogTitle), '--outlet', 'Harbour Post', '--published', '2025-03-04')
  const tag = (title: string, kind: string, exact: string, ...fields: readonly string[]) =>
    run('annotate', idOf(title), '--kind', kind, '--exact', exact, ...fields)
  tag(agencyTitle, 'claim', 'the text does not protect us')
  tag(agencyTitle, 'figure', '110 of 177')
  const position = ['--actor', 'Ines Okafor', '--issue', 'Harbour fund', '--stance', 'opposes']
  tag(agencyTitle, 'position', 'the mayor cannot sign it', ...position)
  tag(blogTitle, 'figure', 'nearly €40 million', '--measure', 'Harbour fund')
  tag(blogTitle, 'figure', 'about €65 million', '--measure', 'Damage')
  return folders
}

/** The app on a notebook, closed after the test. */
export async function opened(kind: Driver['kind'], folders: Folders) {
  const driver = await openApp(kind, folders)
  onTestFinished(() => driver.close())
  return { driver, page: driver.page, at: desk(driver) }
}

/** The app on the tagged harbour, with a brief begun and the caret in it. */
export async function begun(kind: Driver['kind'], title = 'Who guards the quay') {
  const folders = taggedHarbour()
  const all = await opened(kind, folders)
  await all.at.loaded()
  await all.at.beginBrief(title)
  return { ...all, folders }
}
