/** The native dialogs of a desktop window. Paths stay on this side: the window gets handles and names. */
export type Desktop = {
  /** Absolute paths of the files that the person chose; none when the dialog was cancelled. */
  chooseFiles(): Promise<readonly string[]>
  /** Absolute path of the folder that the person chose; null when the dialog was cancelled. */
  chooseFolder(): Promise<string | null>
  /** Where to save, as the person chose; null when the dialog was cancelled. */
  saveFile(suggestedName: string): Promise<string | null>
  /** Opens a link that `linkToOpen` let through in the program that the system has for it. */
  openLink(href: string): Promise<void>
  /** Ends the app as its window is closed, and starts it anew on the notebook in this folder. */
  openNotebook(folder: string): Promise<void>
}
