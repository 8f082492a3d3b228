import { Component, type ReactNode } from 'react'

type State = { readonly failed: boolean }

/** Draws a sentence and a way out in place of a window that a mistake of ours has broken. */
export class Mishap extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failed: false }

  static getDerivedStateFromError(): State {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className="mishap" role="alert">
        <h1>This window has made a mistake</h1>
        <p>What was saved is safe on the disk. Load the window again to go on where you were.</p>
        <button type="button" className="btn main" onClick={() => location.reload()}>
          Load again
        </button>
      </main>
    )
  }
}
