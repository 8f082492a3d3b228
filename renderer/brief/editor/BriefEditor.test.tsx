import { expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { excerptBlock, line, writeBrief } from './testing/write-brief'

test('what is typed is saved a moment later', async () => {
  const { text, written, saved } = await writeBrief()
  await text.click()
  await userEvent.keyboard('The quay opens.')
  expect(written()).toEqual([line('The quay opens.')])
  await expect.poll(async () => (await saved()).content).toEqual([line('The quay opens.')])
})

test('an excerpt is drawn with its words, and stays while it is typed elsewhere', async () => {
  const { text, screen, written } = await writeBrief(([claim]) => [line('First.'), excerptBlock(claim)])
  await expect.element(screen.getByText('It opens in May')).toBeVisible()
  await text.getByText('First.').click()
  await userEvent.keyboard('{End} Then.')
  expect(written()[0]).toEqual(line('First. Then.'))
})

test('a brief that is opened again is where it was left, with the caret where it was', async () => {
  const made = await writeBrief(() => Array.from({ length: 80 }, (_, at) => line(`Line ${at}`)))
  made.editor().jumpToBlock(50)
  const top = () => Math.round(made.screen.getByText('Line 50').element().getBoundingClientRect().top)
  await expect.poll(top).toBeLessThan(innerHeight)
  scrollBy(0, 37)
  const before = top()
  made.toggle()
  await expect.element(made.text).not.toBeInTheDocument()
  scrollTo(0, 0)
  made.toggle()
  await expect.element(made.text).toBeInTheDocument()
  await expect.poll(top).toBe(before)
  made.editor().focus()
  await userEvent.keyboard('{Home}Here: ')
  expect(made.written()[50]).toEqual(line('Here: Line 50'))
})
