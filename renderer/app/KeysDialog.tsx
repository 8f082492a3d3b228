import { Dialog } from '../ui/Dialog'
import { shortcut } from '../ui/shortcut'

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'In the text',
    keys: [
      ['1 or C', 'Tag the selection as a claim'],
      ['2 or F', 'Tag the selection as a figure'],
      ['3 or P', 'Tag the selection as a position'],
      ['] and [', 'Next and previous annotation'],
      ['Delete', 'Delete the chosen annotation'],
      ['Esc', 'Let go of the selection'],
    ],
  },
  {
    title: 'In a list',
    keys: [
      ['↑ ↓ Home End', 'Move'],
      ['Enter', 'Open'],
      ['Delete', 'Move to the trash'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      [shortcut('Z'), 'Undo'],
      [shortcut('Shift+Z'), 'Redo'],
      [shortcut('O'), 'Import files'],
      [shortcut('V'), 'Import the text on the clipboard'],
      [shortcut('E'), 'Export the open brief as Markdown'],
      ['Alt+Shift+1, 2, 3', 'Read, Compare, Brief'],
      ['?', 'These keys'],
    ],
  },
]

/** Every key there is. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose} className="keys">
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <h3>{title}</h3>
          <dl>
            {keys.map(([key, words]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <div className="acts">
        <button type="button" className="btn line" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  )
}
