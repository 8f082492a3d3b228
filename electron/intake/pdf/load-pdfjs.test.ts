import { expect, test } from 'vitest'
import { loadPdfjs } from './load-pdfjs'

test('the library that reads PDF files leaves the lists of the process as they were', async () => {
  const { push } = Array.prototype
  await loadPdfjs()
  expect(Array.prototype.push).toBe(push)
})
