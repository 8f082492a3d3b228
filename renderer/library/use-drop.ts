import { useEffect, useEffectEvent, useState } from 'react'
import type { Candidate } from './import-queue'

/** Takes files and folders dropped anywhere on the window. True while something to drop hangs over it. */
export function useDrop(onDrop: (candidates: readonly Candidate[]) => void): boolean {
  const [over, setOver] = useState(false)
  const dropped = useEffectEvent(onDrop)

  useEffect(() => {
    let depth = 0 // each element under the pointer is entered and left on its own
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth += 1
      setOver(true)
    }
    const hold = (event: DragEvent) => {
      if (!holdsFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      depth = 0
      setOver(false)
      dropped(candidatesOf(event.dataTransfer))
    }
    addEventListener('dragenter', enter)
    addEventListener('dragover', hold)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragenter', enter)
      removeEventListener('dragover', hold)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [])

  return over
}

/** What was dropped: files, and folders by their names. */
function candidatesOf(transfer: DataTransfer): Candidate[] {
  return Array.from(transfer.items).flatMap((item): Candidate[] => {
    const entry = item.webkitGetAsEntry?.() ?? null
    if (entry?.isDirectory === true) return [{ from: 'folder', name: entry.name }]
    const file = item.getAsFile()
    return file === null ? [] : [{ from: 'page', file }]
  })
}
