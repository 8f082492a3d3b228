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
