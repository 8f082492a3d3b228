/** A file by its name and the folder it was found in, with slashes; empty for one that was chosen by itself. */
type Found = { readonly folder: string; readonly name: string }

const page = /\.x?html?$/i

/** What browsers put behind the name of a page to call the folder of its pictures and scripts, in their languages. */
const beside =
  /^[-_.](?:files|file|dateien|fichiers|archivos|ficheiros|arquivos|elementi|bestanden|pliki|soubory|filer|tiedostot|файлы|файли|文件)$/i

const picture = /\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|avif|heic)$/i

const ofTheSystem = new Set(['thumbs.db', 'desktop.ini'])

/**
 * For each file why it is passed over, in a sentence; null for one that is to be read. In a folder lie things that nobody
 * meant to import; what was chosen by itself is never passed over.
 */
export function passedOver(files: readonly Found[]): (string | null)[] {
  const pages = new Set(
    files.flatMap(({ folder, name }) => (page.test(name) ? [`${folder}/${name.replace(page, '')}`] : [])),
  )
  /** The saved page to which one of the folders on the way to the file belongs. */
  const pageOf = (folder: string): string | null => {
    const parts = folder.split('/')
    for (const [index, part] of parts.entries()) {
      const mark = /[-_.][^-_.]+$/.exec(part)
      if (mark === null || !beside.test(mark[0])) continue
      const above = parts.slice(0, index).join('/')
      const title = part.slice(0, mark.index)
      if (pages.has(`${above}/${title}`)) return title
    }
    return null
  }
  return files.map(({ folder, name }) => {
    if (folder === '') return null
    const hidden = [...folder.split('/'), name].some((part) => part.startsWith('.') || part === '__MACOSX')
    if (hidden || ofTheSystem.has(name.toLowerCase())) return 'A hidden file.'
    const title = pageOf(folder)
    if (title !== null) return `Belongs to the saved page “${title}”.`
    return picture.test(name) ? 'A picture: there is no text in it to read.' : null
  })
}
