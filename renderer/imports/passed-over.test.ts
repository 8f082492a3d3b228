import { expect, test } from 'vitest'
import { passedOver } from './passed-over'

const at = (path: string) => {
  const cut = path.lastIndexOf('/')
  return { folder: cut === -1 ? '' : path.slice(0, cut), name: path.slice(cut + 1) }
}
const words = (...paths: string[]) => passedOver(paths.map(at))

test('what a browser saved beside a page is passed over with the name of the page', () => {
  expect(
    words('news/The quay.html', 'news/The quay_files/main.css', 'news/The quay_files/ad/frame.html'),
  ).toEqual([null, 'Belongs to the saved page “The quay”.', 'Belongs to the saved page “The quay”.'])
})

test.each(['-Dateien', '_fichiers', '_файлы'])('also where the browser calls that folder %s', (mark) => {
  expect(words('a/Hafen.htm', `a/Hafen${mark}/x.js`)[1]).toBe('Belongs to the saved page “Hafen”.')
})

test('a folder of that name without a page beside it is a folder like any other', () => {
  expect(words('news/The quay_files/notes.txt', 'other/The quay.html')).toEqual([null, null])
})

test('hidden files, those in hidden folders, and pictures in a folder are passed over', () => {
  expect(
    words('a/.DS_Store', 'a/.git/config.txt', '__MACOSX/a/b.txt', 'a/Thumbs.db', 'a/quay.JPG', 'a/quay.txt'),
  ).toEqual([
    'A hidden file.',
    'A hidden file.',
    'A hidden file.',
    'A hidden file.',
    'A picture: there is no text in it to read.',
    null,
  ])
})

test('what was chosen by itself is never passed over', () => {
  expect(words('.notes.txt', 'map.png')).toEqual([null, null])
})
