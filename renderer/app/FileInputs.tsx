import type { RefObject } from 'react'
import { ACCEPTED_TYPES, ACCEPTED_WORDS } from '../imports/accepted-files'
import { Icon } from '../ui/Icon'

type Props = {
  /** Clicked to ask for files, and for a folder of them, where the page itself has to. */
  readonly files: RefObject<HTMLInputElement | null>
  readonly folder: RefObject<HTMLInputElement | null>
  readonly onChosen: (files: readonly File[]) => void
  /** Files are held over the window. */
  readonly isDropping: boolean
}

/** What makes an input ask for a folder; React's types have no name for it. */
const forFolder = { webkitdirectory: '' }

/** The ways of files into the window that are not buttons. */
export function FileInputs({ files, folder, onChosen, isDropping }: Props) {
  const take = (input: HTMLInputElement) => {
    onChosen(Array.from(input.files ?? []))
    input.value = '' // so that the same file can be chosen again
  }
  return (
    <>
      <input
        ref={files}
        type="file"
        hidden
        aria-label="Files to import"
        multiple
        accept={ACCEPTED_TYPES}
        onChange={({ target }) => take(target)}
      />
      <input
        ref={folder}
        {...forFolder}
        type="file"
        hidden
        aria-label="Folder to import"
        onChange={({ target }) => take(target)}
      />
      {isDropping ? (
        <div className="dropping">
          <div>
            <Icon name="import" size={20} />
            <b>Drop to import</b>
            <span>{ACCEPTED_WORDS}</span>
          </div>
        </div>
      ) : null}
    </>
  )
}
