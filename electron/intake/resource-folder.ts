/**
 * True for the folder in which a browser puts the pictures, frames and scripts of a page that it saves, and the page stands
 * beside it. `isThere` says which names do.
 */
export function isResourceFolder(name: string, isThere: (sibling: string) => boolean): boolean {
  const page = /^(.*)(?:_files|\.files|_Dateien|_fichiers|_archivos)$/.exec(name)?.[1]
  return page !== undefined && ['.html', '.htm', '.xhtml'].some((ending) => isThere(page + ending))
}
