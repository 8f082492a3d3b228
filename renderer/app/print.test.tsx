import { afterEach, beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { blankBrief } from '../../shared/briefing/edit-brief'
import type { AnnotationId } from '../../shared/model/ids'
import { createFakeHost } from '../state/fake-host'
import { emulateMedia } from '../testing/emulate-media'
import { App } from './App'

const shown = (selector: string) =>
  [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).length
const styleOf = (selector: string) => getComputedStyle(document.querySelector(selector) ?? document.body)

beforeEach(() => page.viewport(1440, 900))
afterEach(() => emulateMedia())

test('on paper there is only the article with its head, black on white, its kinds told apart by shape', async () => {
  const fake = createFakeHost([{ text: 'The quay\nIt opens in May, at a cost of about $40m.' }])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  await fake.tag(source, 'claim', 'It opens')
  await fake.tag(source, 'figure', 'about $40m')
  await fake.host.call('preferences.set', { theme: 'dark' })
  const screen = await render(<App host={fake.host} />)
  await screen.getByRole('listbox', { name: 'Sources' }).getByRole('option').click()
  await expect.poll(() => document.querySelectorAll('.article mark')).toHaveLength(2)
  await emulateMedia({ media: 'print' })
  expect(shown('.head h1, .article p')).toBe(3)
  expect(shown('header.title, .lib, .insp, .tool, .status, button')).toBe(0)
  expect(styleOf('.article').color).toBe('rgb(0, 0, 0)')
  expect(styleOf('mark.claim').backgroundImage).toContain('rgb(0, 0, 0)')
  expect(styleOf('mark.claim').printColorAdjust).toBe('exact')
  expect(styleOf('mark.figure').borderBlockColor).toBe('rgb(0, 0, 0)')
})

/** A notebook with so many claims that only some of them are drawn, and a brief with the first. */
async function openMany() {
  const words = Array.from({ length: 60 }, (_, index) => `Sentence ${index + 1}.`)
  const texts = words.map((text) => ({ text }))
  const fake = createFakeHost([{ title: 'Sentences', text: words.join(' ') }, ...texts])
  const [source] = fake.sources
  if (source === undefined) throw new Error('one source was given')
  const claims: AnnotationId[] = []
  for (const sentence of words) claims.push((await fake.tag(source, 'claim', sentence)).id)
  const { id: brief } = await fake.host.call('brief.create', blankBrief('Who pays'))
  await fake.host.call('brief.add', { brief, annotations: claims.slice(0, 1) })
  await fake.host.call('preferences.set', { theme: 'dark' })
  return render(<App host={fake.host} />)
}

test('on paper a comparison has all of its parts, one below the other, whether they were drawn or not', async () => {
  await page.viewport(1280, 800)
  const screen = await openMany()
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await screen.getByRole('button', { name: /^Claims/ }).click()
  const reader = screen.getByRole('region', { name: 'Reader' })
  await expect.element(reader.getByText('Sentence 1.', { exact: true })).toBeVisible()
  expect(shown('.claim-part')).toBeLessThan(60)
  dispatchEvent(new Event('beforeprint'))
  await emulateMedia({ media: 'print' })
  expect(shown('.claim-part')).toBe(60)
  expect(document.querySelectorAll('.lib .option').length).toBeLessThan(60)
  const boxes = [...document.querySelectorAll('.claim-part')].map((one) => one.getBoundingClientRect())
  expect(boxes.filter(({ top }, index) => top < (boxes[index - 1]?.bottom ?? top) - 1)).toEqual([])
  expect(shown('header.title, .lib, .cmp-tool, .claim-part input, .status')).toBe(0)
  expect(styleOf('.claim-part .w').color).toBe('rgb(0, 0, 0)')
  await emulateMedia()
  dispatchEvent(new Event('afterprint'))
  await expect.poll(() => shown('.claim-part')).toBeLessThan(60)
})

test('on paper a brief is its title, headings and excerpts', async () => {
  const screen = await openMany()
  await screen.getByRole('tab', { name: 'Brief' }).click()
  await expect.element(screen.getByText('Sentence 1.').first()).toBeVisible()
  await emulateMedia({ media: 'print' })
  expect(shown('.doc .brief-title, .doc h2, .doc blockquote')).toBe(3)
  expect(shown('header.title, .lib, .insp, .tool, .status, .btn')).toBe(0)
  expect(styleOf('.doc blockquote').color).toBe('rgb(0, 0, 0)')
})

test('on paper the table of excerpts has every row that it knows, one below the other', async () => {
  const screen = await openMany()
  await screen.getByRole('tab', { name: 'Compare' }).click()
  await screen.getByRole('button', { name: /^Excerpts/ }).click()
  await expect.element(screen.getByRole('row', { name: /Sentence 1\./ })).toBeVisible()
  expect(shown('.xt-row')).toBeLessThan(60)
  dispatchEvent(new Event('beforeprint'))
  await emulateMedia({ media: 'print' })
  expect(shown('.xt-row')).toBe(60)
  const tops = [...document.querySelectorAll('.xt-row')].map((row) => row.getBoundingClientRect().top)
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))
  expect(new Set(tops).size).toBe(60)
  expect(shown('.cmp-nav, .xt-bar, .status')).toBe(0)
  dispatchEvent(new Event('afterprint'))
  await expect.poll(() => shown('.xt-row')).toBeLessThan(60)
})
