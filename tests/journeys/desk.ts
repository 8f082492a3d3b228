import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Locator } from 'playwright-core'
import type { Driver } from './drive'

/** What a person at the desk does, in the words of the interface. */
export function desk(driver: Driver) {
  const { page, app } = driver
  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const reader = region('Reader')
  const text = reader.getByRole('textbox')

  return {
    library: region('Library'),
    inspector: region('Inspector'),
    reader,
    text,
    status: page.getByRole('status'),

    /** Choose files in the dialog that Import opens: the system's in the desktop, the browser's elsewhere. */
    async importFiles(paths: readonly string[]): Promise<void> {
      const button = page.getByRole('button', { name: 'Import', exact: true })
      if (app === null) {
        const chooser = page.waitForEvent('filechooser')
        await button.click()
        await (await chooser).setFiles([...paths])
      } else {
        await app.evaluate(
          ({ dialog }, filePaths) => {
            dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
          },
          [...paths],
        )
        await button.click()
      }
      await page.getByRole('button', { name: 'Done' }).waitFor()
    },

    /** Drop files on the window, as a file manager does. */
    async drop(paths: readonly string[]): Promise<void> {
      const files = await Promise.all(
        paths.map(async (path) => ({ name: basename(path), text: await readFile(path, 'utf8') })),
      )
      await page.evaluate((given) => {
        const dataTransfer = new DataTransfer()
        for (const { name, text } of given) dataTransfer.items.add(new File([text], name))
        for (const type of ['dragenter', 'dragover', 'drop']) {
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
        }
      }, files)
    },

    /** Paste words into the window, outside of any field. */
    async paste(words: string): Promise<void> {
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        )
      }, words)
    },

    async openSource(title: string): Promise<void> {
      await region('Library').getByRole('option', { name: title }).click()
      await reader.getByRole('heading', { name: title, level: 1 }).waitFor()
    },

    /** Drag the mouse from the first to the last character of `words`. */
    async dragOver(words: string): Promise<void> {
      const place = await placeOf(text, words)
      await page.mouse.move(place.from.x, place.from.y)
      await page.mouse.down()
      await page.mouse.move(place.to.x, place.to.y, { steps: 8 })
      await page.mouse.up()
    },

    /** Select `words` with the keys alone: from the top of the text character by character. */
    async selectByKeys(words: string): Promise<void> {
      await text.focus()
      await page.keyboard.press('ControlOrMeta+Home')
      // One step more at the end of each paragraph, as the caret moves on to the next one.
      const before = await text.evaluate((element, wanted) => {
        const paragraphs = Array.from(
          element.querySelectorAll('[data-block]'),
          ({ textContent }) => textContent ?? '',
        )
        return paragraphs.join('\n').indexOf(wanted)
      }, words)
      for (let step = 0; step < before; step += 1) await page.keyboard.press('ArrowRight')
      for (let step = 0; step < words.length; step += 1) await page.keyboard.press('Shift+ArrowRight')
    },

    /** The Markdown that a click on Export Markdown gives, wherever it goes. */
    async exportMarkdown(folder: string): Promise<string> {
      const button = page.getByRole('button', { name: 'Export Markdown' })
      if (app === null) {
        const download = page.waitForEvent('download')
        await button.click()
        return readFile(await (await download).path(), 'utf8')
      }
      const filePath = join(folder, 'exported.md')
      await app.evaluate(({ dialog }, path) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
      }, filePath)
      await button.click()
      await page
        .getByRole('status')
        .filter({ hasText: /export|saved|written/i })
        .waitFor()
      return readFile(filePath, 'utf8')
    },
  }
}

type Point = { readonly x: number; readonly y: number }

/** Where the first and the last character of `words` stand on the screen. */
async function placeOf(text: Locator, words: string): Promise<{ from: Point; to: Point }> {
  await text.getByText(words).first().scrollIntoViewIfNeeded()
  return text.evaluate((element, wanted) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const start = node.textContent?.indexOf(wanted) ?? -1
      if (start === -1) continue
      const range = document.createRange()
      range.setStart(node, start)
      range.setEnd(node, start + wanted.length)
      const boxes = range.getClientRects()
      const first = boxes.item(0)
      const last = boxes.item(boxes.length - 1)
      if (first === null || last === null) break
      return {
        from: { x: first.left + 1, y: (first.top + first.bottom) / 2 },
        to: { x: last.right, y: (last.top + last.bottom) / 2 },
      }
    }
    throw new Error(`“${wanted}” does not stand in one piece on the page`)
  }, words)
}
